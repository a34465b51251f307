/// What can be told about a PDF without drawing it: one line of `slimbench inspect`.
///
///     {"bytes":35210,"file":"a.pdf","pages":3,"pageSizes":[{"count":3,"height":842,"width":595}],
///      "pagesSampled":3,"pagesWithText":3,"unreadablePages":0}
package struct PDFInspection: Codable, Sendable, Equatable {
  /// Why a file cannot be used as a document.
  package enum Defect: String, Codable, Sendable, Equatable, CaseIterable {
    /// No bytes.
    case empty
    /// No PDF marker at its start.
    case notPDF
    /// A password is needed.
    case encrypted
    /// The document or its first page cannot be read.
    case damaged
    /// A document without pages.
    case noPages
    /// The file itself cannot be read; found by whoever reads it.
    case unreadable
    /// The inspection ran out of time; found by whoever runs it.
    case tooSlow
    /// The inspection died; found by whoever runs it.
    case crashed
  }

  /// Neighbouring pages of one size.
  package struct PageSizes: Codable, Sendable, Equatable {
    /// Width in points, rounded to a thousandth, after the page's rotation.
    package var width: Double
    /// Height in points, rounded to a thousandth, after the page's rotation.
    package var height: Double
    /// How many pages in a row have this size.
    package var count: Int

    package init(width: Double, height: Double, count: Int) {
      self.width = width
      self.height = height
      self.count = count
    }
  }

  /// The file's name as it was given.
  package var file: String
  /// The file's length.
  package var bytes: Int
  /// Number of pages; 0 if there is a defect.
  package var pages: Int
  /// Sizes in page order, without the unreadable pages.
  package var pageSizes: [PageSizes]
  /// How many pages cannot be loaded although the first can.
  package var unreadablePages: Int
  /// From how many of the first pages the text was taken.
  package var pagesSampled: Int
  /// How many of those have text.
  package var pagesWithText: Int
  /// Absent if the file can be used.
  package var defect: Defect?
  /// One sentence about the defect.
  package var detail: String?

  /// A file that cannot be used.
  package init(file: String, bytes: Int, defect: Defect, detail: String) {
    self.init(file: file, bytes: bytes, pages: 0, pageSizes: [])
    self.defect = defect
    self.detail = detail
  }

  package init(
    file: String, bytes: Int, pages: Int, pageSizes: [PageSizes], unreadablePages: Int = 0,
    pagesSampled: Int = 0, pagesWithText: Int = 0
  ) {
    self.file = file
    self.bytes = bytes
    self.pages = pages
    self.pageSizes = pageSizes
    self.unreadablePages = unreadablePages
    self.pagesSampled = pagesSampled
    self.pagesWithText = pagesWithText
  }
}
