/// Looks into a document without drawing it.
///
/// A document can make this slow, or end the process: run it in a child with `ProcessLimits`.
package enum PDFInspector {
  /// Text is taken from this many pages at most: enough to tell a scan from a text, and cheap.
  package static let sampledPages = 4

  /// After this many pages that cannot be loaded the rest is taken to be unreadable as well: each
  /// failure makes poppler search the page tree again.
  private static let patience = 100

  /// Inspects the bytes of a file called `name`.
  package static func inspect(bytes: [UInt8], name: String) -> PDFInspection {
    do {
      return try inspect(PDFDocument(bytes: bytes), bytes: bytes.count, name: name)
    } catch {
      return PDFInspection(
        file: name, bytes: bytes.count, defect: defect(for: error), detail: error.message)
    }
  }

  private static func inspect(
    _ document: PDFDocument, bytes: Int, name: String
  ) throws(PDFError) -> PDFInspection {
    var result = PDFInspection(file: name, bytes: bytes, pages: document.pageCount, pageSizes: [])
    let first = try document.page(at: 0)
    add(first, to: &result)
    sample(first, into: &result)
    for index in 1..<max(1, document.pageCount) {
      guard result.unreadablePages < patience else {
        result.unreadablePages += document.pageCount - index
        break
      }
      guard let page = try? document.page(at: index) else {
        result.unreadablePages += 1
        continue
      }
      add(page, to: &result)
      if index < sampledPages { sample(page, into: &result) }
    }
    return result
  }

  private static func add(_ page: PDFPage, to result: inout PDFInspection) {
    let width = rounded(page.widthPoints)
    let height = rounded(page.heightPoints)
    if let last = result.pageSizes.last, last.width == width, last.height == height {
      result.pageSizes[result.pageSizes.count - 1].count += 1
    } else {
      result.pageSizes.append(.init(width: width, height: height, count: 1))
    }
  }

  private static func sample(_ page: PDFPage, into result: inout PDFInspection) {
    result.pagesSampled += 1
    if page.text().contains(where: { !$0.isWhitespace }) { result.pagesWithText += 1 }
  }

  /// A thousandth of a point is far below a pixel at any resolution; sizes that are no numbers
  /// become 0, because JSON has no way to write them.
  private static func rounded(_ points: Double) -> Double {
    points.isFinite ? (points * 1000).rounded() / 1000 : 0
  }

  private static func defect(for error: PDFError) -> PDFInspection.Defect {
    switch error {
    case .empty: .empty
    case .notPDF: .notPDF
    case .encrypted: .encrypted
    case .noPages: .noPages
    case .damaged, .pageOutOfRange, .pageTooLarge, .sideTooLong, .outOfMemory, .renderingFailed,
      .cancelled:
      .damaged
    }
  }
}
