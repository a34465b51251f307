internal import BenchCore
internal import Canvas
internal import Reports
internal import Statistics

/// How the columns' service times spread, and how they scale.
struct CompareCharts: Widget {
  let compare: CompareView
  let comparison: RunComparison

  /// Whether an area has room for one chart only.
  static func isSmall(_ area: Rect) -> Bool {
    area.height < 16 || area.height < 30 && !isBroad(area)
  }

  private static func isBroad(_ area: Rect) -> Bool { area.width > area.height * 4 }

  /// Whether anything was measured at more than one resolution or concurrency.
  var hasScaling: Bool { !series(\.serviceTime).isEmpty }

  func draw(on canvas: inout Canvas, in area: Rect) {
    guard hasScaling, !Self.isSmall(area) else {
      switch compare.chart {
      case .serviceTime where hasScaling: drawServiceTime(on: &canvas, in: area)
      case .throughput where hasScaling: drawThroughput(on: &canvas, in: area)
      default: drawSpread(on: &canvas, in: area)
      }
      return
    }
    let parts =
      Self.isBroad(area)
      ? area.columns([.share(1), .share(1)]) : area.rows([.share(1), .share(1)])
    drawSpread(on: &canvas, in: parts[0])
    let charts = parts[1].rows([.share(1), .share(1)])
    drawServiceTime(on: &canvas, in: charts[0])
    drawThroughput(on: &canvas, in: charts[1])
  }

  private func drawServiceTime(on canvas: inout Canvas, in area: Rect) {
    drawScaling("Service time", series(\.serviceTime), on: &canvas, in: area) {
      Quantity.duration(seconds: $0)
    }
  }

  private func drawThroughput(on canvas: inout Canvas, in area: Rect) {
    drawScaling("Pages per second", series(\.pagesPerSecond), on: &canvas, in: area) {
      Quantity.number($0)
    }
  }

  // MARK: Distribution

  private var isCumulative: Bool { compare.chart == .cumulative }

  /// Bins as wide as fill the room, and as many as the values can carry.
  private static func binCount(values: Int, width: Int) -> Int {
    let wanted = min(60, max(20, Int(Double(values).squareRoot()) * 3))
    return max(1, width / max(1, (width + wanted - 1) / wanted))
  }

  private func drawSpread(on canvas: inout Canvas, in area: Rect) {
    let panel = Panel(
      title: Line("Service time", Style(.title).bold),
      footer: Line(
        isCumulative
          ? "share of requests that took no longer, logarithmic"
          : "how many requests took how long, logarithmic", .muted),
      footerTrailing: Line("c: next chart", .muted))
    canvas.draw(panel, in: area)
    let inner = panel.inner(area).inset(x: 1)
    let columns = comparison.columns.indices.filter {
      !comparison.columns[$0].summary.serviceSeconds.isEmpty
    }
    let all = columns.map { comparison.columns[$0].summary.serviceSeconds }
    guard let low = all.compactMap(\.first).min(), let high = all.compactMap(\.last).max(),
      low > 0
    else {
      canvas.put("no answer", .muted, in: inner)
      return
    }
    let span = max(LogRatio.of(high, to: low), 0.05)
    if isCumulative {
      drawCumulative(columns, low: low, span: span, on: &canvas, in: inner)
      return
    }
    // Rows too flat for a bar tell nothing: the columns from the first one shown come first.
    let most = max(1, inner.height / 2)
    let start = min(compare.firstColumn, max(0, columns.count - most))
    let shown = columns.dropFirst(start).prefix(most)
    let count = Self.binCount(values: all.map(\.count).max() ?? 0, width: inner.width)
    let bins = shown.map { column in
      var counts = [Double](repeating: 0, count: count)
      for seconds in comparison.columns[column].summary.serviceSeconds {
        let share = LogRatio.of(seconds, to: low) / span
        counts[min(count - 1, max(0, Int(share * Double(count))))] += 1
      }
      return HistogramBins(
        counts: counts, style: style(column), label: comparison.columns[column].label)
    }
    let labels = [0, 0.5, 1].map {
      ChartTick(
        value: $0 * Double(count),
        label: Quantity.duration(seconds: low * LogRatio.ratio(span * $0)))
    }
    canvas.draw(Histogram(bins: bins, labels: labels), in: inner)
  }

