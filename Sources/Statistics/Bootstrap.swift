/// Intervals of any statistic by resampling, for those who want no assumption on its distribution.
package enum Bootstrap {
  /// The mean with its bias-corrected and accelerated interval, in the sample's unit.
  ///
  /// Of log ratios it is the logarithm of their geometric mean: `mapped(exp)` gives the ratio.
  package static func mean(
    _ sample: [Double], level: Double = 0.95, resamples: Int = 10_000, seed: UInt64 = 1
  ) -> Estimate? {
    estimate(sample, level: level, resamples: resamples, seed: seed) { sample in
      sample.reduce(0, +) / Double(sample.count)
    }
  }

  /// A statistic with its bias-corrected and accelerated (BCa) interval (Efron 1987).
  ///
  /// The bias is the share of resamples below the sample's own figure, the acceleration comes from
  /// the jackknife; quantiles interpolate (type 7). The same seed gives the same interval. Takes
  /// resamples + n calls of `statistic`, with n values or one less. Values that are not finite are
  /// left out; nil if none is left or the statistic is not finite. The interval is nil under two
  /// values, or where all resamples lie on one side; it is the value itself where all are equal.
  package static func estimate(
    _ sample: [Double], level: Double = 0.95, resamples: Int = 10_000, seed: UInt64 = 1,
    statistic: ([Double]) -> Double
  ) -> Estimate? {
    let sample = FiniteSample.of(sample)
    guard FiniteSample.isLevel(level), !sample.isEmpty else { return nil }
    let value = statistic(sample)
    guard value.isFinite else { return nil }
    var estimate = Estimate(value: value, interval: nil, level: level)
    guard sample.count > 1, resamples > 0 else { return estimate }
    if sample.allSatisfy({ $0 == sample[0] }) {
      estimate.interval = value...value
      return estimate
    }
    let replicates = replicates(sample, resamples, seed, statistic)
    guard replicates.allSatisfy(\.isFinite) else { return estimate }
    let below = replicates.count { $0 < value }
    let equal = replicates.count { $0 == value }
    let share = (Double(below) + Double(equal) / 2) / Double(resamples)
    guard let bias = NormalDistribution.quantile(share), bias.isFinite,
      let acceleration = acceleration(sample, statistic),
      let z = NormalDistribution.quantile((1 - level) / 2)
    else { return estimate }
    let bounds = [z, -z].map { z in
      let shifted = bias + z
      let p = NormalDistribution.cumulative(bias + shifted / (1 - acceleration * shifted))
      return Percentiles.quantile(p, ofSorted: replicates) ?? .nan
    }
    estimate.interval = FiniteRange.from(bounds[0], to: bounds[1])
    return estimate
  }

  /// The statistic of as many resamples with replacement, ascending.
  private static func replicates(
    _ sample: [Double], _ resamples: Int, _ seed: UInt64, _ statistic: ([Double]) -> Double
  ) -> [Double] {
    var generator = SplitMix64(seed: seed)
    var resample = sample
    var replicates: [Double] = []
    replicates.reserveCapacity(resamples)
    for _ in 0..<resamples {
      for position in resample.indices {
        resample[position] = sample[generator.index(below: sample.count)]
      }
      replicates.append(statistic(resample))
    }
    replicates.sort()
    return replicates
  }

  /// How fast the statistic's spread changes with its value: the skewness of the jackknife / 6.
  private static func acceleration(
    _ sample: [Double], _ statistic: ([Double]) -> Double
  ) -> Double? {
    var rest = Array(sample.dropFirst())
    var values: [Double] = []
    for index in sample.indices {
      values.append(statistic(rest))
      // What follows leaves out the next value, and takes this one back in.
      if index < rest.count { rest[index] = sample[index] }
    }
    guard let mean = Moments.mean(values), mean.isFinite else { return nil }
    let scale = values.reduce(0) { max($0, ($1 - mean).magnitude) }
    guard scale > 0 else { return 0 }
    let deviations = values.map { (mean - $0) / scale }
    let squares = deviations.reduce(0) { $0 + $1 * $1 }
    let cubes = deviations.reduce(0) { $0 + $1 * $1 * $1 }
    return cubes / (6 * squares * squares.squareRoot())
  }
}
