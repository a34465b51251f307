internal import BenchCore
internal import Canvas

/// How the service times of each server spread: one histogram a server, on one logarithmic scale.
struct SpreadChart: Widget {
  let lanes: [LaneFigures]

  func draw(on canvas: inout Canvas, in area: Rect) {
    let known = lanes.compactMap(\.current).filter { $0.succeeded > 0 }
    guard let low = known.compactMap(\.serviceMinimum).min(),
      let high = known.compactMap(\.serviceMaximum).max(), area.width >= 16
    else {
      canvas.put("no answer yet", .muted, in: area)
      return
    }
    // Few values in many bins would be a fence.
    let most = known.map(\.succeeded).max() ?? 0
    let wanted = min(8 + 3 * Int(Double(most).squareRoot()), 120)
    // Bars of whole cells that fill the place.
    let cells = max(1, Int((Double(area.width) / Double(wanted)).rounded()))
    let scale = LogScale(low: low, high: high, bins: area.width / cells)
    let bins = lanes.compactMap { lane in
      lane.current.map {
        HistogramBins(
          counts: scale.counts($0), style: Style(.series(lane.index)), label: lane.server.name)
      }
    }
    canvas.draw(Histogram(bins: bins, labels: scale.labels), in: area)
  }
}

/// The spread in a panel that says what is counted.
struct SpreadPanel: Widget {
  let lanes: [LaneFigures]

  func draw(on canvas: inout Canvas, in area: Rect) {
    let panel = Panel(
      title: Line("Service time", Style(.title).bold),
      footer: Line("how many requests took how long, logarithmic", .muted))
    canvas.draw(panel, in: area)
    canvas.draw(SpreadChart(lanes: lanes), in: panel.inner(area).inset(x: 1))
  }
}

/// Bins of equal ratio between two durations.
struct LogScale {
  /// Edges of the bins, nanoseconds, one more than bins.
  let edges: [Int64]
  /// The shortest and the longest duration; the outer edges are a little beyond them.
  private let ends: (Int64, Int64)

  init(low: Int64, high: Int64, bins: Int) {
    let count = max(1, bins)
    let lower = Double(max(1, low)) * 0.998
    let upper = max(Double(high) * 1.002, lower * 1.05)
    let step = Self.root(upper / lower, count)
    var edge = lower
    var edges: [Int64] = []
    for _ in 0...count {
      edges.append(Int64(clamping: Int(min(edge, 9e18))))
      edge *= step
    }
    self.edges = edges
    ends = (low, high)
  }

  /// How many service times are in each bin.
  func counts(_ figures: ConditionState) -> [Double] {
    figures.serviceTime.counts(between: edges).map(Double.init)
  }

  /// The ends and the middle; of one duration only that.
  var labels: [ChartTick] {
    let (middle, last) = (edges.count / 2, edges.count - 1)
    var marks = [(0, ends.0)]
    if ends.0 < edges[middle], edges[middle] < ends.1 { marks.append((middle, edges[middle])) }
    if ends.0 < ends.1 { marks.append((last, ends.1)) }
    return marks.map {
      ChartTick(value: Double($0.0), label: Quantity.duration(nanoseconds: $0.1))
    }
  }

  /// The nth root of a number ≥ 1, by halving the interval: no library of functions is needed here.
  static func root(_ value: Double, _ n: Int) -> Double {
    var low = 1.0
    var high = max(1, value)
    for _ in 0..<64 {
      let middle = (low + high) / 2
      var power = 1.0
      for _ in 0..<n {
        power *= middle
        if power > value { break }
      }
      if power > value { high = middle } else { low = middle }
    }
    return low
  }
}
