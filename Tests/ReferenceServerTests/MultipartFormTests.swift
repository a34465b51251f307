import Testing

@testable import ReferenceServer

@Suite struct MultipartFormTests {
  static func part(_ disposition: String, _ body: String) -> String {
    "--b\r\nContent-Disposition: form-data; \(disposition)\r\n\r\n\(body)\r\n"
  }

  static func form(
    _ parts: [String], limits: MultipartLimits = MultipartLimits(), expectedBytes: Int? = nil
  ) throws -> MultipartForm {
    var form = MultipartForm(limits: limits, expectedBytes: expectedBytes)
    var parser = MultipartParser(boundary: try MultipartBoundary("b"), limits: limits)
    for piece in Cuts.equal(Array((parts.joined() + "--b--").utf8), length: 7) {
      try piece.withUnsafeBytes { try parser.consume($0, into: &form) }
    }
    try parser.finish()
    return form
  }

  @Test(arguments: [nil, 0, 10, 1_000_000])
  func `keeps the document and the fields, and forgets other files`(expectedBytes: Int?) throws {
    var form = try Self.form(
      [
        Self.part("name=dpi", "72"), Self.part("name=other; filename=o.pdf", "ignored"),
        Self.part("name=file; filename=f.pdf", "%PDF-1.4 and so on"), Self.part("name=empty", ""),
      ], expectedBytes: expectedBytes)
    #expect(form.fields == ["dpi": "72", "empty": ""])
    let document = form.takeDocument()
    #expect(document?.name == "f.pdf")
    #expect(document?.bytes == Array("%PDF-1.4 and so on".utf8))
    #expect(form.document == nil)
  }

  @Test func `takes a field called file without a file name for a field`() throws {
    let form = try Self.form([Self.part("name=file", "text")])
    #expect(form.document == nil)
    #expect(form.fields == ["file": "text"])
  }

  @Test func `refuses fields and documents that come twice`() {
    for disposition in ["name=dpi", "name=file; filename=f.pdf"] {
      let part = Self.part(disposition, "1")
      let name = disposition.hasPrefix("name=dpi") ? "dpi" : "file"
      #expect(throws: MultipartError.repeatedField(name: name)) { try Self.form([part, part]) }
    }
  }

  @Test func `bounds a field, not a document`() throws {
    let limits = MultipartLimits(fieldBytes: 8)
    #expect(throws: MultipartError.fieldTooLarge(name: "dpi", limit: 8)) {
      try Self.form([Self.part("name=dpi", "123456789")], limits: limits)
    }
    let form = try Self.form(
      [
        Self.part("name=dpi", "12345678"),
        Self.part("name=file; filename=f.pdf", String(repeating: "x", count: 1000)),
      ], limits: limits)
    #expect(form.document?.bytes.count == 1000)
  }

  @Test func `reserves no more than the limit for a client that promises too much`() {
    var form = MultipartForm(
      limits: MultipartLimits(totalBytes: 1 << 16), expectedBytes: Int.max)
    #expect(throws: Never.self) {
      try form.beginPart(PartHeaders(fieldName: "file", fileName: "f.pdf", contentType: nil))
    }
    #expect((form.document?.bytes.capacity ?? .max) < 1 << 18)
  }
}
