internal import Statistics

/// By what the documents of a run are sorted.
package enum DocumentOrder: Hashable, Sendable, CaseIterable {
  /// As the run's corpus has them.
  case corpus
  case name, pages, time, perPage, difference, failures

  /// As the screen names it.
  package var title: String {
    switch self {
    case .corpus: "corpus"
    case .name: "name"
    case .pages: "pages"
    case .time: "time"
    case .perPage: "time per page"
    case .difference: "difference"
    case .failures: "failures"
    }
  }

  /// The next one, after the last the first.
  package var next: DocumentOrder {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }

  /// The rows in this order: names ascending, everything else the largest first.
  ///
  /// What has no number is last, in either direction; equal rows stay in the corpus' order.
  ///
  /// - Parameters:
  ///   - place: The condition that counts, as a place in the rows' cells; nil for the one with the
  ///     largest value.
  ///   - isReversed: The other way round.
  package func sorted(
    _ rows: [DocumentRow], of place: Int? = nil, isReversed: Bool = false
  ) -> [DocumentRow] {
    func largest(_ row: DocumentRow, _ value: (Int) -> Double?) -> Double? {
      row.cells.indices.filter { place == nil || $0 == place }.compactMap(value).max()
    }
    switch self {
    case .corpus: return isReversed ? rows.reversed() : rows
    case .name:
      let sorted = rows.sorted { ($0.name, $0.document) < ($1.name, $1.document) }
      return isReversed ? sorted.reversed() : sorted
    case .pages: return Self.sorted(rows, isReversed) { $0.pages.map(Double.init) }
    case .time:
      return Self.sorted(rows, isReversed) { row in
        largest(row) { row.cells[$0].meanSeconds }
      }
    case .perPage:
      return Self.sorted(rows, isReversed) { row in largest(row) { row.secondsPerPage(of: $0) } }
    case .difference:
      return Self.sorted(rows, isReversed) { row in
        largest(row) { row.ratio(of: $0).map { abs(LogRatio.of($0, to: 1)) } }
      }
    case .failures: return Self.sorted(rows, isReversed) { Double($0.failed) }
    }
  }

  private static func sorted(
    _ rows: [DocumentRow], _ isReversed: Bool, by value: (DocumentRow) -> Double?
  ) -> [DocumentRow] {
    rows.map { (row: $0, value: value($0)) }.sorted { left, right in
      switch (left.value, right.value) {
      case (let own?, let other?) where own != other: return (own > other) != isReversed
      case (_?, nil): return true
      case (nil, _?): return false
      default: return left.row.document < right.row.document
      }
    }.map(\.row)
  }
}
