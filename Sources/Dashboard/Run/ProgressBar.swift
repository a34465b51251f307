internal import BenchCore
internal import Canvas

/// How far the run is, on one line, and what it is doing when it is not simply running.
struct ProgressBar: Widget {
  let run: RunView

  func draw(on canvas: inout Canvas, in area: Rect) {
    let state = run.state
    let done = state.finishedRequests
    let planned = state.plannedRequests ?? 0
    let fraction = planned > 0 ? min(1, Double(done) / Double(planned)) : nil
    let (word, ink) = phase
    var line: Line = [Span(" " + word, Style(ink).bold)]
    line = line + Line("  \(Quantity.count(done))/\(Quantity.count(planned)) requests")
    let failed = state.conditions.reduce(0) { $0 &+ $1.failed }
    if failed > 0 {
      line = line + Line("  \(Quantity.count(failed)) failed", Style(.bad).bold)
    }
    if let left = secondsLeft(done, planned) {
      line = line + Line("  about \(Quantity.clock(seconds: left)) left", .muted)
    }
    let start = canvas.putTrailing(line + Line(" "), in: area)
    let bar = Rect(x: area.x + 1, y: area.y, width: start - 1, height: 1)
    guard bar.width >= 8 else { return }
    let filled = Int((Double(bar.width) * (fraction ?? 0)).rounded())
    for x in 0..<bar.width {
      let isDone = x < filled
      let glyph = canvas.glyphs.pick(isDone ? "━" : "─", ascii: isDone ? "=" : "-")
      canvas[bar.x + x, bar.y] = Cell(glyph, isDone ? Style(ink).bold : Style(.border))
    }
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
    case .completed: return ("finished", .good)
    case .interrupted, nil: return ("stopped early", .warning)
    case .failed: return ("failed", .bad)
    }
  }

  /// From the pace so far; nil until that says something.
  private func secondsLeft(_ done: Int, _ planned: Int) -> Double? {
    guard run.phase == .running, done >= 5, planned > done else { return nil }
    let elapsed = run.state.now.seconds(since: .zero)
    return elapsed * Double(planned - done) / Double(done)
  }
}
