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
      canvas.put(Line(" ") + CompareNotes.summary(compare, comparison), in: place)
    }
    if let place = layout.notes { drawNotes(on: &canvas, in: place) }
    if let place = layout.figures { drawFigures(comparison, on: &canvas, in: place) }
    if let place = layout.documents, let documents = compare.documents {
      canvas.draw(
        CompareDocumentsPanel(
          compare: compare, comparison: comparison, documents: documents,
          isFocused: isFocused(.documents)), in: place)
    }
    if let place = layout.charts {
      canvas.draw(CompareCharts(compare: compare, comparison: comparison), in: place)
    }
  }

  private var nothing: [Line] {
    let unread = CompareNotes.unread(compare, width: min(96, state.size.width - 8), state.glyphs)
    if compare.outstanding > 0 {
      return unread + [Line(CompareNotes.reading(compare), .muted)]
    }
    if compare.comparison != nil {
      return unread + [Line("Nothing was measured in these files.", .muted)]
    }
    if !unread.isEmpty {
      return [Line("None of the files can be compared.", Style(.title).bold), Line()] + unread
    }
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
    let figures = CompareFigures(compare, comparison, width: inner.width, canvas.glyphs)
    let panel = Panel(
      title: Line(CompareHeader.title(comparison), Style(.title).bold),
      footer: footer(comparison, figures),
      footerTrailing: Line(compare.section.title + ", v: more", .muted),
      isFocused: isFocused(.figures))
    canvas.draw(panel, in: area)
    let columns =
      [TableColumn(title: "", minimum: figures.labelWidth)]
      + figures.shown.map {
        TableColumn(
          title: comparison.columns[$0].label, alignment: .trailing, minimum: figures.widths[$0])
      }
    let rows = figures.rows.map { row in
      [
        Line(
          row.label, row.kind == .detail ? .muted : row.kind == .difference ? Style(.title) : .plain
        )
      ]
        + figures.shown.map { Line(row.cells[$0], style(row, row.cells[$0])) }
    }
    canvas.draw(
      Table(
        columns: columns, rows: rows, offset: compare.offsets[.figures] ?? 0,
        separatorsBefore: Set(figures.groups)), in: inner)
  }

  /// Which columns are seen, and what holds for all intervals.
  private func footer(_ comparison: RunComparison, _ figures: CompareFigures) -> Line {
    let columns = CompareFigures.words(figures.shown, of: comparison.columns.count)
    guard let together = CompareHeader.together(comparison) else { return columns }
    return columns + Line((columns.isEmpty ? "" : "  ") + together, .muted)
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
}
