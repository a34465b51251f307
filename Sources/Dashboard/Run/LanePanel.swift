internal import BenchCore
internal import Canvas
internal import Statistics

/// One server's lane: who it is, its service times over time, its figures.
///
///     ┌─ 1 Python FastAPI  localhost:7670 ● ready ──────── ok 184  failed 2 (timeout 2)  ↻ 1 ─┐
///     │ 15 s┤          ⢀⡀                                                                     │
///     │  0 s┤⣀⣀⡠⠤⠒⠉⠉⠑⠢⣀⣀⡠⠔⠒⠤⣀⣀⣀⡠⠤⣀⣀⣀⣀⡠⠒⠑⠤                                                   │
///     │ p50 2.38 s  p95 5.90 s  max 15.7 s  8.9 pages/s  0.37 req/s  web overhead 41 ms        │
///     └─ 186/400 ── now 1061225.pdf 3.2 s ─────────────────────────────────────────────────────┘
struct LanePanel: Widget {
  let run: RunView
  let index: Int
  let isFocused: Bool
  /// Upper end of the scale, shared by all lanes so that they can be compared by eye.
  let ceiling: Double

  private var ink: Ink { .series(index) }

  func draw(on canvas: inout Canvas, in area: Rect) {
    guard let lane = LaneFigures(run.state, server: index) else { return }
    if area.height < 5 {
      drawCompact(lane, on: &canvas, in: area)
      return
    }
    let panel = Panel(
      title: title(lane, canvas.glyphs), trailing: counters(lane), footer: footer(lane),
      isFocused: isFocused)
    canvas.draw(panel, in: area)
    let inner = panel.inner(area)
    let parts = inner.rows([.minimum(1), .fixed(1)])
    if lane.current == nil || (lane.finished == 0 && lane.warmUps == 0) {
      drawWaiting(lane, on: &canvas, in: inner)
      return
    }
    drawChart(lane, on: &canvas, in: parts[0])
    drawFigures(lane, on: &canvas, in: parts[1])
  }

  // MARK: Edges

  private func title(_ lane: LaneFigures, _ glyphs: GlyphSet) -> Line {
    let (mark, markInk) = Self.mark(lane.status.state, glyphs)
    return [
      Span("\(index + 1) ", .muted), Span(lane.server.name, Style(ink).bold),
      Span("  " + lane.place + "  ", .muted),
      Span(mark + " " + lane.status.state.rawValue, Style(markInk)),
    ]
  }

  /// A mark that tells states apart without colour.
  private static func mark(_ state: ServerState, _ glyphs: GlyphSet) -> (String, Ink) {
    let ascii = glyphs == .ascii
    switch state {
    case .ready: return (ascii ? "*" : "●", .good)
    case .launching, .loading: return (ascii ? "~" : "◐", .warning)
    case .unknown: return (ascii ? "." : "○", .muted)
    case .unavailable: return (ascii ? "x" : "✗", .bad)
    case .stopped: return (ascii ? "-" : "○", .muted)
    }
  }

  private func counters(_ lane: LaneFigures) -> Line {
    var line: Line = [Span("ok \(Quantity.count(lane.succeeded))", Style(.good).bold)]
    if lane.failed > 0 {
      line = line + Line("  failed \(Quantity.count(lane.failed))", Style(.bad).bold)
      line = line + Line(" (\(lane.failureWords))", Style(.bad))
    }
    if lane.staleRetries > 0 {
      line = line + Line("  sent anew \(Quantity.count(lane.staleRetries))", Style(.warning))
    }
    return line
  }

  private func footer(_ lane: LaneFigures) -> Line {
    var line = Line(
      Quantity.count(lane.finished) + (lane.planned.map { "/" + Quantity.count($0) } ?? ""), .muted)
    guard let oldest = lane.oldest, let corpus = run.state.started?.corpus,
      corpus.indices.contains(oldest.start.document)
    else { return line }
    let seconds = run.state.now.seconds(since: oldest.since)
    let name = corpus[oldest.start.document].name
    // A request that has ended counts until its answer is judged: never show more than can be.
    let most = run.state.started?.plan.concurrencies.max() ?? 1
    let inFlight = min(lane.inFlight, most)
    line = line + Line("  " + (inFlight > 1 ? "\(inFlight) in flight" : name), .muted)
    // Fast answers would only flicker here.
    if seconds >= 1 { line = line + Line(" " + Quantity.clock(seconds: seconds), Style(.accent)) }
    return line
  }

  // MARK: Inside

  private func drawWaiting(_ lane: LaneFigures, on canvas: inout Canvas, in area: Rect) {
    let words: String =
      switch lane.status.state {
      case .unknown: "waiting for the server"
      case .launching: "starting the server"
      case .loading: "the server is loading"
      case .ready: "ready; no request has finished yet"
      case .unavailable: "not available"
      case .stopped: "stopped"
      }
    let isBad = lane.status.state == .unavailable
    let text = words + (lane.status.detail.isEmpty ? "" : ": " + lane.status.detail)
    let lines = TextWrap.lines(
      Sanitizer.line(text, glyphs: canvas.glyphs.text), width: max(8, area.width - 4))
    let middle = area.centered(
      width: lines.map { DisplayWidth.of($0) }.max() ?? 0, height: lines.count)
    for (y, line) in lines.enumerated() {
      canvas.put(line, isBad ? Style(.bad) : .muted, y: y, in: middle)
    }
  }

