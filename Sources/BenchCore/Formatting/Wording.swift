/// Differences in words, because a bare sign is read both ways.
package enum Wording {
  /// What a larger value means.
  package enum Sense: Hashable, Sendable {
    /// A time: more of it is slower.
    case time
    /// A rate or a number of these: more of it is more. The noun may be empty.
    case amount(String)
  }

  /// `value` against `baseline`: `3.4 % slower`, `2.4 % more pages/s`, `2.16× slower`, `the same`.
  ///
  /// Percentages are of the baseline, up to twice or half of it; beyond, the factor is told. Under
  /// 0.05 % it is `the same`. `–` where either is unknown or not positive.
  package static func difference(
    of value: Double?, against baseline: Double?, _ sense: Sense
  ) -> String {
    guard let value, let baseline, value.isFinite, baseline.isFinite else { return Quantity.none }
    if value == baseline { return "the same" }
    guard value > 0, baseline > 0 else { return Quantity.none }
    let ratio = value / baseline
    if abs(ratio - 1) < 0.0005 { return "the same" }
    let isMore = ratio > 1
    switch sense {
    case .time: return size(ratio) + (isMore ? " slower" : " faster")
    case .amount(let noun):
      let word = isMore ? (ratio > 2 ? " as many" : " more") : " fewer"
      return size(ratio) + word + (noun.isEmpty ? "" : " " + noun)
    }
  }

  /// How many more or fewer: `3 fewer`, `12 more`, `the same`.
  package static func difference(ofCount value: Int, against baseline: Int) -> String {
    let (gap, overflow) = value.subtractingReportingOverflow(baseline)
    if overflow { return value > baseline ? "many more" : "many fewer" }
    if gap == 0 { return "the same" }
    return Quantity.count(Int(clamping: gap.magnitude)) + (gap > 0 ? " more" : " fewer")
  }

  /// How much more or less time: `29.1 ms less`, for values that may be near zero or below it.
  package static func gap(of seconds: Double?, against baseline: Double?) -> String {
    guard let seconds, let baseline, seconds.isFinite, baseline.isFinite else {
      return Quantity.none
    }
    let gap = seconds - baseline
    if abs(gap) < 0.0005 * max(abs(seconds), abs(baseline)) || gap == 0 { return "the same" }
    return Quantity.duration(seconds: abs(gap)) + (gap > 0 ? " more" : " less")
  }

  private static func size(_ ratio: Double) -> String {
    if ratio > 2 { return Quantity.number(ratio) + "×" }
    if ratio < 0.5 { return Quantity.number(1 / ratio) + "×" }
    return Quantity.percent(abs(ratio - 1))
  }
}
