import PopplerKit
import Testing

/// Opening bytes from outside.
struct PDFDocumentTests {
  @Test("refuses what is not a PDF, with the reason")
  func refuses() {
    #expect(throws: PDFError.empty) { try PDFDocument(bytes: []) }
    #expect(throws: PDFError.notPDF) { try PDFDocument(bytes: Array("%PDF".utf8)) }
    #expect(throws: PDFError.notPDF) { try PDFDocument(bytes: Array("Dear Sir or Madam".utf8)) }
    let png: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] + .init(0...255)
    #expect(throws: PDFError.notPDF) { try PDFDocument(bytes: png) }
  }

  @Test("finds the marker within the first 1024 bytes and not after", arguments: [0, 1, 700, 1023])
  func marker(offset: Int) throws {
    let junk = [UInt8](repeating: 0x20, count: offset)
    #expect(try PDFDocument(bytes: junk + TestPDF().bytes).pageCount == 1)
  }

  @Test("a marker that begins after 1024 bytes is none")
  func lateMarker() {
    let junk = [UInt8](repeating: 0x20, count: 1024)
    #expect(throws: PDFError.notPDF) { try PDFDocument(bytes: junk + TestPDF().bytes) }
  }

  @Test("a marker without a document is damage")
  func markerOnly() throws {
    let error = #expect(throws: PDFError.self) { try PDFDocument(bytes: Array("%PDF-1.4\n".utf8)) }
    guard case .damaged(let detail) = error else {
      Issue.record("expected damage, got \(String(describing: error))")
      return
    }
    #expect(!detail.isEmpty)
  }

  @Test("asks for no password where none is needed, and names encryption where one is")
  func passwords() throws {
    // Written with pikepdf 10 (qpdf), AES-256: `user='open sesame'` and `user=''`.
    #expect(throws: PDFError.encrypted) {
      try PDFDocument(bytes: Support.fixture("password-needed.pdf"))
    }
    let open = try PDFDocument(bytes: Support.fixture("password-empty.pdf"))
    #expect(try open.page(at: 0).text() == "Locked words")
  }

  @Test("rebuilds a lost cross-reference table")
  func repairs() throws {
    var bytes = TestPDF(content: "BT /F1 12 Tf 10 10 Td (still here) Tj ET").bytes
    let table = try #require(bytes.firstRange(of: Array("xref".utf8)))
    let trailer = try #require(bytes.firstRange(of: Array("trailer".utf8)))
    bytes.removeSubrange(table.lowerBound..<trailer.lowerBound)
    let page = try PDFDocument(bytes: bytes).page(at: 0)
    #expect(page.text() == "still here")
  }

  @Test("tells a document without pages")
  func noPages() {
    let bytes = TestPDF(objects: [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>",
    ]).bytes
    #expect(throws: PDFError.noPages) { try PDFDocument(bytes: bytes) }
  }

  @Test("has no page before the first and after the last", arguments: [-1, 1, .max])
  func range(index: Int) throws {
    let document = try PDFDocument(bytes: TestPDF().bytes)
    #expect(throws: PDFError.self) { try document.page(at: index) }
  }

  @Test("a page outlives its document's variable")
  func pageKeepsDocument() throws {
    let bytes = TestPDF(content: "BT /F1 12 Tf 10 10 Td (alive) Tj ET").bytes
    let page = try PDFDocument(bytes: bytes).page(at: 0)
    #expect(page.text() == "alive")
    #expect(try page.render(dpi: 72, megapixelLimit: 1).width == 200)
  }
}
