import BenchCore
import Conductor
import Testing

struct LoadedCorpusTests {
  private func corpus(_ sizes: [Int]) -> LoadedCorpus {
    LoadedCorpus(
      documents: sizes.enumerated().map { index, size in
        Document(name: "\(index).pdf", bytes: size, pages: 1, sha256: "")
      }, contents: sizes.map { [UInt8](repeating: 0, count: $0) })
  }

  @Test("Warming up takes the smallest documents, and begins again when they run out")
  func smallest() {
    let corpus = corpus([30, 10, 20])
    #expect(corpus.warmUpDocuments(count: 0) == [])
    #expect(corpus.warmUpDocuments(count: 1) == [1])
    #expect(corpus.warmUpDocuments(count: 2) == [1, 2])
    #expect(corpus.warmUpDocuments(count: 7) == [1, 2, 0, 1, 2, 0, 1])
  }

  @Test("Documents of one size warm up in their order")
  func equalSizes() {
    #expect(corpus([5, 5, 5]).warmUpDocuments(count: 3) == [0, 1, 2])
  }

  @Test("An empty corpus warms nothing up")
  func empty() {
    #expect(corpus([]).warmUpDocuments(count: 3) == [])
  }
}
