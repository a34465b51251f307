import PopplerKit
import Testing

/// What is told about a document without drawing it.
struct PDFInspectorTests {
  @Test("pages of one size in a row are told once")
  func sizes() {
    var pdf = TestPDF(objects: [
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Count 6 /Kids [3 0 R 3 0 R 4 0 R 3 0 R 5 0 R 5 0 R] >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Rotate 90 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.27564 841.89] >>",
    ])
    pdf.add("null")
    let bytes = pdf.bytes
    let inspection = PDFInspector.inspect(bytes: bytes, name: "mixed.pdf")
    let expected = PDFInspection(
      file: "mixed.pdf", bytes: bytes.count, pages: 6,
      pageSizes: [
        .init(width: 612, height: 792, count: 2), .init(width: 792, height: 612, count: 1),
        .init(width: 612, height: 792, count: 1), .init(width: 595.276, height: 841.89, count: 2),
      ], unreadablePages: 0, pagesSampled: 4, pagesWithText: 0)
    #expect(inspection == expected)
  }

  @Test("tells pages with text from pages without")
  func text() {
    let with = TestPDF(content: "BT /F1 12 Tf 10 10 Td (word) Tj ET").bytes
    #expect(PDFInspector.inspect(bytes: with, name: "a").pagesWithText == 1)
    let without = TestPDF(content: "0 0 50 50 re f").bytes
    #expect(PDFInspector.inspect(bytes: without, name: "b").pagesWithText == 0)
  }

  @Test("names the defect")
  func defects() throws {
    let cases: [(bytes: [UInt8], defect: PDFInspection.Defect)] = [
      ([], .empty), (Array("hello".utf8), .notPDF), (Array("%PDF-1.4".utf8), .damaged),
      (try Support.fixture("password-needed.pdf"), .encrypted),
      (
        TestPDF(objects: ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Kids [] /Count 0 >>"]).bytes,
        .noPages
      ),
    ]
    for (bytes, defect) in cases {
      let inspection = PDFInspector.inspect(bytes: bytes, name: "x.pdf")
      #expect(inspection.defect == defect)
      #expect(inspection.detail?.isEmpty == false)
      #expect(inspection.pages == 0)
      #expect(inspection.bytes == bytes.count)
    }
  }

  @Test("a first page that cannot be loaded is damage")
  func damagedFirstPage() {
    let bytes = TestPDF(objects: [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [9 0 R] /Count 1 >>",
    ]).bytes
    let inspection = PDFInspector.inspect(bytes: bytes, name: "x.pdf")
    #expect(inspection.defect == .damaged)
    #expect(inspection.detail == "the PDF is damaged: page 1 cannot be loaded")
  }

  @Test("later pages that cannot be loaded are counted and are no defect")
  func unreadablePages() {
    let bytes = TestPDF(objects: [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 9 0 R] /Count 2 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>",
    ]).bytes
    let inspection = PDFInspector.inspect(bytes: bytes, name: "x.pdf")
    #expect(inspection.defect == nil)
    #expect(inspection.pages == 2)
    #expect(inspection.unreadablePages == 1)
    #expect(inspection.pageSizes == [.init(width: 10, height: 10, count: 1)])
  }

  @Test("sizes that JSON cannot write are not let through")
  func hugeSizes() {
    let box = "[0 0 1\(String(repeating: "0", count: 400)) 10]"
    let inspection = PDFInspector.inspect(bytes: TestPDF(mediaBox: box).bytes, name: "x.pdf")
    #expect(inspection.pageSizes.allSatisfy { $0.width.isFinite && $0.height.isFinite })
  }
}
