internal import RealModule

/// Student's t distribution, for any number of degrees of freedom from 1.
///
/// P(T > t) = ½ I_x(ν/2, ½) with x = ν / (ν + t²), where I is the regularised incomplete beta
/// function, from its continued fraction (DLMF 8.17.22) by Lentz's method (1976).
package enum StudentT {
  /// P(|T| ≥ |t|); nil for NaN or fewer than one degree of freedom.
  package static func twoSided(_ t: Double, degrees: Double) -> Double? {
    guard degrees >= 1, degrees.isFinite, !t.isNaN else { return nil }
    return min(1, 2 * upperTail(t.magnitude, degrees))
  }

  /// The t with P(T ≤ t) = p, for p between 0 and 1; nil outside.
  package static func quantile(_ p: Double, degrees: Double) -> Double? {
    guard p > 0, p < 1, degrees >= 1, degrees.isFinite else { return nil }
    return p < 0.5 ? -upperQuantile(p, degrees) : upperQuantile(1 - p, degrees)
  }

  /// By Newton's method from the normal quantile, which lies below t.
  ///
  /// The tail is convex, so every step from below stays below: no bracket is needed. A step back is
  /// rounding, and there is nothing closer.
  private static func upperQuantile(_ q: Double, _ degrees: Double) -> Double {
    guard q < 0.5 else { return 0 }
    var t = NormalDistribution.upperQuantile(q)
    for _ in 0..<2000 {
      let density = density(t, degrees)
      guard density > 0 else { break }
      let step = (upperTail(t, degrees) - q) / density
      t += step
      if step <= 1e-15 * t { break }
    }
    return t
  }

  /// P(T > t) for t ≥ 0.
  private static func upperTail(_ t: Double, _ degrees: Double) -> Double {
    guard t > 0 else { return 0.5 }
    if degrees > 1e6 {
      // Abramowitz and Stegun 26.7.8; the fraction would take thousands of terms for nothing.
      let z = t * (1 - 1 / (4 * degrees)) / (1 + t * t / (2 * degrees)).squareRoot()
      return NormalDistribution.upperTail(z)
    }
    let half = degrees / 2
    let ratio = t / degrees.squareRoot()
    let isFar = ratio > 1e8
    let square = ratio * ratio
    let x = isFar ? 0 : 1 / (1 + square)
    let y = isFar ? 1 : square / (1 + square)
    // x^(ν/2) (1 − x)^½ / B(ν/2, ½)
    let front = Double.exp(-half * logOnePlusSquare(ratio) - logBeta(half)) * y.squareRoot()
    if x < (half + 1) / (half + 2.5) {
      return front / half * continuedFraction(x, half, 0.5) / 2
    }
    return (1 - front / 0.5 * continuedFraction(y, 0.5, half)) / 2
  }

  private static func density(_ t: Double, _ degrees: Double) -> Double {
    let root = degrees.squareRoot()
    let log = -(degrees + 1) / 2 * logOnePlusSquare(t / root) - logBeta(degrees / 2)
    return Double.exp(log) / root
  }

  private static func logOnePlusSquare(_ value: Double) -> Double {
    value > 1e8 ? 2 * Double.log(value) : Double.log(onePlus: value * value)
  }

  /// ln B(a, ½) = ln Γ(a) + ½ ln π − ln Γ(a + ½).
  private static func logBeta(_ a: Double) -> Double {
    let halfLogPi = Double.log(Double.pi) / 2
    guard a > 100 else { return Double.logGamma(a) + halfLogPi - Double.logGamma(a + 0.5) }
    // Two large logarithms would cancel: Γ(a + ½) / Γ(a) as a series in 1/a (DLMF 5.11.13).
    let r = 1 / a
    let series = 1 + r * (-1.0 / 8 + r * (1.0 / 128 + r * (5.0 / 1024 - r * 21.0 / 32768)))
    return halfLogPi - Double.log(a) / 2 - Double.log(series)
  }

  /// The fraction 1 / (1 + d₁ / (1 + d₂ / (1 + …))) of the incomplete beta function.
  private static func continuedFraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
    let tiny = 1e-300
    var c = 1.0
    var d = 1 - (a + b) * x / (a + 1)
    d = 1 / (d.magnitude < tiny ? tiny : d)
    var value = d
    for index in 1..<10_000 {
      let m = Double(index)
      let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
      let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
      var change = 1.0
      for coefficient in [even, odd] {
        d = 1 + coefficient * d
        c = 1 + coefficient / c
        d = 1 / (d.magnitude < tiny ? tiny : d)
        c = c.magnitude < tiny ? tiny : c
        value *= c * d
        change = c * d
      }
      // Factors may alternate between 1 and its neighbours for ever.
      if (change - 1).magnitude <= 0x1p-52 { break }
    }
    return value
  }
}
