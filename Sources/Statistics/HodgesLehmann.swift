/// The Hodges-Lehmann estimate of a sample's centre, with the interval of the signed-rank test.
///
/// As R's `wilcox.test(x, conf.int = TRUE)` (Bauer 1972),
/// except that bounds are order statistics of the Walsh averages in the normal case too.
package enum HodgesLehmann {
  /// The median of the Walsh averages and its distribution-free interval, in the sample's unit.
  ///
  /// Zeros are left out, as in the test. The interval excludes 0 exactly when the test's p is
  /// under 1 − level. It is nil where no interval has the level (5 values at 95 %), which never
  /// happens while p is under 1 − level. A sample of zeros alone is estimated as it stands. Nil
  /// without a finite value, or for a level not between 0 and 1. n log n in time, n in memory.
  package static func estimate(_ sample: [Double], level: Double = 0.95) -> Estimate? {
    guard FiniteSample.isLevel(level), let sample = SignedRankSample(sample) else { return nil }
    return Estimate(
      value: sample.averages.median,
      interval: sample.test.interval(sample.averages, level: level), level: level)
  }
}
