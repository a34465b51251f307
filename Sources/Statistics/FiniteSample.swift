/// What every procedure of this module does with values that no sum survives.
enum FiniteSample {
  /// Beyond this, sums and differences of a few values overflow; it counts as infinite.
  static let limit = 1e300

  /// The values that are numbers within the limit; NaN and infinities are left out.
  static func of(_ sample: [Double]) -> [Double] { sample.filter(isUsable) }

  /// Pairs of which both are usable.
  static func pairs(_ first: [Double], _ second: [Double]) -> [(first: Double, second: Double)] {
    zip(first, second).filter { isUsable($0) && isUsable($1) }.map { (first: $0, second: $1) }
  }

  static func isUsable(_ value: Double) -> Bool { value.magnitude <= limit }

  /// Whether there is such a confidence level: within 0 to 1, both left out.
  static func isLevel(_ level: Double) -> Bool { level > 0 && level < 1 }
}
