package import BenchCore

/// The documents of a run with their bytes in memory.
///
/// What was hashed is what every server gets in every round, even when somebody rewrites or
/// truncates a file meanwhile; and no request ever waits for a disk.
package struct LoadedCorpus: Sendable {
  /// The documents that are sent, sorted by name.
  package var documents: [Document]
  /// Their bytes, in the same order.
  package var contents: [[UInt8]]
  /// Documents left out for their defect.
  package var skipped: [Document]

  package init(documents: [Document], contents: [[UInt8]], skipped: [Document] = []) {
    self.documents = documents
    self.contents = contents
    self.skipped = skipped
  }

  /// The smallest documents' indices, for warming up: they cost least and touch every part.
  package func warmUpDocuments(count: Int) -> [Int] {
    guard !documents.isEmpty else { return [] }
    let bySize = documents.indices.sorted { documents[$0].bytes < documents[$1].bytes }
    return (0..<count).map { bySize[$0 % bySize.count] }
  }
}
