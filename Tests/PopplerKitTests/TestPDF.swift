/// Writes small PDFs by hand, so that tests do not check cairo against cairo.
struct TestPDF {
  /// The bodies of the objects 1, 2, 3, …; object 1 is the catalogue.
  private var objects: [[UInt8]]

  init(objects: [String]) {
    self.objects = objects.map { Array($0.utf8) }
  }

  /// A document of one page with a font called `F1`.
  init(
    mediaBox: String? = "[0 0 200 100]", extra: String = "", content: String = "",
    filter: String? = nil, stream: [UInt8]? = nil
  ) {
    self.init(objects: [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R \(mediaBox.map { "/MediaBox \($0)" } ?? "") \(extra) "
        + "/Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
    ])
    addStream(stream ?? Array(content.utf8), filter: filter)
    add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
  }

  mutating func add(_ object: String) {
    objects.append(Array(object.utf8))
  }

  mutating func addStream(_ bytes: [UInt8], filter: String? = nil, extra: String = "") {
    let entry = filter.map { "/Filter \($0)" } ?? ""
    objects.append(
      Array("<< /Length \(bytes.count) \(entry) \(extra) >>\nstream\n".utf8) + bytes
        + Array("\nendstream".utf8))
  }

  /// The file, with a right cross-reference table.
  var bytes: [UInt8] {
    var file = Array("%PDF-1.7\n".utf8)
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(file.count)
      file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let table = file.count
    file += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
    for offset in offsets {
      let digits = "\(offset)"
      file += Array((String(repeating: "0", count: 10 - digits.count) + digits).utf8)
      file += Array(" 00000 n \n".utf8)
    }
    file += Array(
      "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(table)\n%%EOF\n".utf8)
    return file
  }
}
