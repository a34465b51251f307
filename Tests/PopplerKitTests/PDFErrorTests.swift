import PopplerKit
import Testing

/// The sentences that people read about a document that cannot be used.
struct PDFErrorTests {
  @Test(
    "names the page, the size and the limit",
    arguments: [
      (
        PDFError.pageTooLarge(page: 3, megapixels: 223.2, limit: 100),
        "page 3 would have 223.2 megapixels, more than the limit of 100; use a lower DPI"
      ),
      (
        PDFError.pageTooLarge(page: 1, megapixels: .infinity, limit: 100),
        "page 1 would have a huge number of megapixels, more than the limit of 100; "
          + "use a lower DPI"
      ),
      (PDFError.pageOutOfRange(page: 9, pageCount: 8), "there is no page 9: the PDF has 8 pages"),
      (PDFError.damaged("no trailer"), "the PDF is damaged: no trailer"),
    ])
  func message(error: PDFError, expected: String) {
    #expect(error.message == expected)
  }
}
