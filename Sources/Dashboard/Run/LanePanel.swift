internal import BenchCore
internal import Canvas

/// One server's lane: who it is, its service times over time, its figures.
///
///     ┌─ 1 Python FastAPI  localhost:7670 ● ready ──────── ok 184  failed 2 (timeout 2)  ↻ 1 ─┐
///     │ 15 s┤          ⢀⡀                                                                     │
///     │  0 s┤⣀⣀⡠⠤⠒⠉⠉⠑⠢⣀⣀⡠⠔⠒⠤⣀⣀⣀⡠⠤⣀⣀⣀⣀⡠⠒⠑⠤                                                   │
///     │ p50 2.38 s  p95 5.90 s  n 184  max 15.7 s  8.9 pages/s  0.37 req/s  web overhead 41 ms │
///     └─ 186/400 ── 1061225.pdf 3.2 s ─────────────────────── ramp tip: service time  ✗ failed ┘
struct LanePanel: Widget {
  let run: RunView
  let picture: LanePicture
  let isFocused: Bool
  /// Upper end of the scale, shared by all lanes so that they can be compared by eye.
  let ceiling: Double
  /// Whether it says what its chart is made of; lanes below one that is alike need not.
  let showsLegend: Bool
  /// Whether it says what the mark of a failure is.
  let showsFailed: Bool

  private var lane: LaneFigures { picture.figures }
  private var ink: Ink { .series(lane.index) }

  func draw(on canvas: inout Canvas, in area: Rect) {
    guard picture.isBoxed else {
      drawCompact(on: &canvas, in: area)
      return
    }
    let bottom = footer
    let legend = legend(canvas.glyphs)
    let room = area.width - bottom.width(glyphs: canvas.glyphs) - 10
    let panel = Panel(
      title: title(canvas.glyphs), trailing: counters, footer: bottom,
      footerTrailing: legend.width(glyphs: canvas.glyphs) <= room ? legend : [],
      isFocused: isFocused)
    canvas.draw(panel, in: area)
    let inner = panel.inner(area)
    guard let chart = picture.chart else {
      drawWaiting(on: &canvas, in: inner)
      return
    }
    let parts = inner.rows([.minimum(1), .fixed(1)])
    LaneChartView(chart: chart, ceiling: ceiling, ink: ink).draw(on: &canvas, in: parts[0])
    drawFigures(on: &canvas, in: parts[1])
  }

  // MARK: Edges

  private func title(_ glyphs: GlyphSet) -> Line {
    let standing = lane.standing
    let style = Style(standing.ink)
    return [
      Span("\(lane.index + 1) ", .muted), Span(lane.server.name, Style(ink).bold),
      Span("  " + lane.place + "  ", .muted),
      Span(
        standing.mark(glyphs) + " " + standing.words, standing.ink == .bad ? style.bold : style),
    ]
  }

  private var counters: Line {
    var line: Line = [
      Span("ok \(Quantity.count(lane.succeeded))", Style(lane.succeeded > 0 ? .good : .muted).bold)
    ]
    if lane.failed > 0 {
      line = line + Line("  failed \(Quantity.count(lane.failed))", Style(.bad).bold)
      line = line + Line(" (\(lane.failureWords))", Style(.bad))
    }
    if lane.staleRetries > 0 {
      line = line + Line("  sent anew \(Quantity.count(lane.staleRetries))", Style(.warning))
    }
    return line
  }

  private var footer: Line {
    var line = Line(
      Quantity.count(lane.finished) + (lane.planned.map { "/" + Quantity.count($0) } ?? ""), .muted)
    if lane.aborted > 0 {
      line = line + Line("  stopped with \(Quantity.count(lane.aborted)) in flight", .muted)
    }
    guard let oldest = lane.oldest, let corpus = run.state.started?.corpus,
      corpus.indices.contains(oldest.start.document)
    else { return line }
    let seconds = run.state.now.seconds(since: oldest.since)
    let name = corpus[oldest.start.document].name
    // A request that has ended counts until its answer is judged: never show more than can be.
    let inFlight = min(lane.inFlight, max(1, lane.concurrency))
    line = line + Line("  " + (inFlight > 1 ? "\(inFlight) in flight" : name), .muted)
    if let pages = lane.pagesSoFar {
      line =
        line + Line(" " + pageWords(pages, of: corpus[oldest.start.document], inFlight), .muted)
    }
    // Fast answers would only flicker here.
    if seconds >= 1 { line = line + Line(" " + Quantity.clock(seconds: seconds), Style(.accent)) }
    return line
  }

  /// How far streamed answers have come: of one document as a part of its pages.
  private func pageWords(_ pages: Int, of document: Document, _ inFlight: Int) -> String {
    guard inFlight == 1, let all = document.pages else {
      return Quantity.count(pages, "page") + " so far"
    }
    return "page \(Quantity.count(pages))/\(Quantity.count(all))"
  }

  private func legend(_ glyphs: GlyphSet) -> Line {
    guard let chart = picture.chart else { return [] }
    var line = Line()
    if showsLegend {
      switch chart.kind {
      case .ramps: line = Line("tip of a ramp: service time", .muted)
      case .points: line = Line("tip of a stem: service time", .muted)
      case .means: line = Line("line: mean service time, dots: longest", .muted)
      }
    }
    if showsFailed {
      let mark = (showsLegend ? "  " : "") + LaneChartView.failed(glyphs)
      line = line + Line(mark, Style(.bad)) + Line(" failed", .muted)
    }
    return line
  }

  // MARK: Inside

  private func drawWaiting(on canvas: inout Canvas, in area: Rect) {
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

  private func drawFigures(on canvas: inout Canvas, in area: Rect) {
    var x = 1
    for (label, value) in LaneFacts.all(lane) {
      let fact: Line = [
        Span(label.isEmpty ? "" : label + " ", .muted), Span(value, Style.plain.bold),
      ]
      guard x + fact.width(glyphs: canvas.glyphs) <= area.width - 1 else { break }
      x = canvas.put(fact, x: x, in: area) + 3
    }
  }

  /// Up to three lines without a border, where lanes are many or the screen is low.
  private func drawCompact(on canvas: inout Canvas, in area: Rect) {
    let marker = isFocused ? String(Character(canvas.glyphs.pick("▸", ascii: ">"))) : " "
    canvas.put(Line(marker, Style(.accent)) + title(canvas.glyphs), in: area)
    let counters = counters
    let end = 1 + title(canvas.glyphs).width(glyphs: canvas.glyphs) + 2
    let width = counters.width(glyphs: canvas.glyphs)
    if end + width < area.width {
      canvas.putTrailing(counters + Line(" "), in: area)
    } else {
      canvas.put(counters, x: end, in: area)
    }
    guard area.height > 1 else { return }
    let rest = Rect(x: area.x + 1, y: area.y, width: area.width - 1, height: area.height)
    guard !LaneFacts.all(lane).isEmpty, lane.finished &+ lane.warmUps > 0 else {
      drawWaiting(on: &canvas, in: rest.row(1))
      return
    }
    drawFigures(on: &canvas, in: rest.row(1))
    guard area.height > 2 else { return }
    canvas.draw(
      Sparkline(values: picture.newest, maximum: ceiling, style: Style(ink)),
      in: Rect(x: area.x + 2, y: area.y + 2, width: area.width - 3, height: 1))
  }
}
