internal import BenchCore
internal import Canvas
internal import Reports

/// The table of figures: of the result once there is one, else of what was measured so far.
///
///     ┌─ Result  8 documents, 204 pages, 8.2 MB · 3 rounds ──────────────────────────┐
///     │ 150 dpi, 1 in flight    Python FastAPI   Rust Axum      difference           │
///     │ Requests                            24          24                           │
///     └─ saved: results/r.json ──────────────────────────────────────────────────────┘
struct RunTable: Widget {
  let run: RunView

  func draw(on canvas: inout Canvas, in area: Rect) {
    let (lines, tables) = text(in: area, canvas.glyphs)
    let text = ScrolledText(lines: lines, scroll: run.scroll, tables: tables)
    let more = text.furthest(in: ScrolledText.place(in: area)) > 0
    let panel = Panel(
      title: title, footer: footer,
      footerTrailing: more ? Line(canvas.glyphs == .ascii ? "PgDn" : "↑ ↓ PgDn", .muted) : [],
      isFocused: true)
    canvas.draw(panel, in: area)
    canvas.draw(text, in: ScrolledText.place(in: area))
  }

  /// How far it can be scrolled in an area.
  func furthest(in area: Rect, _ glyphs: GlyphSet) -> Int {
    ScrolledText(lines: text(in: area, glyphs).lines, scroll: 0)
      .furthest(in: ScrolledText.place(in: area))
  }

  private var title: Line {
    guard case .saved(_, let content, _) = run.ending else {
      return Line("So far", Style(.title).bold)
        + Line("  figures of what was measured until now", .muted)
    }
    return Line("Result", Style(.title).bold) + Line("  " + content.headline, .muted)
  }

  private var footer: Line {
    guard case .saved(let path, _, _) = run.ending else {
      return Line("only paired figures carry an interval", .muted)
    }
    return Line("saved: ", .muted) + Line(path, Style(.good).bold)
  }

  private func text(
    in area: Rect, _ glyphs: GlyphSet
  ) -> (lines: [Line], tables: [Range<Int>]) {
    let width = max(20, ScrolledText.place(in: area).width - 1)
    guard case .saved(_, let content, let warnings) = run.ending else {
      return (soFar(width, glyphs), [])
    }
    return ReportLines(content: content, warnings: warnings, width: width, glyphs: glyphs).text
  }

  private func soFar(_ width: Int, _ glyphs: GlyphSet) -> [Line] {
    let lanes = LaneFigures.all(run).baselineFirst(of: run)
    guard let plan = run.state.started?.plan, !lanes.isEmpty else { return [] }
    if plan.isSweep { return sweep(plan, width, glyphs) }
    let concurrency = lanes.map(\.concurrency).max() ?? 1
    let dpis = plan.dpis.map(Quantity.plain).joined(separator: ", ")
    let comparison = Comparison(
      title: "\(dpis) dpi, \(concurrency) in flight",
      names: lanes.map { Sanitizer.line($0.server.name, glyphs: glyphs.text, limit: 60) },
      servers: lanes.map { $0.figures ?? ServerFigures(ConditionState()) },
      places: lanes.map(\.index), isFinal: false)
    var notes = "~ rough: fewer than ten values lie beyond the percentile; – unknown, or too few."
    if concurrency > 1 {
      notes += " With more than one request in flight, web overhead includes queueing inside the "
      notes += "server."
    }
    return FigureRows(comparison: comparison, width: width, glyphs: glyphs).lines + [Line()]
      + TextWrap.lines(glyphs.text.spelled(notes), width: width).map { Line($0, .muted) }
  }

  /// The points of a sweep as far as they are measured.
  private func sweep(_ plan: Plan, _ width: Int, _ glyphs: GlyphSet) -> [Line] {
    let names = plan.servers.map { Sanitizer.line($0.name, glyphs: glyphs.text, limit: 60) }
    let points = RunPointFigures.all(soFar: run.state, run.standing.comparisons)
    var notes = "? not certain; ★ one pass alone; ~ rough; – nothing yet, or too few."
    let table = SweepTable(points, names: names, load: plan.load, isFinal: false)
    if table.showsEfficiency(width: width, glyphs.text) {
      notes += " Efficiency: throughput for each request in flight, as a share of the lowest "
      notes += "number's."
    }
    return table.lines(width: width, glyphs.text).map { Line($0) } + [Line()]
      + TextWrap.lines(glyphs.text.spelled(notes), width: width).map { Line($0, .muted) }
  }
}
