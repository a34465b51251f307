internal import BenchCore
internal import Canvas
internal import Reports

/// What of the table of figures is shown in a width: as many columns as fit, and their rows.
struct CompareFigures {
  let shown: Range<Int>
  /// Cells of each column, whether it is shown or not.
  let widths: [Int]
  let labelWidth: Int
  /// Rows that say something about the columns shown.
  let rows: [CompareRow]

  init(_ compare: CompareView, _ comparison: RunComparison, width: Int, _ glyphs: GlyphSet) {
    let widths = comparison.columns.indices.map { index in
      compare.rows.reduce(glyphs.width(of: comparison.columns[index].label)) {
        max($0, glyphs.width(of: $1.cells[index]))
      }
    }
    let labelWidth = compare.rows.map { glyphs.width(of: $0.label) }.max() ?? 0
    let shown = Self.fitting(widths, from: compare.firstColumn, room: width - labelWidth - 2)
    rows = compare.rows.filter { row in
      row.kind == .figure || shown.contains { !row.cells[$0].isEmpty }
    }
    (self.widths, self.labelWidth, self.shown) = (widths, labelWidth, shown)
  }

  /// Indices of the rows that begin a group, after the first.
  var groups: [Int] { rows.indices.filter { $0 > 0 && rows[$0].startsGroup } }

  /// Lines that the rows take, with the rules between groups.
  var height: Int { rows.count + groups.count }

  /// The columns from the first one that fit beside each other, one at least.
  ///
  /// Where all that follow fit, those before them come back as far as there is room.
  static func fitting(_ widths: [Int], from first: Int, room: Int) -> Range<Int> {
    guard !widths.isEmpty else { return 0..<0 }
    var start = min(max(0, first), widths.count - 1)
    var end = start + 1
    var used = widths[start] + 2
    while end < widths.count, used + widths[end] + 2 <= room {
      used += widths[end] + 2
      end += 1
    }
    while start > 0, end == widths.count, used + widths[start - 1] + 2 <= room {
      start -= 1
      used += widths[start] + 2
    }
    return start..<end
  }

  /// `columns 1–3 of 7, ← →`; nothing where all are shown.
  static func words(_ shown: Range<Int>, of count: Int) -> Line {
    guard shown.count < count else { return Line() }
    let names =
      shown.count == 1
      ? "column \(shown.upperBound)"
      : "columns \(shown.lowerBound + 1)–\(shown.upperBound)"
    return Line("\(names) of \(count), ← →", Style(.accent))
  }
}