  private func drawCumulative(
    _ columns: [Int], low: Double, span: Double, on canvas: inout Canvas, in area: Rect
  ) {
    let series = columns.map { column in
      let sample = comparison.columns[column].summary.serviceSeconds
      // As many points as dots; a sample may hold a hundred thousand.
      let points = (0...160).map { step -> ChartPoint in
        let share = Double(step) / 160
        let seconds = Percentiles.quantile(share, ofSorted: sample) ?? low
        return ChartPoint(x: LogRatio.of(seconds, to: low), y: share)
      }
      return ChartSeries(
        points: points, style: style(column), label: comparison.columns[column].label)
    }
    let x = ChartAxis(
      lower: 0, upper: span,
      ticks: [0, 0.5, 1].map {
        ChartTick(
          value: span * $0, label: Quantity.duration(seconds: low * LogRatio.ratio(span * $0)))
      })
    let y = ChartAxis(
      lower: 0, upper: 1,
      ticks: [0, 0.5, 0.95].map { ChartTick(value: $0, label: Quantity.percent($0)) })
    canvas.draw(LineChart(series: series, x: x, y: y), in: area)
  }

  // MARK: Scaling

  private struct ScalingSeries {
    var label: String
    var style: Style
    var points: [(x: Double, estimate: Estimate)]
  }

  /// Whether the curves are over concurrency, and not over the resolution.
  private var isByConcurrency: Bool {
    let dpis = Set(comparison.columns.compactMap(\.dpi)).count
    return comparison.pivot == .concurrency || dpis < 2
  }

  /// One series a server, and for each of whatever else the columns differ in.
  private func series(_ figure: KeyPath<ColumnScaling, Estimate?>) -> [ScalingSeries] {
    var series: [ScalingSeries] = []
    let concurrencies = Set(comparison.columns.compactMap(\.concurrency)).count > 1
    let dpis = Set(comparison.columns.compactMap(\.dpi)).count > 1
    for (index, column) in comparison.columns.enumerated() {
      let place = isByConcurrency ? column.concurrency.map(Double.init) : column.dpi
      guard let place, let estimate = compare.scalings[index][keyPath: figure] else { continue }
      var label = column.server
      if isByConcurrency, dpis { label += column.dpi.map { "@" + Quantity.plain($0) } ?? "" }
      if !isByConcurrency, concurrencies { label += column.concurrency.map { " c\($0)" } ?? "" }
      if let known = series.firstIndex(where: { $0.label == label }) {
        series[known].points.append((place, estimate))
      } else {
        series.append(
          ScalingSeries(label: label, style: style(index), points: [(place, estimate)]))
      }
    }
    for index in series.indices { series[index].points.sort { $0.x < $1.x } }
    return series.filter { Set($0.points.map(\.x)).count > 1 }
  }

  private func drawScaling(
    _ title: String, _ series: [ScalingSeries], on canvas: inout Canvas, in area: Rect,
    _ words: (Double) -> String
  ) {
    let points = series.flatMap(\.points)
    // The interval of two rounds may be many times what it is about, and would flatten the curve.
    let limit = 1.8 * (points.map(\.estimate.value).max() ?? 0)
    let ends = points.map { $0.estimate.interval?.upperBound ?? $0.estimate.value }
    let isCut = ends.contains { $0 > limit }
    let top = min(limit, ends.max() ?? 0)
    let panel = Panel(
      title: Line(title, Style(.title).bold)
        + Line(isByConcurrency ? " over requests in flight" : " over dpi", .muted),
      footer: Line(
        "bars: 95 % interval over rounds" + (isCut ? ", some go on above" : ""), .muted),
      footerTrailing: compare.chart == .serviceTime || compare.chart == .throughput
        ? Line("c: next chart", .muted) : Line())
    canvas.draw(panel, in: area)
    let inner = panel.inner(area).inset(x: 1)
    guard let least = points.map(\.x).min(), let most = points.map(\.x).max() else { return }
    let margin = (most - least) * 0.08
    let lines = series.map { own in
      ChartSeries(
        points: own.points.map { ChartPoint(x: $0.x, y: $0.estimate.value) }, style: own.style,
        label: own.label)
    }
    let bars = series.flatMap { own in
      own.points.compactMap { point in
        point.estimate.interval.map { range in
          ChartSeries(
            points: [
              ChartPoint(x: point.x, y: max(0, range.lowerBound)),
              ChartPoint(x: point.x, y: min(top * 1.05, range.upperBound)),
            ], style: own.style, ascii: "|")
        }
      }
    }
    let x = ChartAxis(
      lower: least - margin, upper: most + margin * 2,
      ticks: Set(points.map(\.x)).sorted().map {
        ChartTick(value: $0, label: Quantity.plain($0))
      })
    let y = ChartAxis(
      lower: 0, upper: top * 1.05,
      ticks: LineChart.niceTicks(lower: 0, upper: top * 1.05, count: max(1, inner.height / 3))
        .map { ChartTick(value: $0, label: words($0)) })
    canvas.draw(LineChart(series: bars + lines, x: x, y: y), in: inner)
  }

  /// A server has one colour on every chart.
  private func style(_ column: Int) -> Style {
    var servers: [String] = []
    for column in comparison.columns where !servers.contains(column.server) {
      servers.append(column.server)
    }
    let server = comparison.columns[column].server
    return Style(.series(servers.firstIndex(of: server) ?? 0))
  }
}
