/// What the columns of a comparison are laid out by: that in which a column and its baseline differ.
package enum ComparePivot: String, Hashable, Sendable, CaseIterable {
  /// Each server against itself at the baseline's resolution.
  case dpi
  /// Each server against the baseline's server of the same file.
  case server
  /// Each server against itself at the baseline's concurrency.
  case concurrency
  /// Each server against itself in the baseline's file.
  case file

  package var next: ComparePivot {
    let all = Self.allCases
    return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
  }

  /// What the columns differ in, the first that holds.
  package static func usual(for columns: [ComparedColumn]) -> ComparePivot {
    if Set(columns.compactMap(\.dpi)).count > 1 { return .dpi }
    if Set(columns.compactMap(\.concurrency)).count > 1 { return .concurrency }
    return Set(columns.map(\.run)).count > 1 ? .file : .server
  }

  /// The order in which columns stand, so that what differs by the pivot alone is side by side.
  func sorted(_ columns: [ComparedColumn]) -> [ComparedColumn] {
    var servers: [String: Int] = [:]
    for column in columns where servers[column.server] == nil {
      servers[column.server] = servers.count
    }
    func key(_ column: ComparedColumn) -> [Double] {
      let server = Double(servers[column.server] ?? 0)
      let (dpi, flight) = (column.dpi ?? 0, Double(column.concurrency ?? 0))
      let run = Double(column.run)
      return switch self {
      case .dpi: [server, flight, dpi, run]
      case .server: [dpi, flight, run, server]
      case .concurrency: [server, dpi, flight, run]
      case .file: [server, dpi, flight, run]
      }
    }
    return columns.sorted { key($0).lexicographicallyPrecedes(key($1)) }
  }

  /// The column that another one is compared with; nil for one that is a baseline itself.
  ///
  /// What differs in nothing but the pivot comes first; where there is none, the next best, and the
  /// baseline of the whole table at last: the row that tells it names it.
  func partner(of index: Int, in columns: [ComparedColumn], baseline: Int) -> Int? {
    let own = columns[index]
    let base = columns[baseline]
    typealias Test = (ComparedColumn) -> Bool
    let isSameServer: Test = { $0.server == own.server }
    let isSamePoint: Test = { $0.dpi == own.dpi && $0.concurrency == own.concurrency }
    let stages: [Test] =
      switch self {
      case .dpi:
        [
          { isSameServer($0) && $0.concurrency == own.concurrency && $0.dpi == base.dpi },
          { isSameServer($0) && $0.dpi == base.dpi },
        ]
      case .concurrency:
        [
          { isSameServer($0) && $0.dpi == own.dpi && $0.concurrency == base.concurrency },
          { isSameServer($0) && $0.concurrency == base.concurrency },
        ]
      case .file:
        [
          { isSameServer($0) && isSamePoint($0) && $0.run == base.run },
          { isSameServer($0) && $0.run == base.run },
        ]
      case .server:
        [
          { $0.run == own.run && isSamePoint($0) && $0.server == base.server },
          { isSamePoint($0) && $0.server == base.server },
        ]
      }
    for stage in stages {
      let fitting = columns.indices.filter { stage(columns[$0]) }
      // Measured together is better than measured apart.
      let near = fitting.first { $0 != index && columns[$0].run == own.run }
      let found = near ?? fitting.first { columns[$0].run == base.run } ?? fitting.first
      if let found { return found == index ? nil : found }
    }
    return index == baseline ? nil : baseline
  }
}
