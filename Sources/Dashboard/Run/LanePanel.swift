internal import BenchCore
internal import Canvas

/// One server's lane: who it is, its service times over time, its figures.
///
///     ┌─ 1 Python FastAPI  localhost:7670 ● ready ──────── ok 184  failed 2 (timeout 2)  ↻ 1 ─┐
///     │ 15 s┤          ⢀⡀                                                                     │
///     │  0 s┤⣀⣀⡠⠤⠒⠉⠉⠑⠢⣀⣀⡠⠔⠒⠤⣀⣀⣀⡠⠤⣀⣀⣀⣀⡠⠒⠑⠤                                                   │
///     │ p50 2.38 s  p95 5.90 s  n 184  max 15.7 s  8.9 pages/s  0.37 req/s  web overhead 41 ms │
///     │ ocr-a  ● healthy 12 min  cores 0.96 of 2.00 ▂▅▇█  memory 3.10 GB ▃▄▄▅                 │
///     └─ 186/400  1061225.pdf 00:03 ───────────────────────────────── ramp tip: service time ──┘
struct LanePanel: Widget {
  let run: RunView
  let picture: LanePicture
  let isFocused: Bool
  /// Upper end of the scale, shared by all lanes so that they can be compared by eye.
  let ceiling: Double
  /// What its chart's marks mean, as far as no lane above has told it.
  let legend: Line

  private var lane: LaneFigures { picture.figures }
  private var ink: Ink { .series(lane.index) }

  func draw(on canvas: inout Canvas, in area: Rect) {
    guard picture.isBoxed else {
      drawCompact(on: &canvas, in: area)
      return
    }
    let captions = LaneCaptions(run: run, lane: lane)
    let upper = captions.upper(width: area.width - Self.captionMargins, canvas.glyphs)
    let progress = captions.progress
    let room = area.width - Self.captionMargins - legend.width(glyphs: canvas.glyphs)
    let activity = captions.activity(
      width: room - progress.width(glyphs: canvas.glyphs), canvas.glyphs)
    let panel = Panel(
      title: upper.title, trailing: upper.counters, footer: progress + activity,
      footerTrailing: legend, isFocused: isFocused)
    canvas.draw(panel, in: area)
    let inner = panel.inner(area)
    let subjectRows = lane.subject == nil || inner.height < 3 ? 0 : 1
    let parts = inner.rows([
      .minimum(1), .fixed(picture.chart == nil ? 0 : 1), .fixed(subjectRows),
    ])
    if let subject = lane.subject, subjectRows > 0 {
      drawSubject(subject, chartRows: parts[0].height, on: &canvas, in: parts[2])
    }
    guard let chart = picture.chart else {
      drawWaiting(on: &canvas, in: parts[0])
      return
    }
    LaneChartView(chart: chart, ceiling: ceiling, ink: ink, subject: lane.subject).draw(
      on: &canvas, in: parts[0])
    drawFigures(on: &canvas, in: parts[1])
  }

  /// Cells of the small bars in the subject's line.
  private static let bars = 10

  /// - Parameter chartRows: Rows of the chart, which may show what is used itself.
  private func drawSubject(
    _ subject: WatchedSubject, chartRows: Int, on canvas: inout Canvas, in area: Rect
  ) {
    var columns: UsageColumns?
    if let chart = picture.chart {
      if UsageRows.height(chart: chartRows) == 0 {
        columns = UsageColumns(subject, on: chart, count: Self.bars)
      }
    } else {
      let now = run.state.now.signedSeconds
      columns = UsageColumns(subject, from: now - 15, to: now, ChartTime(), count: Self.bars)
    }
    let line = SubjectLine(
      server: lane.server, subject: subject, now: run.state.now, isOver: run.phase == .over,
      isStopped: lane.status.state == .stopped, columns: columns
    ).line(width: area.width - 2, canvas.glyphs)
    canvas.put(line, x: 1, in: area)
  }

  /// Cells of an edge that its captions do not have: the corners, and what parts them.
  private static let captionMargins = 9
  /// Fewest cells that are left for what the lane is doing.
  private static let leastActivity = 20

  /// Cells for the legend, the same for the whole run.
  static func legendRoom(_ picture: LanePicture, of run: RunView) -> Int {
    picture.area.width - captionMargins - leastActivity
      - LaneCaptions(run: run, lane: picture.figures).progressWidth
  }

  // MARK: Inside

  private func drawWaiting(on canvas: inout Canvas, in area: Rect) {
    let words: String =
      switch lane.status.state {
      case .unknown where !lane.isUntold: "waiting for the server"
      case .unknown:
        lane.inFlight > 0 ? "its first request has not ended yet" : "its requests come later"
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
    let captions = LaneCaptions(run: run, lane: lane).upper(width: area.width - 4, canvas.glyphs)
    canvas.put(Line(marker, Style(.accent)) + captions.title, in: area)
    canvas.putTrailing(captions.counters + Line(" "), in: area)
    guard area.height > 1 else { return }
    let rest = Rect(x: area.x + 1, y: area.y, width: area.width - 1, height: area.height)
    guard !LaneFacts.all(lane).isEmpty, lane.finished &+ lane.warmUps > 0 else {
      drawWaiting(on: &canvas, in: rest.row(1))
      return
    }
    drawFigures(on: &canvas, in: rest.row(1))
    guard area.height > 2 else { return }
    if let subject = lane.subject, area.height > 3 {
      drawSubject(subject, chartRows: 0, on: &canvas, in: rest.row(3))
    }
    canvas.draw(
      LaneSparkline(picture: picture, ceiling: ceiling),
      in: Rect(x: area.x + 2, y: area.y + 2, width: area.width - 3, height: 1))
  }
}
