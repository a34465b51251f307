/// Why a document or one of its pages cannot be used.
///
/// Pages are numbered from 1 here, as people count them, because these values end in messages.
package enum PDFError: Error, Sendable, Equatable {
  /// There are no bytes at all.
  case empty
  /// The first 1024 bytes hold no `%PDF-` marker.
  case notPDF
  /// A password is needed to read the document.
  case encrypted
  /// The document, or the page that was asked for, cannot be read; the text says what poppler said.
  case damaged(String)
  /// The document can be read and has no pages.
  case noPages
  /// The page asked for is not one of the document's.
  case pageOutOfRange(page: Int, pageCount: Int)
  /// The page would have more pixels than allowed; nothing was allocated.
  case pageTooLarge(page: Int, megapixels: Double, limit: Double)
  /// One side of the page would have more pixels than an image can have; nothing was allocated.
  case sideTooLong(page: Int, pixels: Int, limit: Int)
  /// The work was stopped through the document's `PDFCancellation`.
  case cancelled
  /// The memory for the page's pixels could not be had.
  case outOfMemory(page: Int)
  /// The page could not be drawn; the text is cairo's reason.
  case renderingFailed(page: Int, reason: String)

  /// One sentence for people: what is wrong, where, and what to do if anything can be done.
  package var message: String {
    switch self {
    case .empty: "the file is empty"
    case .notPDF: "not a PDF: no %PDF- marker in the first 1024 bytes"
    case .encrypted: "the PDF is encrypted and needs a password; remove the password first"
    case .damaged(let detail): "the PDF is damaged: \(detail)"
    case .noPages: "the PDF has no pages"
    case .pageOutOfRange(let page, let pageCount):
      "there is no page \(page): the PDF has \(pageCount) pages"
    case .pageTooLarge(let page, let megapixels, let limit):
      "page \(page) would have \(Self.format(megapixels)) megapixels, "
        + "more than the limit of \(Self.format(limit)); use a lower DPI"
    case .sideTooLong(let page, let pixels, let limit):
      "page \(page) would be \(pixels) pixels long, more than the \(limit) an image can have; "
        + "use a lower DPI"
    case .cancelled: "the work on the PDF was stopped"
    case .outOfMemory(let page): "not enough memory for the pixels of page \(page); use a lower DPI"
    case .renderingFailed(let page, let reason): "page \(page) could not be drawn: \(reason)"
    }
  }

  /// One decimal, without Foundation; what cannot be counted in pixels is called huge.
  private static func format(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "a huge number of" }
    let tenths = Int((value * 10).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(abs(tenths % 10))"
  }
}
