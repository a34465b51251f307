/// Builds small PDF files by hand, so that tests know every byte of them.
struct TinyPDF {
  /// Lines of text on each page, in Helvetica.
  var pages: [[String]]
  var widthPoints = 612.0
  var heightPoints = 792.0
  /// Needs a password that nobody knows.
  var isEncrypted = false
  /// A gray image on the first page.
  var image: Image?
  /// Where it is: the matrix of its unit square.
  var imagePlace = "400 0 0 400 100 100"

  struct Image {
    var width: Int
    var height: Int
    /// Encoded by the filters, the last applied first.
    var bytes: [UInt8]
    var filters: [String]
  }

  static func text(pages count: Int) -> TinyPDF {
    TinyPDF(pages: (1...count).map { ["Page \($0) of \(count)", "The quick brown fox."] })
  }

  var bytes: [UInt8] {
    var file = Array("%PDF-1.4\n".utf8)
    var offsets: [Int] = []
    for (index, object) in objects.enumerated() {
      offsets.append(file.count)
      file += Array("\(index + 1) 0 obj\n".utf8) + object + Array("\nendobj\n".utf8)
    }
    let table = file.count
    file += Array("xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n".utf8)
    for offset in offsets {
      let digits = String(offset)
      let padding = String(repeating: "0", count: 10 - digits.count)
      file += Array("\(padding)\(digits) 00000 n \n".utf8)
    }
    file += Array(
      ("trailer\n<< /Size \(offsets.count + 1) /Root 1 0 R \(encryption) >>\n"
        + "startxref\n\(table)\n%%EOF\n").utf8)
    return file
  }

  /// Catalog, page tree, font, image, then a page and its content in turn.
  private var objects: [[UInt8]] {
    let kids = pages.indices.map { "\(5 + 2 * $0) 0 R" }.joined(separator: " ")
    var objects = [
      Array("<< /Type /Catalog /Pages 2 0 R >>".utf8),
      Array("<< /Type /Pages /Count \(pages.count) /Kids [\(kids)] >>".utf8),
      Array("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".utf8),
      imageObject,
    ]
    for (index, lines) in pages.enumerated() {
      let resources = "<< /Font << /F 3 0 R >> /XObject << /I 4 0 R >> >>"
      let box = "[0 0 \(widthPoints) \(heightPoints)]"
      objects.append(
        Array(
          ("<< /Type /Page /Parent 2 0 R /MediaBox \(box) /Resources \(resources) "
            + "/Contents \(6 + 2 * index) 0 R >>").utf8))
      var content = "BT /F 14 Tf 72 700 Td 20 TL "
      for line in lines { content += "(\(line)) Tj T* " }
      content += "ET"
      if index == 0, image != nil { content += " q \(imagePlace) cm /I Do Q" }
      objects.append(stream("", Array(content.utf8)))
    }
    return objects
  }

  private var imageObject: [UInt8] {
    guard let image else { return Array("null".utf8) }
    let filters = image.filters.map { "/\($0)" }.joined(separator: " ")
    return stream(
      "/Type /XObject /Subtype /Image /Width \(image.width) /Height \(image.height) "
        + "/ColorSpace /DeviceGray /BitsPerComponent 8 /Filter [\(filters)]",
      image.bytes)
  }

  private var encryption: String {
    guard isEncrypted else { return "" }
    let secret = "<" + String(repeating: "A5", count: 32) + ">"
    let identifier = "<" + String(repeating: "5A", count: 16) + ">"
    return "/ID [\(identifier) \(identifier)] "
      + "/Encrypt << /Filter /Standard /V 1 /R 2 /O \(secret) /U \(secret) /P -4 >>"
  }

  private func stream(_ entries: String, _ bytes: [UInt8]) -> [UInt8] {
    Array("<< /Length \(bytes.count) \(entries) >>\nstream\n".utf8) + bytes
      + Array("\nendstream".utf8)
  }

  /// An image whose data grows 64-fold with each of three run-length filters: the byte 0x81 means
  /// "repeat the next byte 128 times", so a run of that byte encodes a longer run of itself.
  static func bomb(side: Int) -> TinyPDF {
    let encoded = side * side / (64 * 64 * 64) / 2 * 2 + 2
    var pdf = TinyPDF(pages: [["bomb"]])
    pdf.image = Image(
      width: side, height: side, bytes: [UInt8](repeating: 0x81, count: encoded),
      filters: ["RunLengthDecode", "RunLengthDecode", "RunLengthDecode"])
    return pdf
  }
}
