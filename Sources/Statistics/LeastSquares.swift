/// A straight line y = intercept + slope · x through points, by ordinary least squares.
///
/// Service time on pages: the intercept is the fixed overhead of a request, the slope the seconds
/// per page. The intervals suppose scatter of the same size everywhere; heavy scatter at large x
/// makes them too narrow.
package struct LeastSquares: Equatable, Sendable {
  /// A fitted number with what is known about it.
  package struct Coefficient: Equatable, Sendable {
    /// With Student's interval on n − 2 degrees of freedom, nil under three points.
    package var estimate: Estimate
    /// In the coefficient's unit; nil under three points.
    package var standardError: Double?
    /// Two-sided, of "it is 0"; nil under three points.
    package var p: Double?
  }

  /// In the unit of y.
  package let intercept: Coefficient
  /// In the unit of y per unit of x.
  package let slope: Coefficient
  /// Scatter about the line, √(Σ residual² / (n − 2)), in the unit of y; nil under three points.
  package let residualDeviation: Double?
  /// Points that took part.
  package let count: Int

  /// The line through the pairs of `x` and `y`; pairs with a value that is not finite are left out.
  ///
  /// Nil under two points, where all x are equal, or where the sums overflow.
  package init?(x: [Double], y: [Double], level: Double = 0.95) {
    let points = FiniteSample.pairs(x, y)
    guard FiniteSample.isLevel(level), points.count > 1,
      let first = points.first, points.contains(where: { $0.first != first.first }),
      let meanX = Moments.mean(points.map(\.first)),
      let meanY = Moments.mean(points.map(\.second))
    else { return nil }
    let n = Double(points.count)
    var squaresX = 0.0
    var products = 0.0
    for point in points {
      squaresX += (point.first - meanX) * (point.first - meanX)
      products += (point.first - meanX) * (point.second - meanY)
    }
    let slope = products / squaresX
    let intercept = meanY - slope * meanX
    guard squaresX > 0, squaresX.isFinite, slope.isFinite, intercept.isFinite else { return nil }

    var deviation: Double?
    if points.count > 2 {
      let squares = points.reduce(0) { sum, point in
        let residual = point.second - meanY - slope * (point.first - meanX)
        return sum + residual * residual
      }
      deviation = squares.isFinite ? (squares / (n - 2)).squareRoot() : nil
    }
    func coefficient(_ value: Double, _ errorShare: Double) -> Coefficient {
      var result = Coefficient(
        estimate: Estimate(value: value, interval: nil, level: level), standardError: nil, p: nil)
      guard let deviation, let t = StudentT.quantile((1 + level) / 2, degrees: n - 2) else {
        return result
      }
      let error = deviation * errorShare
      result.standardError = error
      result.p = value == 0 ? 1 : StudentT.twoSided(value / error, degrees: n - 2)
      result.estimate.interval = FiniteRange.settled(
        FiniteRange.around(value, margin: t * error),
        excludesZero: result.p.map { $0 < 1 - level } ?? false)
      return result
    }
    count = points.count
    residualDeviation = deviation
    self.slope = coefficient(slope, 1 / squaresX.squareRoot())
    self.intercept = coefficient(intercept, (1 / n + meanX * meanX / squaresX).squareRoot())
  }
}
