internal import BenchCore
internal import Canvas
internal import Reports

/// Saved runs side by side: figures, documents, distributions and scaling.
///
///     ┌─ 2 files, 4 columns by dpi, from python@100 ─────────────────────────────────┐
///     │                        python@100      python@300     rust@100     rust@300  │
///     │ Service time, p50          1.90 s          4.10 s       1.88 s       4.02 s  │
///     │ against python@100                  2.16× slower ★                           │
struct CompareScreen: Widget {
  let state: DashboardState

  private var compare: CompareView { state.compare }

  func draw(on canvas: inout Canvas, in area: Rect) {
    guard let comparison = compare.comparison, !comparison.columns.isEmpty else {
      return MessageBlock(lines: nothing).draw(on: &canvas, in: area)
    }
    let layout = CompareLayout(state)
    if let place = layout.summary {
      canvas.put(
        " " + CompareNotes.summary(comparison), Style(.warning), in: place)
    }
    if let place = layout.notes { drawNotes(on: &canvas, in: place) }
    if let place = layout.figures { drawFigures(comparison, on: &canvas, in: place) }
    if let place = layout.documents { drawDocuments(comparison, on: &canvas, in: place) }
    if let place = layout.charts {
      canvas.draw(CompareCharts(compare: compare, comparison: comparison), in: place)
    }
  }

  private var nothing: [Line] {
    if !compare.paths.isEmpty, compare.runs.isEmpty {
      return [Line("Reading \(Quantity.count(compare.paths.count, "file")) …", .muted)]
    }
    if compare.comparison != nil { return [Line("Nothing was measured in these files.", .muted)] }
    return [
      Line("Nothing is compared yet.", Style(.title).bold), Line(),
      Line("Mark results with space on the Results screen (3), and press c;"),
      Line("or start with: slimbench compare A.json B.json"),
    ]
  }

  private func isFocused(_ section: CompareView.Section) -> Bool {
    CompareLayout(state).scrolling == section
  }

  private func drawNotes(on canvas: inout Canvas, in area: Rect) {
    let panel = Panel(
      title: Line("Files and notes", Style(.title).bold), isFocused: isFocused(.notes))
    canvas.draw(panel, in: area)
    let inner = panel.inner(area).inset(x: 1)
    let lines = CompareNotes.lines(compare, width: inner.width, state.glyphs)
    canvas.draw(ScrolledText(lines: lines, scroll: compare.offsets[.notes] ?? 0), in: inner)
  }

  private func drawFigures(
    _ comparison: RunComparison, on canvas: inout Canvas, in area: Rect
  ) {
    let inner = area.inset(x: 2, y: 1)
    let widths = comparison.columns.indices.map { index in
      compare.rows.reduce(canvas.glyphs.width(of: comparison.columns[index].label)) {
        max($0, canvas.glyphs.width(of: $1.cells[index]))
      }
    }
    let label = compare.rows.map { canvas.glyphs.width(of: $0.label) }.max() ?? 0
    let shown = Self.fitting(widths, from: compare.firstColumn, room: inner.width - label - 2)
    let panel = Panel(
      title: Line(CompareHeader.title(comparison), Style(.title).bold),
      footer: columnsWords(shown, of: comparison.columns.count),
      footerTrailing: Line(compare.section.title + ", v: more", .muted),
      isFocused: isFocused(.figures))
    canvas.draw(panel, in: area)
    let columns =
      [TableColumn(title: "", minimum: label)]
      + shown.map {
        TableColumn(
          title: comparison.columns[$0].label, alignment: .trailing, minimum: widths[$0])
      }
    let rows = compare.rows.map { row in
      [
        Line(
          row.label, row.kind == .detail ? .muted : row.kind == .difference ? Style(.title) : .plain
        )
      ]
        + shown.map { Line(row.cells[$0], style(row, row.cells[$0])) }
    }
    let starts = compare.rows.indices.filter { $0 > 0 && compare.rows[$0].startsGroup }
    canvas.draw(
      Table(
        columns: columns, rows: rows, offset: compare.offsets[.figures] ?? 0,
        separatorsBefore: Set(starts)), in: inner)
  }

  private func style(_ row: CompareRow, _ cell: String) -> Style {
    switch row.kind {
    case .figure: .plain
    case .detail: .muted
    case .difference:
      cell.hasSuffix("?")
        ? .plain
        : cell.contains("faster")
          ? Style(.good).bold : cell.contains("slower") ? Style(.bad).bold : .plain
    }
  }

  private func drawDocuments(
    _ comparison: RunComparison, on canvas: inout Canvas, in area: Rect
  ) {
    guard let documents = compare.documents else { return }
    let inner = area.inset(x: 2, y: 1)
    let offset = min(
      compare.offsets[.documents] ?? 0, max(0, documents.rows.count - max(1, inner.height - 1)))
    let visible = documents.rows.indices.dropFirst(offset).prefix(inner.height)
    func cell(_ row: CompareDocuments.Row, _ column: Int) -> String {
      let difference = row.differences[column]
      return difference.isEmpty ? row.values[column] : row.values[column] + "  " + difference
    }
    let widths = comparison.columns.indices.map { column in
      visible.reduce(canvas.glyphs.width(of: comparison.columns[column].label)) {
        max($0, canvas.glyphs.width(of: cell(documents.rows[$1], column)))
      }
    }
    let shown = Self.fitting(
      widths, from: compare.firstColumn, room: inner.width - Self.nameWidth - 10)
    var rows = [[Line]](repeating: [], count: documents.rows.count)
    for index in visible {
      let row = documents.rows[index]
      rows[index] =
        [Line(row.name), Line(Quantity.count(row.pages), .muted)]
        + shown.map { column in
          let difference = row.differences[column]
          return Line(row.values[column])
            + Line(difference.isEmpty ? "" : "  " + difference, .muted)
        }
    }
    let panel = Panel(
      title: documentTitle(comparison, documents),
      trailing: Line("by \(compare.order.title)", .muted),
      footer: compare.isTyping || !compare.filter.isEmpty
        ? Line("/ " + compare.filter.text + (compare.isTyping ? "_" : ""), Style(.accent).bold)
        : columnsWords(shown, of: comparison.columns.count),
      isFocused: isFocused(.documents))
    canvas.draw(panel, in: area)
    let columns =
      [
        TableColumn(title: "document", minimum: 12, maximum: Self.nameWidth, grows: false),
        TableColumn(title: "pages", alignment: .trailing, minimum: 5),
      ]
      + shown.map {
        TableColumn(
          title: comparison.columns[$0].label, alignment: .trailing, minimum: widths[$0])
      }
    canvas.draw(Table(columns: columns, rows: rows, offset: offset), in: inner)
  }

  private static let nameWidth = 24

  private func documentTitle(
    _ comparison: RunComparison, _ documents: CompareDocuments
  ) -> Line {
    var text = Quantity.count(documents.rows.count)
    if documents.rows.count != documents.total { text += " of \(Quantity.count(documents.total))" }
    let left = comparison.shared.missing.count + comparison.shared.changed.count
    return Line("By document", Style(.title).bold)
      + Line(
        "  \(text) in all files" + (left > 0 ? ", \(Quantity.count(left)) left out" : ""), .muted)
  }

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

  private func columnsWords(_ shown: Range<Int>, of count: Int) -> Line {
    shown.count == count
      ? Line()
      : Line("columns \(shown.lowerBound + 1)–\(shown.upperBound) of \(count), ← →", .muted)
  }
}
