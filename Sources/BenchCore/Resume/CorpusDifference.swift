/// How the documents of a folder differ from those that a run has sent.
package struct CorpusDifference: Hashable, Sendable {
  /// Sent then, not there now.
  package private(set) var missing: [String] = []
  /// There under the same name with other bytes.
  package private(set) var changed: [String] = []
  /// There now, not sent then.
  package private(set) var added: [String] = []

  package init(then: [Document], now: [Document]) {
    let hashes = Dictionary(now.map { ($0.pathBytes, $0.sha256) }) { first, _ in first }
    for document in then {
      guard let hash = hashes[document.pathBytes] else {
        missing.append(document.name)
        continue
      }
      if hash != document.sha256 { changed.append(document.name) }
    }
    let names = Set(then.map(\.pathBytes))
    added = now.filter { !names.contains($0.pathBytes) }.map(\.name)
  }

  package var isEmpty: Bool { missing.isEmpty && changed.isEmpty && added.isEmpty }

  /// A line for each kind of difference, the documents named; foreign text is in it.
  package var lines: [String] {
    [("missing", missing), ("changed", changed), ("new", added)].compactMap { word, names in
      guard !names.isEmpty else { return nil }
      let more =
        names.count > Self.limit ? " and \(Quantity.count(names.count - Self.limit)) more" : ""
      return "\(word): \(names.prefix(Self.limit).joined(separator: ", "))\(more)"
    }
  }

  private static let limit = 10
}
