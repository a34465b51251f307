internal import RealModule

/// A test whose statistic counts values above zero, and the interval that inverts it.
///
/// The signed-rank statistic counts positive Walsh averages, Mann-Whitney's the positive
/// differences between two samples, Kendall's the rising pairs; a value of zero counts half. Without
/// a difference each is distributed symmetrically about half of its total, and shifting the data by
/// θ turns "above zero" into "above θ". One rule makes both p-value and interval, so they agree.
struct CountTest {
  enum Null {
    /// P(statistic ≤ k) for k from 0 to half the total.
    case exact(cumulative: [Double])
    /// Normal with this standard deviation, corrected for continuity by ½.
    case normal(deviation: Double)
  }

  let total: Int
  let null: Null

  var method: TestResult.Method {
    switch null {
    case .exact: .exact
    case .normal: .normal
    }
  }

  /// Two-sided p-value of a statistic, given twice, so that halves are whole.
  func p(doubled statistic: Int) -> Double {
    let smaller = min(statistic, 2 * total - statistic)
    guard smaller >= 0, smaller < total else { return 1 }
    switch null {
    case .exact(let cumulative):
      return cumulative.indices.contains(smaller / 2) ? min(1, 2 * cumulative[smaller / 2]) : 1
    case .normal(let deviation):
      let distance = Double(total - smaller - 1) / 2
      guard distance > 0 else { return 1 }
      return deviation > 0 ? Double.erfc(distance / deviation / 2.0.squareRoot()) : 0
    }
  }

  /// Twice the smallest statistic that is not rejected at `level`.
  ///
  /// Nil where even the most extreme one is not: no interval has this level.
  private func critical(level: Double) -> Int? {
    let alpha = 1 - level
    var low = 0
    var high = total
    while low < high {
      let middle = (low + high) / 2
      if p(doubled: middle) >= alpha { high = middle } else { low = middle + 1 }
    }
    return low > 0 ? low : nil
  }

  /// The shifts that the test does not reject at `level`, as order statistics of `values`.
  ///
  /// The spread under ties is that of the data as they stand, for all shifts, so that the shifts
  /// form an interval. Where they end just beside one of the values (many of them equal), the
  /// bound is the next floating-point number: the interval holds the very numbers not rejected.
  func interval(_ values: some CountedValues, level: Double) -> ClosedRange<Double>? {
    guard FiniteSample.isLevel(level), total > 0, let critical = critical(level: level) else {
      return nil
    }
    let rank = (critical + 1) / 2
    var lower = values.value(rank: rank)
    var upper = values.value(rank: total + 1 - rank)
    var isLowerOpen = false
    // Exactly as R where the distribution is exact; there, no value is zero.
    if case .normal = null {
      isLowerOpen = values.count(below: lower) + values.count(atMost: lower) < critical
      if isLowerOpen { lower = lower.nextUp }
      let notAbove = values.count(below: upper) + values.count(atMost: upper)
      if 2 * total - notAbove < critical { upper = upper.nextDown }
    }
    if lower > upper {
      // So many values are equal that no shift at all survives: the nearest to doing so.
      let nearest = isLowerOpen ? lower : upper
      return FiniteRange.from(nearest, to: nearest)
    }
    return FiniteRange.from(lower, to: upper)
  }
}
