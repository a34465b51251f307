/// How much a value changes over time or rounds, and whether chance alone would do.
package struct Drift: Equatable, Sendable {
  /// How the slope was found.
  package enum Method: String, Hashable, Sendable {
    /// The median of the slopes between all pairs, with Kendall's test; wild values do no harm.
    case theilSen
    /// Least squares with Student's test, for more points than can be paired with each other.
    case leastSquares
  }

  /// In the value's unit per unit of time (per round).
  package let slope: Estimate
  /// Two-sided, of "no drift"; under 1 − level exactly when the interval excludes 0.
  package let p: Double
  /// Which of them was used.
  package let method: Method
  /// Points that took part.
  package let count: Int

  /// More points than this are not paired with each other.
  package static let pairedLimit = 1000

  /// The drift of `values` over `times`, robust up to `pairedLimit` points, least squares beyond.
  ///
  /// Nil where fewer than two times differ (three points for least squares). The interval is nil
  /// where the points are too few for the level: under five at 95 %.
  package init?(of values: [Double], over times: [Double], level: Double = 0.95) {
    guard FiniteSample.isLevel(level) else { return nil }
    let points = FiniteSample.pairs(times, values)
    count = points.count
    if points.count <= Self.pairedLimit {
      guard let line = TheilSen(points, level: level) else { return nil }
      (slope, p, method) = (line.slope, line.test.p, .theilSen)
    } else {
      guard let line = LeastSquares(x: times, y: values, level: level), let p = line.slope.p else {
        return nil
      }
      (slope, self.p, method) = (line.slope.estimate, p, .leastSquares)
    }
  }

  /// The drift from one value to the next, such as from round to round.
  package init?(of values: [Double], level: Double = 0.95) {
    self.init(of: values, over: values.indices.map(Double.init), level: level)
  }
}
