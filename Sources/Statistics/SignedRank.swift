/// Wilcoxon's signed-rank test of "the values are symmetric about 0", as R's `wilcox.test(x)`.
///
/// Zeros are left out first. Under 50 values without zeros or equal magnitudes the p-value is
/// exact; else normal, corrected for ties and continuity (Hollander and Wolfe 1973, pages 27-33).
package enum SignedRank {
  /// The test of a sample; nil for one without a finite value.
  ///
  /// The statistic is V, the sum of the ranks of the positive values. Zeros alone have p = 1.
  package static func test(_ sample: [Double]) -> TestResult? {
    SignedRankSample(sample)?.result
  }
}

/// What the test and the estimate share.
struct SignedRankSample {
  let averages: WalshAverages
  let test: CountTest
  private let isAllZero: Bool

  init?(_ sample: [Double]) {
    let finite = FiniteSample.of(sample)
    guard !finite.isEmpty else { return nil }
    let nonZero = finite.filter { $0 != 0 }
    isAllZero = nonZero.isEmpty
    let used = isAllZero ? finite : nonZero
    averages = WalshAverages(sorted: used.sorted())
    let ties = Ties.sizes(inSorted: used.map(\.magnitude).sorted())
    if used.count < ExactNull.limit, ties.isEmpty, nonZero.count == finite.count {
      test = CountTest(
        total: averages.total, null: .exact(cumulative: ExactNull.signedRank(used.count)))
    } else {
      let n = Double(used.count)
      let variance = n * (n + 1) * (2 * n + 1) / 24 - Ties.cubic(ties) / 48
      test = CountTest(total: averages.total, null: .normal(deviation: variance.squareRoot()))
    }
  }

  var result: TestResult {
    let count = isAllZero ? 0 : averages.sorted.count
    // Positive averages, and half of those that are 0: the sum of the positive values' mid-ranks.
    let doubled = 2 * averages.total - averages.count(below: 0) - averages.count(atMost: 0)
    return TestResult(
      statistic: isAllZero ? 0 : Double(doubled) / 2, p: test.p(doubled: doubled),
      method: test.method, count: count)
  }
}
