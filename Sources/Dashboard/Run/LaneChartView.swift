internal import BenchCore
internal import Canvas

/// Draws a lane's chart with its axes.
struct LaneChartView: Widget {
  let chart: LaneChart
  /// Upper end of the scale, seconds.
  let ceiling: Double
  let ink: Ink
  /// What is watched beside the requests, on the same columns.
  var subject: WatchedSubject?

  /// Most marks drawn: more than columns there can be.
  private static let markLimit = 400

  /// The mark of a failure.
  static func failed(_ glyphs: GlyphSet) -> String { glyphs == .ascii ? "x" : "✗" }

  /// The mark of what the user's stop cut off.
  static func stopped(_ glyphs: GlyphSet) -> String { glyphs == .ascii ? "o" : "□" }

  func draw(on canvas: inout Canvas, in whole: Rect) {
    let usageRows = subject == nil ? 0 : UsageRows.height(chart: whole.height)
    let rows = whole.rows([.minimum(1), .fixed(usageRows)])
    let area = rows[0]
    let yTicks = heights(area.height).map {
      ChartTick(value: $0, label: $0 == 0 ? "0" : Quantity.duration(seconds: $0))
    }
    canvas.draw(
      LineChart(
        series: series,
        x: ChartAxis(
          lower: chart.left, upper: chart.right,
          ticks: area.height >= 7 ? timeTicks(area.width) : []),
        y: ChartAxis(lower: 0, upper: ceiling, ticks: yTicks), marks: marks), in: area)
    if let subject, usageRows > 0 {
      // The chart's own labels and axis, as its frame lays them out.
      let widest = yTicks.map { canvas.glyphs.width(of: $0.label) }.max() ?? 0
      let gutter = LineChart.gutter(labels: widest, width: area.width)
      UsageRows(subject: subject, chart: chart, ink: ink, gutter: gutter).draw(
        on: &canvas, in: rows[1])
    }
    if chart.isEmpty {
      let words = "nothing happened in the time shown"
      canvas.put(words, .muted, in: area.centered(width: words.count, height: 1))
    }
  }

  /// Service times that are labelled on a chart of so many rows.
  private func heights(_ rows: Int) -> [Double] {
    if rows <= 4 { return [0, ceiling] }
    if rows < 16 { return [0, ceiling / 2, ceiling] }
    // Of every ceiling there is, these hit it.
    return LineChart.niceTicks(lower: 0, upper: ceiling, count: 7)
  }

  private var series: [ChartSeries] {
    // A stem under each point: a dot alone is hard to see.
    let stems = chart.points.map { [ChartPoint(x: $0.x, y: 0), $0] }
    let all = [
      ChartSeries(points: chart.maxima, style: .muted, isConnected: false, ascii: "+"),
      ChartSeries(points: chart.warmUps, style: .muted, isConnected: false, ascii: "+"),
      ChartSeries(points: chart.means, style: Style(ink), ascii: "*"),
      ChartSeries(points: Self.apart(chart.ramps), style: Style(ink), ascii: "*"),
      ChartSeries(points: Self.apart(stems), style: Style(ink), ascii: "*"),
      ChartSeries(points: chart.growing, style: Style(.accent), ascii: "*"),
    ]
    return all.filter { !$0.points.isEmpty }
  }

  private var marks: [ChartMark] {
    chart.pauses.map {
      // Beside the end of what was in flight, not behind it.
      ChartMark(
        x: min(chart.right, chart.time.position($0.from) + chart.step), glyph: "┊", ascii: ":",
        style: .muted, place: .line, label: "paused \(Quantity.clock(seconds: $0.length))")
    }
      + chart.stops.suffix(Self.markLimit).map {
        ChartMark(x: $0, glyph: "□", ascii: "o", style: .muted)
      }
      + chart.failures.suffix(Self.markLimit).map {
        ChartMark(x: $0, glyph: "✗", ascii: "x", style: Style(.bad).bold)
      } + (subject.map { SubjectMark.chartMarks(of: $0, on: chart) } ?? [])
  }

  /// Lines as one series: a point that is nowhere parts them.
  private static func apart(_ lines: [[ChartPoint]]) -> [ChartPoint] {
    Array(lines.joined(separator: [ChartPoint(x: .nan, y: .nan)]))
  }

  /// Cells from one time to the next, at least.
  private static let tickWidth = 16

  private func timeTicks(_ width: Int) -> [ChartTick] {
    let end = chart.standsStill ?? chart.right
    return chart.time.ticks(from: chart.left, to: end, count: width / Self.tickWidth).map {
      ChartTick(value: $0.position, label: Quantity.clock(seconds: $0.moment))
    }
  }
}
