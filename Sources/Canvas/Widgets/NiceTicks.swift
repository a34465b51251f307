extension LineChart {
  /// Round numbers between two others: steps of 1, 2 or 5 times a power of ten, at most `count`.
  ///
  /// Empty if there is nothing between them that could be counted.
  package static func niceTicks(lower: Double, upper: Double, count: Int) -> [Double] {
    guard lower.isFinite, upper.isFinite, upper > lower, (upper - lower).isFinite, count > 0
    else { return [] }
    // A span of 1 never needs a step below 1/count.
    var exponent = exponent(of: (upper - lower) / Double(count)) - 1
    for _ in 0..<5 {
      for digit in [1.0, 2, 5] {
        let ticks = multiples(of: digit, exponent: exponent, lower: lower, upper: upper)
        if let ticks, ticks.count <= count { return ticks }
      }
      exponent += 1
    }
    return []
  }

  /// Multiples of `digit` × 10^`exponent` in a range; nil if they are too many to count.
  private static func multiples(
    of digit: Double, exponent: Int, lower: Double, upper: Double
  ) -> [Double]? {
    let scale = power(abs(exponent))
    let step = exponent < 0 ? digit / scale : digit * scale
    guard step > 0, step.isFinite, scale.isFinite else { return nil }
    // The ends count even if the division does not hit them.
    let slack = 1e-9
    let first = (lower / step - slack).rounded(.up)
    let last = (upper / step + slack).rounded(.down)
    guard last - first < 1000, abs(first) < 1e15, abs(last) < 1e15 else { return nil }
    guard last >= first else { return [] }
    return (0...Int(last - first)).map { index in
      let units = (first + Double(index)) * digit
      // Dividing by a power of ten rounds once: 3 / 10 is 0.3, 3 × 0.1 is not. Adding 0 makes -0 0.
      return (exponent < 0 ? units / scale : units * scale) + 0
    }
  }

  /// The power of ten at or below a positive number.
  private static func exponent(of number: Double) -> Int {
    var exponent = 0
    while exponent < 308, power(exponent + 1) <= number { exponent += 1 }
    while exponent > -308, 1 / power(-exponent) > number { exponent -= 1 }
    return exponent
  }

  private static func power(_ exponent: Int) -> Double {
    (0..<max(0, exponent)).reduce(1.0) { power, _ in power * 10 }
  }
}
