internal import BenchCore
internal import Canvas

/// The failures, newest last, with the servers' own words.
///
///     ┌─ Errors ── 3 failed: timeout 1, http 2 ──────────────────────────────────────┐
///     │  00:12  Python FastAPI  1061225.pdf   http 503   Models are still loading    │
struct ErrorsOverlay: Widget {
  let state: RunState
  let scroll: Int

  func draw(on canvas: inout Canvas, in area: Rect) {
    let panel = Panel(
      title: Line("Errors", Style(.title).bold) + Line("  " + summary, .muted),
      footer: Line("↑ ↓ scroll   Esc close", .muted), isFocused: true)
    let inner = OverlayPanel.draw(panel, on: &canvas, in: area)
    let failures = state.recentFailures.elements
    guard !failures.isEmpty else {
      canvas.put("No request has failed.", Style(.good), in: inner)
      return
    }
    let lines = failures.flatMap { self.lines($0, width: inner.width, canvas.glyphs) }
    canvas.draw(LogView(lines: lines, fromEnd: scroll), in: inner)
  }

  /// Most lines that one failure takes.
  static let linesPerFailure = 4

  private var summary: String {
    var counts: [FailureKind: Int] = [:]
    for condition in state.conditions { counts.merge(condition.failures) { $0 &+ $1 } }
    let all = counts.values.reduce(0, &+)
    guard all > 0 else { return "" }
    let kinds = FailureKind.allCases.compactMap { kind in
      counts[kind].map { "\(kind.words) \(Quantity.count($0))" }
    }
    let newest = state.recentFailures.count
    let shown = newest < all ? "; the newest \(Quantity.count(newest)) are shown" : ""
    return "\(Quantity.count(all)) failed: \(kinds.joined(separator: ", "))\(shown)"
  }

  /// One line where everything fits, else the words below.
  private func lines(_ report: FailureReport, width: Int, _ glyphs: GlyphSet) -> [Line] {
    let status = report.httpStatus.map { " \($0)" } ?? ""
    let head: Line = [
      Span(Quantity.clock(seconds: report.time.seconds(since: .zero)) + "  ", .muted),
      Span(serverName(report.condition) + "  ", Style(serverInk(report.condition)).bold),
      Span(documentName(report.document) + "  "),
      Span(report.failure.kind.words + status, Style(.bad).bold),
      Span(report.phase == .warmUp ? " (warm-up)" : "", .muted),
    ]
    let words = Sanitizer.line(report.failure.message, glyphs: glyphs.text)
    guard !words.isEmpty else { return [head] }
    let whole = head + Line("  " + words)
    if whole.width(glyphs: glyphs) <= width { return [whole] }
    var wrapped = TextWrap.lines(words, width: max(8, width), first: "       ", rest: "       ")
    let most = Self.linesPerFailure - 1
    if wrapped.count > most {
      wrapped = Array(wrapped.prefix(most))
      wrapped[most - 1] += " " + glyphs.text.ellipsis
    }
    return [head] + wrapped.map { Line($0) }
  }

  private func serverIndex(_ condition: Int) -> Int? {
    guard let conditions = state.started?.plan.conditions, conditions.indices.contains(condition)
    else { return nil }
    return conditions[condition].server
  }

  private func serverName(_ condition: Int) -> String {
    guard let index = serverIndex(condition), let servers = state.started?.plan.servers,
      servers.indices.contains(index)
    else { return "?" }
    return servers[index].name
  }

  private func serverInk(_ condition: Int) -> Ink {
    serverIndex(condition).map { .series($0) } ?? .text
  }

  private func documentName(_ index: Int) -> String {
    guard let corpus = state.started?.corpus, corpus.indices.contains(index) else { return "?" }
    return corpus[index].name
  }
}
