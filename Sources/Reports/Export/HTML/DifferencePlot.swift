internal import BenchCore
internal import Statistics

/// How much longer each document takes on one server than on the baseline, the fastest first.
enum DifferencePlot {
  /// More documents than this share dots.
  private static let limit = 2000

  static func svg(_ times: PairedTimes, name: String, baseline: String, place: Int) -> String {
    let order = times.byDocument.indices.sorted { times.byDocument[$0] < times.byDocument[$1] }
    let step = max(1, order.count / limit)
    let shown = stride(from: 0, to: order.count, by: step).map { order[$0] }
    var all = shown.flatMap { times.cells[$0].compactMap(\.self) }
    all += times.byDocument
    let reach = max(0.05, all.map(\.magnitude).max() ?? 0) * 1.08
    let y = PlotAxis(range: -reach...reach, ticks: ticks(reach))
    let x = PlotAxis(range: -0.7...max(0.7, Double(shown.count) - 0.3), ticks: [])
    let faster = Quantity.count(times.fasterOn)
    var plot = SVGPlot(
      x: x, y: y, xTitle: "documents, sorted by their difference", yTitle: "\(name) is",
      height: 280,
      description: "\(name) against \(baseline) document by document: faster on \(faster) of "
        + "\(Quantity.count(times.byDocument.count)).")
    plot.line([(x.range.lowerBound, 0), (x.range.upperBound, 0)], "zero")
    var rounds: [(x: Double, y: Double)] = []
    var spans: [(x: Double, from: Double, to: Double)] = []
    for (column, pair) in shown.enumerated() {
      let cells = times.cells[pair].compactMap(\.self)
      guard cells.count > 1, let least = cells.min(), let most = cells.max() else { continue }
      spans.append((Double(column), least, most))
      if rounds.count < 6000 { rounds += cells.map { (Double(column), $0) } }
    }
    plot.bars(spans, "range s\(place % 6)")
    plot.dots(rounds, "small s\(place % 6)")
    plot.dots(
      shown.enumerated().map { (Double($0.offset), times.byDocument[$0.element]) },
      "dot s\(place % 6)")
    return plot.svg
  }

  /// In words, at ratios that people know.
  private static func ticks(_ reach: Double) -> [(value: Double, label: String)] {
    let steps: [Double] =
      switch reach {
      case ..<0.12: [1.02, 1.05, 1.1]
      case ..<0.45: [1.1, 1.2, 1.4]
      case ..<1.2: [1.25, 1.5, 2, 3]
      default: [2, 5, 10, 100, 1000]
      }
    return [(0, "the same")]
      + steps.flatMap { ratio -> [(value: Double, label: String)] in
        let value = LogRatio.of(ratio, to: 1)
        // Mirrored on the logarithmic scale: 25 % slower lies as far from the middle as 20 % faster.
        return [
          (value, Wording.difference(of: ratio, against: 1, .time)),
          (-value, Wording.difference(of: 1 / ratio, against: 1, .time)),
        ]
      }
  }
}