  private func drawChart(_ lane: LaneFigures, on canvas: inout Canvas, in area: Rect) {
    guard let current = lane.current else { return }
    let chart = LaneChart(lane, current, of: run, width: area.width)
    let middle = ceiling / 2
    let yTicks = [0, middle, ceiling].filter { area.height > 4 || $0 != middle }.map {
      ChartTick(value: $0, label: $0 == 0 ? "0" : Quantity.duration(seconds: $0))
    }
    var series = [
      ChartSeries(points: chart.maxima, style: .muted, isConnected: false),
      ChartSeries(points: chart.warmUps, style: .muted, isConnected: false),
      ChartSeries(points: chart.means, style: Style(ink)),
    ]
    series.append(ChartSeries(points: Self.apart(chart.ramps), style: Style(ink)))
    // A stem under each point: a dot alone is hard to see.
    let stems = chart.points.map { [ChartPoint(x: $0.x, y: 0), $0] }
    series.append(ChartSeries(points: Self.apart(stems), style: Style(ink)))
    series.append(ChartSeries(points: chart.growing, style: Style(.accent)))
    series.removeAll(where: \.points.isEmpty)
    let marks = chart.failures.suffix(400).map {
      ChartMark(x: $0, glyph: "✗", ascii: "x", style: Style(.bad).bold)
    }
    let isTall = area.height >= 7
    canvas.draw(
      LineChart(
        series: series,
        x: ChartAxis(lower: chart.left, upper: chart.right, ticks: isTall ? timeTicks(chart) : []),
        y: ChartAxis(lower: 0, upper: ceiling, ticks: yTicks), marks: marks), in: area)
  }

  /// Lines as one series: a point that is nowhere parts them.
  private static func apart(_ lines: [[ChartPoint]]) -> [ChartPoint] {
    Array(lines.joined(separator: [ChartPoint(x: .nan, y: .nan)]))
  }

  private func timeTicks(_ chart: LaneChart) -> [ChartTick] {
    [chart.left, (chart.left + chart.right) / 2, chart.right].map {
      ChartTick(value: $0, label: Quantity.clock(seconds: max(0, $0)))
    }
  }

  private func drawFigures(_ lane: LaneFigures, on canvas: inout Canvas, in area: Rect) {
    var x = 1
    for (label, value) in LaneFacts.all(lane) {
      let fact: Line = [Span(label + " ", .muted), Span(value, Style.plain.bold)]
      guard x + fact.width(glyphs: canvas.glyphs) <= area.width - 1 else { break }
      x = canvas.put(fact, x: x, in: area) + 3
    }
  }

  /// Two lines without a border, where lanes are many or the screen is low.
  private func drawCompact(_ lane: LaneFigures, on canvas: inout Canvas, in area: Rect) {
    let marker = isFocused ? String(Character(canvas.glyphs.pick("▸", ascii: ">"))) : " "
    let head = Line(marker, Style(.accent)) + title(lane, canvas.glyphs) + Line("  ")
    let x = canvas.put(head, in: area)
    canvas.put(counters(lane), x: x, in: area)
    guard area.height > 1 else { return }
    drawFigures(lane, on: &canvas, in: area.row(1))
    guard area.height > 2, let current = lane.current else { return }
    let newest = current.recent.elements.suffix(area.width).filter { $0.phase == .measurement }
    let seconds = newest.map { $0.failure == nil ? Double($0.service) / 1e9 : nil }
    canvas.draw(
      Sparkline(values: seconds, maximum: ceiling, style: Style(ink)), in: area.row(2))
  }
}

extension LaneChart {
  /// The chart of a lane that has this many cells for axis and plot.
  init(_ lane: LaneFigures, _ state: ConditionState, of run: RunView, width: Int) {
    let plan = run.state.started?.plan
    self.init(
      state, window: run.phase == .over ? .whole : run.window, columns: max(1, width - 9),
      now: run.state.now.seconds(since: .zero),
      isSerial: plan?.concurrencies == [1] && plan?.order != .simultaneous,
      oldest: lane.oldest?.since.seconds(since: .zero))
  }
}

/// A lane's figures in words, the more important first.
enum LaneFacts {
  static func all(_ lane: LaneFigures) -> [(String, String)] {
    guard let figures = lane.current else { return [] }
    guard figures.finished > 0 else {
      return [("warming up:", Quantity.count(lane.warmUps, "request"))]
    }
    let names = [("p50", 0.5), ("p95", 0.95)]
    let percentiles = figures.serviceTime.nanoseconds(atPercentiles: names.map(\.1))
    var facts = names.enumerated().map { index, name in
      let known = percentiles.indices.contains(index) ? percentiles[index] : nil
      let support = Percentiles.support(name.1, count: figures.succeeded)
      return (name.0, Quantity.percentile(seconds: known.map { Double($0) / 1e9 }, support))
    }
    facts.append(("max", Quantity.duration(nanoseconds: figures.serviceMaximum)))
    facts.append(("", Quantity.rate(figures.pagesPerSecond, "pages/s")))
    facts.append(("", Quantity.rate(figures.requestsPerSecond, "req/s")))
    if let overhead = figures.webOverhead.mean, let own = figures.serverSeconds.mean {
      let share = own + overhead > 0 ? " (\(Quantity.percent(overhead / (own + overhead))))" : ""
      facts.append(("web overhead", Quantity.duration(seconds: overhead) + share))
    }
    facts.append(("n", Quantity.count(figures.succeeded)))
    return facts
  }
}
