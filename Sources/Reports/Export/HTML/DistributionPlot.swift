internal import BenchCore

/// How service times spread: a histogram, and the share of answers by a time.
enum DistributionPlot {
  /// A server's service times, ascending, with what they are shown as.
  struct Series {
    var name: String
    var place: Int
    var seconds: [Double]
    /// Percentiles as tables tell them.
    var marks: [(share: Double, seconds: Double, text: String)]
  }

  private static let bins = 36
  private static let curvePoints = 300

  static func histogram(_ series: [Series]) -> String {
    let x = axis(series)
    let shares = series.map { Self.shares($0.seconds, x) }
    let y = PlotAxis(of: shares.flatMap { $0 }, mayBeLogarithmic: false) { Quantity.percent($0) }
    var plot = SVGPlot(
      x: x, y: y, xTitle: "service time", yTitle: "share of answers", height: 240,
      description: "Histogram of service times of " + names(series) + ".")
    for (one, share) in zip(series, shares) {
      var points: [(x: Double, y: Double)] = [(x.range.lowerBound, 0)]
      for (index, value) in share.enumerated() {
        points.append((x.value(at: Double(index) / Double(bins)), value))
      }
      points.append((x.range.upperBound, 0))
      plot.line(points, "curve area s\(one.place % 6)", isStep: true)
    }
    return plot.svg
  }

  static func cumulative(_ series: [Series]) -> String {
    let x = axis(series)
    let y = PlotAxis(
      range: 0...1.04, ticks: [0, 0.25, 0.5, 0.75, 0.95].map { ($0, Quantity.percent($0)) })
    let told = series.map { one in
      one.name + (one.marks.isEmpty ? "" : ": " + one.marks.map(\.text).joined(separator: ", "))
    }
    var plot = SVGPlot(
      x: x, y: y, xTitle: "service time", yTitle: "share of answers by then", height: 260,
      description: "Cumulative distribution of service times. " + told.joined(separator: "; ") + "."
    )
    for (index, one) in series.enumerated() {
      plot.line(curve(one.seconds), "curve s\(one.place % 6) d\(one.place % 6)", isStep: true)
      for mark in one.marks {
        plot.dots([(mark.seconds, mark.share)], "mark s\(one.place % 6)")
        // The names stand below one another, so that close curves stay legible.
        plot.label(
          mark.text, x: x.value(at: 0.015), y: mark.share - 0.085 * Double(index) - 0.06,
          "tick t\(one.place % 6)")
      }
    }
    return plot.svg
  }

  private static func axis(_ series: [Series]) -> PlotAxis {
    PlotAxis(of: series.flatMap { [$0.seconds.first, $0.seconds.last].compactMap(\.self) }) {
      Quantity.duration(seconds: $0)
    }
  }

  private static func names(_ series: [Series]) -> String {
    series.map { "\($0.name) (\(Quantity.count($0.seconds.count, "answer")))" }
      .joined(separator: ", ")
  }

  private static func shares(_ seconds: [Double], _ x: PlotAxis) -> [Double] {
    var counts = [Double](repeating: 0, count: bins)
    for value in seconds { counts[min(bins - 1, Int(x.place(value) * Double(bins)))] += 1 }
    return counts.map { $0 / Double(max(1, seconds.count)) }
  }

  private static func curve(_ sorted: [Double]) -> [(x: Double, y: Double)] {
    guard let first = sorted.first else { return [] }
    let step = max(1, sorted.count / curvePoints)
    var points: [(x: Double, y: Double)] = [(first, 0)]
    for index in stride(from: 0, to: sorted.count, by: step) {
      points.append((sorted[index], Double(index + 1) / Double(sorted.count)))
    }
    if let last = sorted.last { points.append((last, 1)) }
    return points
  }
}
