/// Mann and Whitney's U test of two unpaired samples, as R's `wilcox.test(x, y)`.
///
/// Exact where both samples have under 50 values and no two are equal; else normal, corrected for
/// ties and continuity (Hollander and Wolfe 1973, pages 68-75).
package enum MannWhitney {
  /// The test; nil where a sample has no finite value.
  ///
  /// The statistic is W: the pairs in which `first` is larger, equal ones counted half.
  package static func test(_ first: [Double], _ second: [Double]) -> TestResult? {
    guard let samples = UnpairedSamples(first, second) else { return nil }
    let differences = samples.differences
    let doubled =
      2 * differences.total - differences.count(below: 0) - differences.count(atMost: 0)
    return TestResult(
      statistic: Double(doubled) / 2, p: samples.test.p(doubled: doubled),
      method: samples.test.method, count: samples.count)
  }

  /// By how much `first` lies above `second`: the Hodges-Lehmann shift, in the samples' unit.
  ///
  /// The median of all differences between the samples, and the shifts that the test does not
  /// reject: the interval excludes 0 exactly when p is under 1 − level, and is nil where no
  /// interval has the level. Nil without a finite value in each sample.
  package static func shift(
    _ first: [Double], _ second: [Double], level: Double = 0.95
  ) -> Estimate? {
    guard FiniteSample.isLevel(level), let samples = UnpairedSamples(first, second) else {
      return nil
    }
    return Estimate(
      value: samples.differences.median,
      interval: samples.test.interval(samples.differences, level: level), level: level)
  }
}

/// What the test and the shift share.
private struct UnpairedSamples {
  let differences: PairwiseDifferences
  let test: CountTest
  let count: Int

  init?(_ first: [Double], _ second: [Double]) {
    let first = FiniteSample.of(first).sorted()
    let second = FiniteSample.of(second).sorted()
    guard !first.isEmpty, !second.isEmpty else { return nil }
    count = first.count + second.count
    differences = PairwiseDifferences(first: first, second: second)
    var ties = Ties.sizes(inSorted: (first + second).sorted())
    if ties.isEmpty, first.count < ExactNull.limit, second.count < ExactNull.limit {
      let cumulative = ExactNull.mannWhitney(first.count, second.count)
      test = CountTest(total: differences.total, null: .exact(cumulative: cumulative))
    } else {
      // If all values are equal, nothing varies; what counts then is how two shifted blocks would.
      if ties == [count] { ties = [first.count, second.count] }
      let n = Double(count)
      let spread = (n + 1) - Ties.cubic(ties) / (n * (n - 1))
      let variance = Double(differences.total) / 12 * spread
      test = CountTest(
        total: differences.total, null: .normal(deviation: max(0, variance).squareRoot()))
    }
  }
}
