internal import BenchCore
internal import Canvas

/// What happened, newest last: servers, the first of each kind of failure, notes, files saved.
///
///     ┌─ Log ────────────────────────────────────────────────────────────────────────┐
///     │ 00:00   Rust Axum: ready                                                     │
///     │ 00:12 ! Rust Axum: http 503 with 1061225.pdf: Models are still loading       │
///     │         (201 more until 01:29)                                               │
struct LogOverlay: Widget {
  let state: DashboardState
  let scroll: Int

  func draw(on canvas: inout Canvas, in area: Rect) {
    let inner = OverlayPanel.inner(in: area)
    let view = LogView(lines: lines(width: inner.width, canvas.glyphs), fromEnd: scroll)
    let keys = view.furthest(height: inner.height) > 0 ? "↑ ↓ scroll   Esc close" : "Esc close"
    let panel = Panel(
      title: Line("Log", Style(.title).bold), footer: Line(keys, .muted), isFocused: true)
    _ = OverlayPanel.draw(panel, on: &canvas, in: area)
    canvas.draw(view, in: inner)
  }

  /// How far it can be scrolled back in a place.
  func furthest(in area: Rect, _ glyphs: GlyphSet) -> Int {
    LogView(lines: lines(width: area.width, glyphs)).furthest(height: area.height)
  }

  private func lines(width: Int, _ glyphs: GlyphSet) -> [Line] {
    RunLog.inOrder(state.shownLog.elements).flatMap { lines($0, width, glyphs) }
  }

  /// One entry, its words whole.
  private func lines(_ entry: LogEntry, _ width: Int, _ glyphs: GlyphSet) -> [Line] {
    let ink: Ink =
      switch entry.severity {
      case .note: .text
      case .warning: .warning
      case .serious: .bad
      }
    let time = entry.seconds.map { Quantity.clock(seconds: $0) } ?? "     "
    let margin = time + (entry.severity == .note ? "   " : " ! ")
    let blank = String(repeating: " ", count: margin.count)
    let words = Sanitizer.line(
      glyphs.text.spelled(entry.text + RunLog.since(entry, state.shownRun.state)),
      glyphs: glyphs.text)
    let wrapped = TextWrap.lines(words, width: max(8, width - margin.count))
    return wrapped.enumerated().map { index, text in
      [Span(index == 0 ? margin : blank, index == 0 ? .muted : .plain), Span(text, Style(ink))]
    }
  }
}
