internal import BenchCore
internal import Canvas

/// How far the run is, on one line, and what it is doing when it is not simply running.
struct ProgressBar: Widget {
  let run: RunView
  let lanes: [LaneFigures]

  /// Cells under which a bar tells nothing.
  private static let least = 8

  func draw(on canvas: inout Canvas, in area: Rect) {
    let state = run.state
    let done = state.finishedRequests
    let planned = state.plannedRequests
    let fraction = planned.map { $0 > 0 ? min(1, Double(done) / Double($0)) : 0 } ?? 0
    let (word, ink) = phase
    // Blanks are plain: where a style is an underline, it is the words' alone.
    var line: Line = [Span(" "), Span(word, Style(ink).bold)]
    if run.phase == .paused { line = line + Line(standstill, .muted) }
    let total = planned.map { Quantity.count($0) }
    let digits = goesOn ? total?.count ?? 0 : 0
    let count = DisplayWidth.pad(Quantity.count(done), to: digits, .trailing)
    line = line + Line("  \(count)\(total.map { "/" + $0 } ?? "") requests")
    let failed = state.conditions.reduce(0) { $0 &+ $1.failed }
    if failed > 0 {
      line = line + Line("  ") + Line("\(Quantity.count(failed)) failed", Style(.bad).bold)
    }
    if state.abortedRequests > 0 {
      line =
        line + Line("  stopped with \(Quantity.count(state.abortedRequests)) in flight", .muted)
    }
    if run.phase == .running, done < planned ?? 0, let left = state.secondsLeft {
      let about = run.plan?.stopRule == nil ? "about" : "at most"
      line = line + Line("  \(about) \(Quantity.clock(seconds: left)) left", .muted)
    }
    let start = area.width - line.width(glyphs: canvas.glyphs) - 1
    let end = min(start, steadyEnd(failed, width: area.width))
    canvas.put(line, x: max(0, end), in: area)
    let bar = Rect(x: area.x + 1, y: area.y, width: end - 1, height: 1)
    guard bar.width >= Self.least else { return }
    let filled = Int((Double(bar.width) * fraction).rounded())
    for x in 0..<bar.width {
      let isDone = x < filled
      let glyph = canvas.glyphs.pick(isDone ? "━" : "─", ascii: isDone ? "=" : "-")
      canvas[bar.x + x, bar.y] = Cell(glyph, isDone ? Style(ink).bold : Style(.border))
    }
  }

  private var goesOn: Bool { run.phase == .running || run.phase == .paused }

  /// Where the words of a run that goes on begin, whatever comes and goes among them.
  ///
  /// Failures come, and how long it still takes; where there is little room, none is kept for them.
  private func steadyEnd(_ failed: Int, width: Int) -> Int {
    guard goesOn else { return width }
    let planned = run.state.plannedRequests ?? run.state.finishedRequests
    let count = Quantity.count(planned)
    let about = run.plan?.stopRule == nil ? "about" : "at most"
    let words =
      " running  \(count)/\(count) requests  \(Quantity.count(max(10, failed))) failed"
      + "  \(about) 00:00 left "
    let end = width - DisplayWidth.of(words)
    return end > 2 * Self.least ? end : width
  }

  /// How long a pause has lasted, or what it waits for.
  private var standstill: String {
    let count = run.state.inFlight.count
    if count > 0 { return ": \(Quantity.count(count)) in flight to end" }
    guard let pause = run.state.pauses.current else { return "" }
    return " for " + Quantity.clock(seconds: run.state.now.seconds(since: pause.from))
  }

  private var phase: (String, Ink) {
    switch run.phase {
    case .idle, .preparing: ("preparing", .muted)
    case .running: run.state.hasRequests ? ("running", .accent) : ("waiting for servers", .warning)
    case .paused: ("paused", .warning)
    case .stopping: ("stopping", .warning)
    case .over: over
    }
  }

  private var over: (String, Ink) {
    guard case .saved = run.ending else { return ("failed", .bad) }
    switch run.state.finished?.reason {
    case .completed: return completed
    case .interrupted, nil: return ("stopped early", .warning)
    case .failed: return ("failed", .bad)
    }
  }

  /// A run that came to its end is good only as far as the servers were.
  private var completed: (String, Ink) {
    let dead = lanes.count { $0.standing == .allFailed }
    let missing = lanes.count { $0.status.state == .unavailable }
    if dead > 0, dead == lanes.count { return ("finished: all failed", .bad) }
    if dead > 0 {
      return ("finished: \(Quantity.count(dead, "server")) failed every request", .bad)
    }
    if missing > 0 { return ("finished without \(Quantity.count(missing, "server"))", .warning) }
    return lanes.contains { $0.failed > 0 }
      ? ("finished with failures", .warning) : ("finished", .good)
  }
}
