/// Ranges from computed bounds, which may be NaN or the wrong way round.
enum FiniteRange {
  /// Nil unless both bounds are finite and in order.
  static func from(_ lower: Double, to upper: Double) -> ClosedRange<Double>? {
    lower.isFinite && upper.isFinite && lower <= upper ? lower...upper : nil
  }

  /// `value` give or take `margin`.
  static func around(_ value: Double, margin: Double) -> ClosedRange<Double>? {
    from(value - margin, to: value + margin)
  }

  /// The range with 0 in or out as the test of 0 has it.
  ///
  /// Bound and p-value are rounded on different ways; where 0 lies on the very bound, they could
  /// disagree.
  static func settled(_ range: ClosedRange<Double>?, excludesZero: Bool) -> ClosedRange<Double>? {
    guard let range, range.contains(0) == excludesZero else { return range }
    let (lower, upper) = (range.lowerBound, range.upperBound)
    guard excludesZero else { return min(lower, 0)...max(upper, 0) }
    return upper > -lower
      ? from(Double.leastNonzeroMagnitude, to: upper)
      : from(lower, to: -Double.leastNonzeroMagnitude)
  }
}
