internal import RealModule

/// The standard normal distribution.
package enum NormalDistribution {
  /// P(Z ≤ z), by the complementary error function, so that the far left tail keeps its digits.
  package static func cumulative(_ z: Double) -> Double { upperTail(-z) }

  /// P(Z > z); keeps its digits far out, where 1 − P(Z ≤ z) would have none.
  package static func upperTail(_ z: Double) -> Double { Double.erfc(z / 2.0.squareRoot()) / 2 }

  /// The z with P(Z ≤ z) = p; infinite at 0 and 1, nil outside of them.
  ///
  /// Starts from the rational approximation of Hastings (1955; Abramowitz and Stegun 26.2.23, off
  /// by at most 4.5e-4) and refines it by Halley's method, which triples the digits in each step.
  package static func quantile(_ p: Double) -> Double? {
    guard p >= 0, p <= 1 else { return nil }
    return p <= 0.5 ? -upperQuantile(p) : upperQuantile(1 - p)
  }

  /// The z ≥ 0 with P(Z > z) = q, for q of 0 to ½.
  static func upperQuantile(_ q: Double) -> Double {
    guard q > 0 else { return .infinity }
    let t = (-2 * Double.log(q)).squareRoot()
    let numerator = 2.515517 + t * (0.802853 + t * 0.010328)
    let denominator = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
    var z = t - numerator / denominator
    for _ in 0..<3 {
      let density = Double.exp(-z * z / 2) / (2 * Double.pi).squareRoot()
      guard density > 0 else { break }
      let newton = (upperTail(z) - q) / density
      z += newton / (1 + z * newton / 2)
    }
    return z
  }
}
