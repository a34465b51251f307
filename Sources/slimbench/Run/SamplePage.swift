internal import BenchCore
internal import Conductor
internal import PopplerKit

/// Sample documents that servers are asked about where the user has none of the kind.
enum SamplePage {
  /// One page of text, near A4.
  static var page: ProbePage { document(at: 4, pages: 1) }

  /// A corpus for whoever names none: a page, and a document with pages to count.
  static var corpus: LoadedCorpus {
    let documents = [page, document(at: 8, pages: 2)]
    return LoadedCorpus(
      documents: documents.map(\.document), contents: documents.map(\.content))
  }

  /// A document of the sample corpus with seed 1, whose page counts are the published ones.
  private static func document(at index: Int, pages: Int) -> ProbePage {
    let content = SampleCorpus.bytes(at: index, seed: 1)
    return ProbePage(
      document: Document(
        name: "sample-\(pages)p.pdf", bytes: content.count, pages: pages, sha256: ""),
      content: content)
  }
}
