internal import Canvas

/// A table in a frame, its columns as wide as their longest text.
///
///     ╭─────────────┬────────┬────────────╮
///     │ 150 dpi     │ Python │ Difference │
///     ├─────────────┼────────┼────────────┤
///     │ Pages       │    496 │   the same │
///     ╰─────────────┴────────┴────────────╯
///
/// Cells are shown as they are: what is foreign must be clean before.
struct TextTable {
  /// A line of the table.
  enum Row: Equatable {
    case cells([String])
    /// A line across, between groups of rows.
    case rule
  }

  let alignments: [DisplayWidth.Alignment]
  let header: [String]
  var rows: [Row] = []

  init(_ columns: [(header: String, alignment: DisplayWidth.Alignment)]) {
    header = columns.map(\.header)
    alignments = columns.map(\.alignment)
  }

  mutating func add(_ cells: [String]) { rows.append(.cells(cells)) }

  /// A line across; none at the top, none twice.
  mutating func addRule() {
    if let last = rows.last, last != .rule { rows.append(.rule) }
  }

  /// Cells of the widest text in each column.
  var columnWidths: [Int] {
    var widths = header.map { DisplayWidth.of($0) }
    for case .cells(let cells) in rows {
      for (index, cell) in cells.enumerated() where index < widths.count {
        widths[index] = max(widths[index], DisplayWidth.of(cell))
      }
    }
    return widths
  }

  /// Cells of a whole line, frame included.
  var width: Int { columnWidths.reduce(1) { $0 + $1 + 3 } }

  func lines(_ glyphs: Glyphs) -> [String] {
    let widths = columnWidths
    let frame = Frame(glyphs)
    var lines = [frame.across(widths, .top), line(header, widths, frame)]
    lines.append(frame.across(widths, .middle))
    for row in rows {
      switch row {
      case .cells(let cells): lines.append(line(cells, widths, frame))
      case .rule: lines.append(frame.across(widths, .middle))
      }
    }
    lines.append(frame.across(widths, .bottom))
    return lines
  }

  private func line(_ cells: [String], _ widths: [Int], _ frame: Frame) -> String {
    let padded = widths.indices.map { index in
      " "
        + DisplayWidth.pad(
          index < cells.count ? cells[index] : "", to: widths[index], alignments[index]) + " "
    }
    return frame.side + padded.joined(separator: frame.side) + frame.side
  }
}

/// The lines around and between cells.
private struct Frame {
  enum Place { case top, middle, bottom }

  private let glyphs: Glyphs
  let side: String

  init(_ glyphs: Glyphs) {
    self.glyphs = glyphs
    side = glyphs == .unicode ? "│" : "|"
  }

  func across(_ widths: [Int], _ place: Place) -> String {
    let (left, cross, right) =
      switch (glyphs, place) {
      case (.ascii, _): ("+", "+", "+")
      case (.unicode, .top): ("╭", "┬", "╮")
      case (.unicode, .middle): ("├", "┼", "┤")
      case (.unicode, .bottom): ("╰", "┴", "╯")
      }
    let bar = glyphs == .unicode ? "─" : "-"
    let bars = widths.map { String(repeating: bar, count: $0 + 2) }
    return left + bars.joined(separator: cross) + right
  }
}
