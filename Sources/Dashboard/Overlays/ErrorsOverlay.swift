internal import BenchCore
internal import Canvas

/// The failures by their causes: how many, when, an example, and the words in full.
///
///     ┌─ Errors ── 203 failed: timeout 1, http 202 ──────────────────────────────────┐
///     │ Rust Axum  203 of 480 failed                                                 │
///     │   202 × http 503    00:12 to 01:29   first with 1061225.pdf                  │
///     │         Models are still loading                                             │
struct ErrorsOverlay: Widget {
  let run: RunView
  let scroll: Int

  private var state: RunState { run.state }

  func draw(on canvas: inout Canvas, in area: Rect) {
    let inner = OverlayPanel.inner(in: area)
    let text = ScrolledText(lines: lines(width: inner.width - 1, canvas.glyphs), scroll: scroll)
    let keys = text.furthest(in: inner) > 0 ? "↑ ↓ scroll   Esc close" : "Esc close"
    let panel = Panel(
      title: Line("Errors", Style(.title).bold)
        + Line(summary.isEmpty ? "" : "  " + summary, .muted),
      footer: Line(keys, .muted), isFocused: true)
    _ = OverlayPanel.draw(panel, on: &canvas, in: area)
    canvas.draw(text, in: inner)
  }

  /// How far it can be scrolled in a place.
  func furthest(in area: Rect, _ glyphs: GlyphSet) -> Int {
    ScrolledText(lines: lines(width: area.width - 1, glyphs), scroll: 0).furthest(in: area)
  }

  private var summary: String {
    var counts: [FailureKind: Int] = [:]
    for condition in state.conditions { counts.merge(condition.failures) { $0 &+ $1 } }
    let all = counts.values.reduce(0, &+)
    guard all > 0 else { return "" }
    let kinds = FailureKind.allCases.compactMap { kind in
      counts[kind].map { "\(kind.words) \(Quantity.count($0))" }
    }
    return "\(Quantity.count(all)) failed: \(kinds.joined(separator: ", "))"
  }

  private func lines(width: Int, _ glyphs: GlyphSet) -> [Line] {
    let servers = LaneFigures.all(run).map { lane in
      FailureLines.Server(
        index: lane.index, name: lane.server.name, failed: lane.failed, finished: lane.finished,
        aborted: lane.aborted)
    }
    return FailureLines(
      servers: servers, groups: state.failures.groups, corpus: state.started?.corpus ?? [],
      width: width, glyphs: glyphs
    ).lines
  }
}
