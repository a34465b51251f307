internal import BenchCore

/// By what the list of saved runs is sorted, and in which direction.
struct ResultsOrder: Hashable, Sendable {
  var column = Column.when
  /// Against the column's usual direction.
  var isReversed = false

  enum Column: Hashable, Sendable, CaseIterable {
    case when, name, servers, documents, dpi, concurrency, verdict, succeeded, failed, state

    var next: Column {
      let all = Self.allCases
      return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }

    /// As the screen names it.
    var title: String {
      switch self {
      case .when: "when"
      case .name: "name"
      case .servers: "servers"
      case .documents: "docs"
      case .dpi: "dpi"
      case .concurrency: "in flight"
      case .verdict: "verdict"
      case .succeeded: "ok"
      case .failed: "failed"
      case .state: "state"
      }
    }

    /// Whether the largest usually comes first: the newest run, the most failures.
    var descends: Bool {
      switch self {
      case .when, .documents, .verdict, .succeeded, .failed: true
      case .name, .servers, .dpi, .concurrency, .state: false
      }
    }
  }

  /// Sorts by a column; by the one that sorts already, the other way round.
  mutating func choose(_ column: Column) {
    isReversed = column == self.column && !isReversed
    self.column = column
  }

  /// Whether the largest comes first.
  var descends: Bool { column.descends != isReversed }

  /// The order in words: `when, newest first`.
  var title: String {
    switch column {
    case .when: descends ? "newest first" : "oldest first"
    case .name, .servers, .state: "\(column.title), \(descends ? "z to a" : "a to z")"
    case .verdict: descends ? "slowest first" : "fastest first"
    default: "\(column.title), \(descends ? "most" : "least") first"
    }
  }

  /// What a file is sorted by; made once for each, not for each comparison.
  enum Key: Hashable, Sendable {
    /// Stands at the end, in either direction.
    case unknown
    case number(Double)
    case text(String)
  }

  func key(_ entry: ResultsEntry) -> Key {
    switch column {
    case .when: return .number(entry.time)
    case .name: return .text(entry.path.lowercased())
    default: break
    }
    guard let headline = entry.headline else { return .unknown }
    if column == .state { return .text(ResultsWords.state(headline)) }
    guard !headline.isDamaged else { return .unknown }
    switch column {
    case .servers: return .text(headline.servers.joined(separator: " ").lowercased())
    case .documents: return .number(Double(headline.documents))
    case .dpi: return number(headline.dpis.min())
    case .concurrency: return number(headline.concurrencies.min().map(Double.init))
    case .verdict: return number(headline.verdicts.lazy.compactMap(\.ratio).max())
    case .succeeded: return .number(Double(headline.succeeded))
    case .failed: return .number(Double(headline.failed))
    case .when, .name, .state: return .unknown
    }
  }

  private func number(_ value: Double?) -> Key { value.map(Key.number) ?? .unknown }

  /// Whether the left one stands before the right one; of equals the newer, then by path.
  func precedes(
    _ left: Key, _ leftEntry: ResultsEntry, _ right: Key, _ rightEntry: ResultsEntry
  ) -> Bool {
    switch (left, right) {
    case (.unknown, .unknown): break
    case (.unknown, _): return false
    case (_, .unknown): return true
    case (.number(let a), .number(let b)) where a != b: return (a > b) == descends
    case (.text(let a), .text(let b)) where a != b: return (a > b) == descends
    default: break
    }
    if leftEntry.time != rightEntry.time { return leftEntry.time > rightEntry.time }
    return leftEntry.path < rightEntry.path
  }
}
