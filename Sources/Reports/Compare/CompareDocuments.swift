package import BenchCore

/// The documents of saved runs, each with what every column took for it.
package struct CompareDocuments: Equatable, Sendable {
  /// By what the documents are sorted.
  package enum Order: Hashable, Sendable, CaseIterable {
    case difference, name, pages, time

    package var next: Order {
      let all = Self.allCases
      return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }

    /// As screens name it.
    package var title: String {
      switch self {
      case .difference: "difference"
      case .name: "name"
      case .pages: "pages"
      case .time: "service time"
      }
    }
  }

  package struct Row: Equatable, Sendable {
    /// Foreign text.
    package let name: String
    package let pages: Int?
    /// One per column: `38.2 s`.
    package let values: [String]
    /// One per column, empty for a baseline: `2.43× slower`.
    package let differences: [String]
  }

  package let rows: [Row]
  /// Documents that were looked for, all of them where nothing was.
  package let total: Int
  /// The column by whose difference, or time, they are sorted; nil where there is none.
  package let sortedBy: Int?

  /// - Parameter filter: What the name has to hold, in whatever case.
  package init(_ comparison: RunComparison, order: Order = .difference, filter: String = "") {
    let pairs = comparison.columns.indices.map { comparison.pair(ofColumn: $0) }
    let column = pairs.firstIndex { $0 != nil }
    let wanted = filter.lowercased()
    var places = comparison.documents.indices.filter {
      wanted.isEmpty || comparison.documents[$0].name.lowercased().contains(wanted)
    }
    let documents = comparison.documents
    switch order {
    case .name: places.sort { documents[$0].name < documents[$1].name }
    case .pages: places.sort(by: Self.descending { documents[$0].pages.map(Double.init) })
    case .time:
      places.sort(by: Self.descending { documents[$0].seconds[comparison.baseline] })
    case .difference:
      places.sort(
        by: Self.descending { place in column.flatMap { pairs[$0]?.ratios[place] } })
    }
    rows = places.map { place in
      let document = documents[place]
      return Row(
        name: document.name, pages: document.pages,
        values: document.seconds.map { Quantity.duration(seconds: $0) },
        differences: pairs.map { pair in
          guard let pair else { return "" }
          return Wording.difference(of: pair.ratios[place], against: 1, .time)
        })
    }
    total = comparison.documents.count
    switch order {
    case .difference: sortedBy = column
    case .time: sortedBy = comparison.columns.isEmpty ? nil : comparison.baseline
    case .name, .pages: sortedBy = nil
    }
  }

  /// The largest first, what is not known last, what is equal in the order that it had.
  private static func descending(_ value: @escaping (Int) -> Double?) -> (Int, Int) -> Bool {
    { one, other in
      let (first, second) = (value(one) ?? -.infinity, value(other) ?? -.infinity)
      return first == second ? one < other : first > second
    }
  }
}
