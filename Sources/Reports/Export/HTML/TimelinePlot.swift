internal import BenchCore

/// A server's service times over the time of the run.
enum TimelinePlot {
  /// More requests than this are drawn as stretches of the picture from least to most.
  static let pointLimit = 3000
  private static let bins = 330

  static func svg(
    _ samples: [RunSamples.Sample], name: String, place: Int, pauses: [(from: Double, to: Double)],
    x: PlotAxis, y: PlotAxis
  ) -> String {
    let failed = samples.filter(\.isFailed)
    let good = samples.filter { !$0.isFailed && !$0.isWarmUp }
    var plot = SVGPlot(
      x: x, y: y, xTitle: "time since the run began", yTitle: "service time", height: 210,
      description: "Service time of \(name) over the run: \(Quantity.count(good.count, "answer")), "
        + "\(Quantity.count(failed.count, "failure")).")
    for pause in pauses { plot.band(from: pause.from, to: pause.to, "pause") }
    if good.count > pointLimit {
      let stretches = binned(good, x)
      plot.bars(stretches.map { ($0.x, $0.least, $0.most) }, "range s\(place % 6)")
      plot.line(stretches.map { ($0.x, $0.middle) }, "curve s\(place % 6)")
    } else {
      plot.dots(good.map { ($0.start, $0.seconds) }, "dot s\(place % 6)")
    }
    plot.dots(
      samples.filter { $0.isWarmUp && !$0.isFailed }.prefix(pointLimit).map {
        ($0.start, $0.seconds)
      },
      "dot warm")
    plot.crosses(thinned(failed).map { ($0.start, $0.seconds) }, "cross")
    return plot.svg
  }

  /// So many of them, evenly.
  private static func thinned(_ samples: [RunSamples.Sample]) -> [RunSamples.Sample] {
    guard samples.count > pointLimit else { return samples }
    let step = Double(samples.count) / Double(pointLimit)
    return (0..<pointLimit).map { samples[Int(Double($0) * step)] }
  }

  private static func binned(
    _ samples: [RunSamples.Sample], _ x: PlotAxis
  ) -> [(x: Double, least: Double, middle: Double, most: Double)] {
    var bins = [[Double]](repeating: [], count: bins)
    for sample in samples {
      bins[min(bins.count - 1, Int(x.place(sample.start) * Double(bins.count)))].append(
        sample.seconds)
    }
    return bins.enumerated().compactMap { index, seconds in
      let sorted = seconds.sorted()
      guard let least = sorted.first, let most = sorted.last else { return nil }
      let x = x.value(at: (Double(index) + 0.5) / Double(bins.count))
      return (x, least, sorted[sorted.count / 2], most)
    }
  }
}
