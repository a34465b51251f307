/// Which documents several runs have in common, and which they have not.
///
/// Documents pair by their relative path. A path under which runs found other bytes is no pair.
package struct SharedDocuments: Equatable, Sendable {
  /// A document that is left out of the pairs, by its path; foreign text.
  package struct LeftOut: Hashable, Sendable {
    package var name: String
    /// The runs that have it, as indices.
    package var runs: [Int]
  }

  /// Of each document that all runs have: its index in each run's corpus, in the first's order.
  package let indices: [[Int]]
  /// Documents that only some of the runs have, by path.
  package let missing: [LeftOut]
  /// Documents that all have under one path with other bytes, by path.
  package let changed: [LeftOut]

  package init(_ corpora: [[Document]]) {
    let places = corpora.map { corpus in
      Dictionary(
        corpus.enumerated().map { ($1.pathBytes, $0) }, uniquingKeysWith: { first, _ in first })
    }
    var indices: [[Int]] = []
    var missing: [LeftOut] = []
    var changed: [LeftOut] = []
    var seen: Set<[UInt8]> = []
    for document in corpora.joined() where seen.insert(document.pathBytes).inserted {
      let owners = corpora.indices.filter { places[$0][document.pathBytes] != nil }
      let own = owners.compactMap { places[$0][document.pathBytes] }
      guard owners.count == corpora.count else {
        missing.append(LeftOut(name: document.name, runs: owners))
        continue
      }
      // The guide's files tell no digests: what is not known is not held against anybody.
      let digests = Set(zip(corpora, own).map { $0[$1].sha256 }.filter { !$0.isEmpty })
      if digests.count > 1 {
        changed.append(LeftOut(name: document.name, runs: owners))
      } else {
        indices.append(own)
      }
    }
    self.indices = indices
    self.missing = missing.sorted { $0.name < $1.name }
    self.changed = changed.sorted { $0.name < $1.name }
  }

  /// Whether every document of every run is in the pairs.
  package var isWhole: Bool { missing.isEmpty && changed.isEmpty }
}

extension ServiceMatrix {
  /// The same times with only these documents, in this order.
  func selecting(_ chosen: [Int]) -> ServiceMatrix {
    var matrix = ServiceMatrix(documents: chosen.count)
    for round in 0..<rounds {
      for (place, document) in chosen.enumerated() {
        guard let seconds = self[round: round, document: document] else { continue }
        matrix.set(seconds, round: round, document: place)
      }
    }
    return matrix
  }
}
