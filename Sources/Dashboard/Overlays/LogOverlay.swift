internal import BenchCore
internal import Canvas

/// What happened, newest last: servers, the first of each kind of failure, notes, files saved; and
/// what each server writes that was launched or is in a container.
///
///     ┌─ Log  [Run] Rust Axum slimgest-benchmark ────────────────────────────────────┐
///     │ 00:00   Rust Axum: ready                                                     │
///     │ 00:12 ! Rust Axum: http 503 with 1061225.pdf: Models are still loading       │
///     │         (201 more until 01:29)                                               │
struct LogOverlay: Widget {
  let state: DashboardState
  let scroll: Int

  /// The server's log that is shown; nil for the run's.
  private var tab: ServerLogTab? { ServerLogTab.chosen(state) }

  func draw(on canvas: inout Canvas, in area: Rect) {
    let inner = OverlayPanel.inner(in: area)
    var keys: [String] = []
    if !ServerLogTab.all(state).isEmpty { keys.append("Tab next log") }
    if furthest(in: inner, canvas.glyphs) > 0 { keys.append("↑ ↓ scroll") }
    let panel = Panel(
      title: Line("Log", Style(.title).bold) + tabs(width: inner.width - 6, canvas.glyphs),
      footer: Line((keys + ["Esc close"]).joined(separator: "   "), .muted),
      footerTrailing: tab.map { Line(standing($0), .muted) } ?? [], isFocused: true)
    _ = OverlayPanel.draw(panel, on: &canvas, in: area)
    if let tab {
      canvas.draw(pane(tab), in: inner)
    } else {
      canvas.draw(
        LogView(lines: lines(width: inner.width, canvas.glyphs), fromEnd: scroll), in: inner)
    }
  }

  /// How far it can be scrolled back in a place.
  func furthest(in area: Rect, _ glyphs: GlyphSet) -> Int {
    if let tab { return pane(tab).furthest(in: area, glyphs) }
    return LogView(lines: lines(width: area.width, glyphs)).furthest(height: area.height)
  }

  // MARK: The servers' logs

  /// The logs that there are, the one that is shown in brackets and always among those seen.
  private func tabs(width: Int, _ glyphs: GlyphSet) -> Line {
    let tabs = ServerLogTab.all(state)
    guard !tabs.isEmpty else { return [] }
    let chosen = tab.flatMap { tabs.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    let titles = (["Run"] + tabs.map(\.title)).enumerated().map { index, title in
      let title = DisplayWidth.truncate(
        Sanitizer.line(title, glyphs: glyphs.text), to: 24, glyphs: glyphs.text)
      return index == chosen
        ? Line(" [\(title)]", Style(.accent).bold) : Line(" " + title, .muted)
    }
    var first = 0
    while first < chosen,
      titles[first...chosen].reduce(0, { $0 + $1.width(glyphs: glyphs) }) + 3 > width
    { first += 1 }
    return titles[first...].reduce(Line(first > 0 ? " <" : " ", .muted), +)
  }

  private func pane(_ tab: ServerLogTab) -> ServerLogPane {
    ServerLogPane(
      lines: state.serverLogs.logs[tab.server]?.lines ?? [], empty: empty(tab), fromEnd: scroll)
  }

  private func empty(_ tab: ServerLogTab) -> String {
    let log = state.serverLogs.logs[tab.server]
    if let problem = log?.problem { return problem }
    switch state.run.phase {
    case .preparing: return "nothing is launched yet: the documents are being read"
    case .running, .paused, .stopping:
      return log?.isOver == true ? "it has written nothing" : "nothing was written yet"
    case .idle, .over:
      return "nothing of it was read before the run was over; while the server stays up, "
        + "slimbench logs \(tab.server) shows its log"
    }
  }

  /// `follows`, `End follows again`, `over · 12 older lines are gone`.
  private func standing(_ tab: ServerLogTab) -> String {
    guard let log = state.serverLogs.logs[tab.server], !log.lines.isEmpty else { return "" }
    var facts: [String] = []
    if log.isOver || state.serverLogs.followed != tab.server {
      facts.append(log.problem.map { Sanitizer.line($0, limit: 60) } ?? "over")
    } else {
      facts.append(scroll == 0 ? "follows" : "End follows again")
    }
    if log.dropped > 0 { facts.append("\(Quantity.count(log.dropped, "older line")) gone") }
    return facts.joined(separator: " · ")
  }

  // MARK: The run's log

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
    let text = glyphs.text.spelled(entry.text + RunLog.since(entry, state.shownRun.state))
    let wrapped = text.split(separator: "\n").flatMap {
      TextWrap.lines(
        Sanitizer.line(String($0), glyphs: glyphs.text), width: max(8, width - margin.count))
    }
    return wrapped.enumerated().map { index, text in
      [Span(index == 0 ? margin : blank, index == 0 ? .muted : .plain), Span(text, Style(ink))]
    }
  }
}
