/// The mean of a few values that are roughly normal, such as the mean log ratios of rounds.
package enum MeanInterval {
  /// The mean with Student's interval: m ± t(n − 1) · s / √n, in the sample's unit.
  ///
  /// Values that are not finite are left out; nil if none is left. One value has no interval;
  /// equal values have themselves for one.
  package static func estimate(_ sample: [Double], level: Double = 0.95) -> Estimate? {
    guard FiniteSample.isLevel(level), let figures = Figures(sample) else { return nil }
    var estimate = Estimate(value: figures.mean, interval: nil, level: level)
    if let error = figures.standardError, let p = figures.p,
      let t = StudentT.quantile((1 + level) / 2, degrees: figures.degrees)
    {
      estimate.interval = FiniteRange.settled(
        FiniteRange.around(figures.mean, margin: t * error), excludesZero: p < 1 - level)
    }
    return estimate
  }

  /// Student's test of "the mean is 0", which agrees with the interval; nil under two values.
  ///
  /// The statistic is t; of equal values that are not 0 it is infinite, and p is 0.
  package static func test(_ sample: [Double]) -> TestResult? {
    guard let figures = Figures(sample), let t = figures.t, let p = figures.p else { return nil }
    return TestResult(statistic: t, p: p, method: .student, count: figures.count)
  }

  private struct Figures {
    let count: Int
    let mean: Double
    let standardError: Double?

    init?(_ sample: [Double]) {
      let sample = FiniteSample.of(sample)
      guard let first = sample.first, let mean = Moments.mean(sample), mean.isFinite else {
        return nil
      }
      count = sample.count
      // The rounded mean of equal values can differ from them, and would look like spread.
      let isConstant = sample.allSatisfy { $0 == first }
      self.mean = isConstant ? first : mean
      let deviation = isConstant ? 0 : Moments.standardDeviation(sample)
      let error = deviation.map { $0 / Double(sample.count).squareRoot() }
      standardError = sample.count > 1 ? error.flatMap { $0.isFinite ? $0 : nil } : nil
    }

    var degrees: Double { Double(count - 1) }
    var t: Double? { standardError.map { mean == 0 ? 0 : mean / $0 } }
    var p: Double? { t.flatMap { StudentT.twoSided($0, degrees: degrees) } }
  }
}
