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
  /// What has no number is last; equal rows stay in the corpus' order.
  package func sorted(_ rows: [DocumentRow]) -> [DocumentRow] {
    switch self {
    case .corpus: rows
    case .name: rows.sorted { ($0.name, $0.document) < ($1.name, $1.document) }
    case .pages: descending(rows) { $0.pages.map(Double.init) }
    case .time: descending(rows) { row in row.cells.compactMap(\.meanSeconds).max() }
    case .perPage:
      descending(rows) { row in row.cells.indices.compactMap(row.secondsPerPage).max() }
    case .difference:
      descending(rows) { row in
        row.cells.indices.compactMap { row.ratio(of: $0).map { LogRatio.of($0, to: 1) } }
          .map(\.magnitude).max()
      }
    case .failures: descending(rows) { Double($0.failed) }
    }
  }

  private func descending(
    _ rows: [DocumentRow], by value: (DocumentRow) -> Double?
  ) -> [DocumentRow] {
    rows.map { (row: $0, value: value($0) ?? -1) }.sorted {
      $0.value == $1.value ? $0.row.document < $1.row.document : $0.value > $1.value
    }.map(\.row)
  }
}
