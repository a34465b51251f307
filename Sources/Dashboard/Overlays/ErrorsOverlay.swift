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
      title: Line("Errors", Style(.title).bold) + Line("  " + summary, .muted),
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
    var lines: [Line] = []
    for lane in LaneFigures.all(run) {
      let groups = state.failures.groups.filter { $0.cause.server == lane.index }
      guard !groups.isEmpty || lane.aborted > 0 else { continue }
      lines.append(head(lane))
      for group in groups { lines += self.lines(group, width, glyphs) }
      if lane.aborted > 0 { lines += stopped(lane, width, glyphs) }
      lines.append(Line())
    }
    if state.failures.groups.isEmpty {
      lines.insert(Line("No request has failed.", Style(.good)), at: 0)
      if lines.count > 1 { lines.insert(Line(), at: 1) }
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  private func head(_ lane: LaneFigures) -> Line {
    let failed = Quantity.count(lane.failed)
    return [
      Span(lane.server.name, Style(.series(lane.index)).bold),
      Span("  \(failed) of \(Quantity.count(lane.finished, "request")) failed", .muted),
    ]
  }

  /// What happened how often, when and with what; below it the words, whole.
  private func lines(_ group: FailureGroup, _ width: Int, _ glyphs: GlyphSet) -> [Line] {
    let status = group.cause.httpStatus.map { " \($0)" } ?? ""
    let times = [group.first, group.last].map { Quantity.clock(seconds: $0.seconds(since: .zero)) }
    let when = times[0] == times[1] ? "at " + times[0] : "\(times[0]) to \(times[1])"
    let phase =
      group.warmUps == 0
      ? ""
      : group.warmUps == group.count
        ? "  in the warm-up" : "  \(Quantity.count(group.warmUps)) in the warm-up"
    let head: Line = [
      Span("  \(Quantity.count(group.count)) × ", Style(.bad).bold),
      Span(group.cause.kind.words + status, Style(.bad).bold),
      Span("   " + when, .muted),
      Span("   \(group.count > 1 ? "first with " : "")\(documentName(group.document))"),
      Span(phase, .muted),
    ]
    let words =
      group.cause.message.map { Sanitizer.line($0, glyphs: glyphs.text) }
      ?? "with other words each time: the list of causes is full"
    guard !words.isEmpty else { return [head] }
    return [head]
      + TextWrap.lines(words, width: max(8, width), first: "      ", rest: "      ").map {
        Line($0)
      }
  }

  private func stopped(_ lane: LaneFigures, _ width: Int, _ glyphs: GlyphSet) -> [Line] {
    let words = "stopped with \(Quantity.count(lane.aborted)) in flight: no failure of the server"
    return TextWrap.lines(words, width: max(8, width), first: "  ", rest: "  ").map {
      Line($0, .muted)
    }
  }

  private func documentName(_ index: Int) -> String {
    guard let corpus = state.started?.corpus, corpus.indices.contains(index) else { return "?" }
    return corpus[index].name
  }
}
