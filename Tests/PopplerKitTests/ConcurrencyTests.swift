import PopplerKit
import Testing

/// Different documents on different threads at once.
struct ConcurrencyTests {
  /// What one page looks and reads like.
  struct Print: Hashable, Sendable {
    var digest: UInt64
    var characters: Int
  }

  @Test("two threads draw what one thread draws", .timeLimit(.minutes(5)))
  func concurrent() async throws {
    // Lengths 3 (a scan), 5, 2 and 9 pages of the published corpus.
    let documents = [2, 6, 8, 16].map { SampleCorpus.bytes(at: $0, seed: 7) }
    let serial = try documents.map { try Self.prints(of: $0) }
    #expect(Set(serial.joined()).count == 19)
    try await withThrowingTaskGroup(of: (Int, [Print]).self) { group in
      for round in 0..<3 {
        for index in documents.indices {
          let place = (index + round) % documents.count
          group.addTask { (place, try Self.prints(of: documents[place])) }
        }
      }
      for try await (place, prints) in group { #expect(prints == serial[place]) }
    }
  }

  private static func prints(of bytes: [UInt8]) throws -> [Print] {
    let document = try PDFDocument(bytes: bytes)
    return try (0..<document.pageCount).map { index in
      let page = try document.page(at: index)
      let raster = try page.render(dpi: 50, megapixelLimit: 10)
      return Print(digest: raster.digest(), characters: page.text().count)
    }
  }
}
