internal import BenchCore

/// By what the list of containers is sorted, and in which direction.
///
/// Those that run come first, then those that do not, at last those that are gone. What moves is
/// sorted by its average: rows that change places each second cannot be read.
struct ContainersOrder: Hashable, Sendable {
  var column = Column.name
  /// Against the column's usual direction.
  var isReversed = false

  enum Column: Hashable, Sendable, CaseIterable {
    case name, health, cores, memory, traffic, restarts, age

    var next: Column {
      let all = Self.allCases
      return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }

    /// As the screen names it.
    var title: String {
      switch self {
      case .name: "name"
      case .health: "health, worst first"
      case .cores: "cores, most first"
      case .memory: "memory, most first"
      case .traffic: "network, most first"
      case .restarts: "restarts, most first"
      case .age: "newest first"
      }
    }
  }

  /// Sorts by a column; by the one that sorts already, the other way round.
  mutating func choose(_ column: Column) {
    isReversed = column == self.column && !isReversed
    self.column = column
  }

  var title: String { column.title + (isReversed ? ", turned round" : "") }

  /// Places in the table, in the order of the list.
  func sorted(_ places: [Int], of rows: [ContainerRow]) -> [Int] {
    let keys = places.map { (place: $0, group: Self.group(rows[$0]), key: key(rows[$0])) }
    return keys.sorted { left, right in
      if left.group != right.group { return left.group < right.group }
      switch (left.key, right.key) {
      case (let a?, let b?) where a != b: return (a > b) != isReversed
      case (_?, nil): return true
      case (nil, _?): return false
      default: break
      }
      let (a, b) = (rows[left.place].name, rows[right.place].name)
      if a != b { return (a < b) != (isReversed && column == .name) }
      return rows[left.place].id < rows[right.place].id
    }.map(\.place)
  }

  private static func group(_ row: ContainerRow) -> Int {
    row.isGone ? 2 : row.facts.state.isAlive || row.facts.state == .restarting ? 0 : 1
  }

  /// The larger, the earlier; nil at the end, and for what is sorted by name.
  private func key(_ row: ContainerRow) -> Double? {
    switch column {
    case .name: nil
    case .health:
      switch row.facts.health {
      case .unhealthy: 3
      case .starting: 2
      case .healthy: 1
      case .none: 0
      }
    case .cores: row.usage.averageCores
    case .memory: row.usage.averageMemory
    case .traffic: row.usage.averageTraffic
    case .restarts: row.facts.restarts.map(Double.init)
    case .age: (row.facts.started ?? row.facts.created).map { Double($0.nanoseconds) }
    }
  }
}
