internal import BenchCore

/// A chart's time: the run's without its pauses, so that what was measured stays in sight.
struct ChartTime {
  /// A pause as a chart shows it.
  struct Gap: Hashable {
    /// Seconds of the run's own time.
    let from: Double
    let until: Double

    var length: Double { until - from }
  }

  /// Oldest first.
  let gaps: [Gap]

  init(gaps: [Gap] = []) { self.gaps = gaps }

  /// - Parameter isBusy: Whether something is in flight, so that a pause has not really begun.
  init(_ pauses: Pauses, now: RunTime, isBusy: Bool) {
    gaps = pauses.all.compactMap { pause in
      guard pause.until != nil || !isBusy else { return nil }
      let gap = Gap(
        from: pause.from.seconds(since: .zero),
        until: (pause.until ?? max(now, pause.from)).seconds(since: .zero))
      return gap.length > 0 ? gap : nil
    }
  }

  /// Where a moment of the run is on the chart, seconds.
  func position(_ moment: Double) -> Double {
    gaps.reduce(moment) { $0 - max(0, min(moment, $1.until) - $1.from) }
  }

  /// The moment of the run at a position; where a pause was, its end.
  func moment(_ position: Double) -> Double {
    var moment = position
    for gap in gaps where moment >= gap.from { moment += gap.length }
    return moment
  }

  /// Steps between labels, seconds.
  private static let steps: [Double] = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800]

  /// Round moments between two positions, at most `count`, with where they are.
  func ticks(
    from left: Double, to right: Double, count: Int
  ) -> [(position: Double, moment: Double)] {
    let (first, last) = (moment(left), moment(right))
    let wanted = (right - left) / Double(max(1, count))
    var step = Self.steps.first { $0 >= wanted } ?? 3600
    while step < wanted { step *= 2 }
    guard step.isFinite, last >= first else { return [] }
    var ticks: [(position: Double, moment: Double)] = []
    var tick = (first / step).rounded(.up) * step
    while tick <= last, ticks.count < 64 {
      if let gap = gaps.first(where: { tick > $0.from && tick < $0.until }) {
        // However long the pause, its labels need not be counted one by one.
        tick = (gap.until / step).rounded(.up) * step
        continue
      }
      ticks.append((position(tick), tick))
      tick += step
    }
    return ticks
  }
}
