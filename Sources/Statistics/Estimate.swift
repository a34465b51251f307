/// A figure with the interval that a sample allows for it.
package struct Estimate: Equatable, Sendable {
  /// The best single figure, in the unit of the sample.
  package var value: Double
  /// What the sample does not exclude at `level`; nil where it is too small to exclude anything.
  ///
  /// A bound of infinity never occurs: an interval with one would be nil.
  package var interval: ClosedRange<Double>?
  /// How often such intervals cover the truth, 0…1.
  package var level: Double

  package init(value: Double, interval: ClosedRange<Double>?, level: Double) {
    self.value = value
    self.interval = interval
    self.level = level
  }

  /// Whether the interval leaves `point` out; false without an interval.
  ///
  /// For log ratios, ask on the log scale: `exp` can round a bound just beside 0 to exactly 1.
  package func excludes(_ point: Double) -> Bool {
    guard let interval else { return false }
    return !interval.contains(point)
  }

  /// Half the interval's length.
  package var halfWidth: Double? { interval.map { ($0.upperBound - $0.lowerBound) / 2 } }

  /// The same through an increasing function, such as `exp` from log ratios to ratios.
  ///
  /// Nil where the function leaves the finite numbers.
  package func mapped(_ transform: (Double) -> Double) -> Estimate? {
    let value = transform(value)
    guard value.isFinite else { return nil }
    let interval = interval.flatMap {
      FiniteRange.from(transform($0.lowerBound), to: transform($0.upperBound))
    }
    return Estimate(value: value, interval: interval, level: level)
  }
}

/// What a test of "no difference" came to.
package struct TestResult: Equatable, Sendable {
  /// Where the p-value comes from.
  package enum Method: String, Hashable, Sendable {
    /// Every arrangement counted.
    case exact
    /// The normal distribution, with corrections for ties and continuity.
    case normal
    /// Student's t distribution.
    case student
  }

  /// The test's own figure, as R prints it: V, W, t.
  package var statistic: Double
  /// Two-sided: how often chance alone gives at least this difference, 0…1.
  package var p: Double
  /// How the p-value was found.
  package var method: Method
  /// Values that took part: finite ones, and for the signed-rank test those that are not 0.
  package var count: Int

  package init(statistic: Double, p: Double, method: Method, count: Int) {
    self.statistic = statistic
    self.p = p
    self.method = method
    self.count = count
  }
}
