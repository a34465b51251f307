internal import BenchCore
internal import Statistics

/// When the pages of streamed answers came.
package struct PageFigures: Equatable, Sendable {
  /// Percentiles of one kind of time.
  package struct Times: Equatable, Sendable {
    package let count: Int
    package let p50: ServerFigures.Percentile
    package let p95: ServerFigures.Percentile

    /// - Parameter seconds: The percentile, nil where the sample cannot carry it.
    init(count: Int, seconds: (_ p: Double) -> Double?) {
      self.count = count
      p50 = ServerFigures.Percentile(
        seconds: seconds(0.5), support: Percentiles.support(0.5, count: count))
      p95 = ServerFigures.Percentile(
        seconds: seconds(0.95), support: Percentiles.support(0.95, count: count))
    }

    init(_ histogram: LatencyHistogram) {
      let count = histogram.count
      let found = histogram.nanoseconds(atPercentiles: [0.5, 0.95])
      self.init(count: count) { p in
        guard found.count == 2, Percentiles.support(p, count: count) != .unsupported else {
          return nil
        }
        return Double(found[p > 0.5 ? 1 : 0]) / 1e9
      }
    }
  }

  /// Start to the first page, of the good answers.
  package let first: Times
  /// From one page to the next of the same request.
  package let gaps: Times

  /// The exact figures; nil where no page came by itself.
  init?(_ summary: ConditionSummary) {
    guard !summary.firstPageSeconds.isEmpty || !summary.pageGapSeconds.isEmpty else { return nil }
    first = Times(count: summary.firstPageSeconds.count, seconds: summary.firstPagePercentile)
    gaps = Times(count: summary.pageGapSeconds.count, seconds: summary.pageGapPercentile)
  }

  /// The figures so far.
  init(_ live: PageTimes) {
    first = Times(live.first)
    gaps = Times(live.gaps)
  }
}
