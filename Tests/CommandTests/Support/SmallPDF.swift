/// Writes small PDFs by hand, with right cross-reference tables.
enum SmallPDF {
  /// A document whose every page holds `text`.
  static func bytes(pages: Int = 1, text: String = "word") -> [UInt8] {
    let first = 4
    let kids = (0..<pages).map { "\(first + 2 * $0) 0 R" }.joined(separator: " ")
    var objects = [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [\(kids)] /Count \(pages) >>",
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    let content = "BT /F1 12 Tf 10 50 Td (\(text)) Tj ET"
    for page in 0..<pages {
      objects.append(
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] "
          + "/Resources << /Font << /F1 3 0 R >> >> /Contents \(first + 2 * page + 1) 0 R >>")
      objects.append("<< /Length \(content.utf8.count) >>\nstream\n\(content)\nendstream")
    }
    return file(objects)
  }

  private static func file(_ objects: [String]) -> [UInt8] {
    var file = "%PDF-1.7\n"
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(file.utf8.count)
      file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
    }
    let table = file.utf8.count
    file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for offset in offsets {
      let digits = "\(offset)"
      file += String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
    }
    file += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\n"
    return Array((file + "startxref\n\(table)\n%%EOF\n").utf8)
  }
}
