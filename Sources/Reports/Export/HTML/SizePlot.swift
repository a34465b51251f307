internal import BenchCore
internal import Statistics

/// What pages do: every document by its pages and mean service time, with each server's line.
enum SizePlot {
  struct Series {
    var name: String
    var place: Int
    var documents: [(pages: Double, seconds: Double)]
    var line: LeastSquares?
  }

  static func svg(_ series: [Series]) -> String {
    let all = series.flatMap(\.documents)
    let most = all.map(\.pages).max() ?? 1
    let x = PlotAxis(of: all.map(\.pages), mayBeLogarithmic: false) { Quantity.number($0) }
    let y = PlotAxis(of: all.map(\.seconds), mayBeLogarithmic: false) {
      Quantity.duration(seconds: $0)
    }
    let told = series.compactMap { one in
      one.line.map {
        "\(one.name): \(Quantity.duration(seconds: $0.intercept.estimate.value)) fixed and "
          + "\(Quantity.duration(seconds: $0.slope.estimate.value)) per page"
      }
    }
    var plot = SVGPlot(
      x: x, y: y, xTitle: "pages", yTitle: "mean service time", height: 280,
      description: "Service time over pages. " + told.joined(separator: "; ") + ".")
    for one in series {
      plot.dots(one.documents.prefix(4000).map { ($0.pages, $0.seconds) }, "dot s\(one.place % 6)")
      guard let line = one.line else { continue }
      let (start, slope) = (line.intercept.estimate.value, line.slope.estimate.value)
      plot.line(
        [(0, start), (most, start + slope * most)], "curve s\(one.place % 6) d\(one.place % 6)")
    }
    return plot.svg
  }
}

/// A figure of every server over the resolutions or the concurrencies of a sweep.
enum SweepPlot {
  struct Series {
    var name: String
    var place: Int
    var points: [(x: Double, y: Double)]
  }

  static func svg(
    _ series: [Series], xTitle: String, yTitle: String, label: (Double) -> String
  ) -> String {
    let steps = Set(series.flatMap { $0.points.map(\.x) }).sorted()
    let most = steps.last ?? 1
    let x = PlotAxis(
      range: 0...max(1, most * 1.06), ticks: steps.map { ($0, Quantity.plain($0)) })
    let y = PlotAxis(
      of: series.flatMap { $0.points.map(\.y) }, mayBeLogarithmic: false, label: label)
    let told = series.map { one in
      one.name + ": "
        + one.points.map { "\(label($0.y)) at \(Quantity.plain($0.x))" }.joined(separator: ", ")
    }
    var plot = SVGPlot(
      x: x, y: y, xTitle: xTitle, yTitle: yTitle, height: 240,
      description: "\(yTitle) over \(xTitle). " + told.joined(separator: "; ") + ".")
    for one in series {
      plot.line(one.points, "curve s\(one.place % 6) d\(one.place % 6)")
      plot.dots(one.points, "mark s\(one.place % 6)")
    }
    return plot.svg
  }
}
