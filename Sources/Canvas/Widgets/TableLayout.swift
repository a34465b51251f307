/// Which columns of a table are shown, where and how wide.
struct TableLayout: Equatable {
  /// A column's place; `x` counts from the first column's left.
  struct Slot: Equatable {
    var column: Int
    var x: Int
    var width: Int
  }

  private(set) var slots: [Slot] = []

  /// Cells between columns.
  static let gap = 2

  /// Places columns that want so many cells in a width.
  ///
  /// Words may be cut down to their column's minimum before any column is left out; numbers, which
  /// stand at the right of their column, may not: a word survives being cut, a number does not.
  init(_ columns: [TableColumn], wanted: [Int], width: Int) {
    let least = columns.indices.map { index in
      let column = columns[index]
      let words = max(0, min(wanted[index], column.minimum))
      return column.alignment == .trailing ? wanted[index] : words
    }
    var kept = Array(columns.indices)
    func sum(_ kept: [Int]) -> Int {
      kept.reduce(Self.gap * max(0, kept.count - 1)) { $0 + least[$1] }
    }
    while sum(kept) > width, let victim = Self.victim(kept, columns) {
      kept.removeAll { $0 == victim }
    }
    guard !kept.isEmpty else { return }
    let isSqueezed = sum(kept) > width
    let gap = isSqueezed ? 1 : Self.gap
    let room = max(0, width - gap * (kept.count - 1))
    var widths = Self.level(kept.map { least[$0] }, within: room)
    if !isSqueezed {
      let words = kept.indices.map { wanted[kept[$0]] - widths[$0] }
      Self.share(words, of: room, to: &widths)
      let growth = kept.indices.map { index in
        let column = columns[kept[index]]
        return column.grows ? (column.maximum ?? .max) - widths[index] : 0
      }
      Self.share(growth, of: room, to: &widths)
    }
    var x = 0
    for (column, width) in zip(kept, widths) where width > 0 {
      slots.append(Slot(column: column, x: x, width: width))
      x += width + gap
    }
  }

  /// Gives away what the widths leave of the room.
  private static func share(_ wants: [Int], of room: Int, to widths: inout [Int]) {
    let left = room - widths.reduce(0, +)
    for (index, cells) in level(wants, within: left).enumerated() { widths[index] += cells }
  }

  /// The last one of those that matter least.
  private static func victim(_ kept: [Int], _ columns: [TableColumn]) -> Int? {
    let least = kept.map { columns[$0].priority }.max() ?? 0
    return least > 0 ? kept.last { columns[$0].priority == least } : nil
  }

  /// Parts of a length, as large as wanted or else alike; the first ones get what cannot be split.
  static func level(_ wants: [Int], within length: Int) -> [Int] {
    var given = wants.map { _ in 0 }
    var left = max(0, length)
    let order = wants.indices.sorted { (wants[$0], -$0) < (wants[$1], -$1) }
    for (served, index) in order.enumerated() {
      given[index] = min(max(0, wants[index]), left / (order.count - served))
      left -= given[index]
    }
    return given
  }
}
