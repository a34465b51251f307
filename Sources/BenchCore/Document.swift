/// One file of the corpus, as inspected before a run.
package struct Document: Codable, Hashable, Sendable {
  /// Path relative to the corpus folder; documents pair across runs by it.
  package var name: String
  /// Size in bytes.
  package var bytes: Int
  /// Pages, nil where they could not be counted.
  package var pages: Int?
  /// SHA-256 of the bytes, lower-case hexadecimal; the bytes hashed are the bytes sent.
  package var sha256: String
  /// Page sizes in points, runs of equal pages in order.
  package var pageSizes: [PageSize]
  /// Why it is not fit to be sent, nil when nothing is wrong.
  package var defect: DocumentDefect?

  package init(
    name: String, bytes: Int, pages: Int?, sha256: String, pageSizes: [PageSize] = [],
    defect: DocumentDefect? = nil
  ) {
    self.name = name
    self.bytes = bytes
    self.pages = pages
    self.sha256 = sha256
    self.pageSizes = pageSizes
    self.defect = defect
  }

  /// The name as the file system has it: two spellings of one letter are two files, though Swift's
  /// strings are equal.
  package var pathBytes: [UInt8] { Array(name.utf8) }

  /// Pixels of all pages together at a resolution, in millions.
  package func megapixels(atDPI dpi: Double) -> Double {
    pageSizes.reduce(0) { sum, size in
      sum + Double(size.count) * (size.width * dpi / 72) * (size.height * dpi / 72) / 1e6
    }
  }
}

/// A run of consecutive pages of one size.
package struct PageSize: Codable, Hashable, Sendable {
  /// Width as shown (rotation applied), points of 1/72 inch.
  package var width: Double
  /// Height as shown, points.
  package var height: Double
  /// How many consecutive pages have this size.
  package var count: Int

  package init(width: Double, height: Double, count: Int) {
    self.width = width
    self.height = height
    self.count = count
  }
}

/// Why a document is not fit to be sent.
package struct DocumentDefect: Codable, Hashable, Sendable {
  package var kind: Kind
  /// One sentence with what was found.
  package var detail: String

  package init(kind: Kind, detail: String) {
    self.kind = kind
    self.detail = detail
  }

  /// The classes of defects, as `slimbench inspect` names them.
  package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    case empty, notPDF, encrypted, damaged, noPages, unreadable, tooSlow, crashed
  }
}
