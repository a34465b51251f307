package import BenchCore

/// A document that a server is asked about, with its bytes.
package struct ProbePage: Sendable {
  package var document: Document
  package var content: [UInt8]

  package init(document: Document, content: [UInt8]) {
    self.document = document
    self.content = content
  }

  /// The page that shows whether a server reacts to the DPI.
  ///
  /// A document of one page of the user's own, for it is his documents that are measured; of several
  /// the one whose page is nearest in size to A4, for a stamp renders in no time and a poster may be
  /// refused. Else the sample page, because a long document would be sent a dozen times; without
  /// one, the shortest that there is.
  static func forDPI(_ corpus: LoadedCorpus, otherwise sample: ProbePage?) -> ProbePage? {
    let pages = all(corpus)
    let single = pages.filter { $0.document.pages == 1 }
      .min { $0.distanceFromA4 < $1.distanceFromA4 }
    return single ?? sample ?? pages.min { $0.length < $1.length }
  }

  /// The document on which a server can show that it counts pages: the shortest of several.
  static func forCounting(_ corpus: LoadedCorpus) -> ProbePage? {
    let pages = all(corpus)
    return pages.filter { ($0.document.pages ?? 0) > 1 }.min { $0.length < $1.length }
      ?? pages.min { $0.length < $1.length }
  }

  private static func all(_ corpus: LoadedCorpus) -> [ProbePage] {
    zip(corpus.documents, corpus.contents).filter { $0.0.defect == nil }
      .map { ProbePage(document: $0, content: $1) }
  }

  private var length: (Int, Int) { (document.pages ?? .max, document.bytes) }

  /// Factor between the page's area and A4's (595 × 842 points), at least 1.
  private var distanceFromA4: Double {
    guard let size = document.pageSizes.first, size.width > 0, size.height > 0 else {
      return .infinity
    }
    let factor = size.width * size.height / (595 * 842)
    return max(factor, 1 / factor)
  }
}
