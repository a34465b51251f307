internal import BenchCore
internal import Statistics

/// A scale of a plot with its ticks.
struct PlotAxis {
  let range: ClosedRange<Double>
  let isLogarithmic: Bool
  let ticks: [(value: Double, label: String)]

  /// From the least to the largest value, logarithmic where they lie far apart.
  ///
  /// - Parameter startsAtZero: Of a linear scale.
  init(
    of values: [Double], startsAtZero: Bool = true, mayBeLogarithmic: Bool = true,
    label: (Double) -> String
  ) {
    let finite = values.filter(\.isFinite)
    let positive = finite.filter { $0 > 0 }
    let most = finite.max() ?? 1
    if mayBeLogarithmic, let least = positive.min(), least > 0, most / least >= Self.wide {
      isLogarithmic = true
      range = least / 1.1...most * 1.1
      ticks = Self.logarithmic(range).map { ($0, label($0)) }
      return
    }
    isLogarithmic = false
    let least = startsAtZero ? min(0, finite.min() ?? 0) : finite.min() ?? 0
    let span = most - least > 0 ? most - least : max(1e-9, most.magnitude)
    range = least - (startsAtZero && least == 0 ? 0 : span * 0.06)...least + span * 1.06
    ticks = Self.linear(range).map { ($0, label($0)) }
  }

  /// A scale whose ticks are known.
  init(range: ClosedRange<Double>, ticks: [(value: Double, label: String)]) {
    self.range = range
    self.ticks = ticks.filter { range.contains($0.value) }
    isLogarithmic = false
  }

  /// The largest value over the least from which on a scale is logarithmic.
  private static let wide = 25.0

  /// Where a value lies, from 0 to 1; beyond the ends at the ends.
  func place(_ value: Double) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    guard high > low, value.isFinite else { return 0 }
    guard isLogarithmic else { return min(1, max(0, (value - low) / (high - low))) }
    guard value > low else { return 0 }
    return min(1, LogRatio.of(value, to: low) / LogRatio.of(high, to: low))
  }

  /// The value at a place from 0 to 1.
  func value(at place: Double) -> Double {
    let (low, high) = (range.lowerBound, range.upperBound)
    guard isLogarithmic else { return low + (high - low) * place }
    return low * LogRatio.ratio(LogRatio.of(high, to: low) * place)
  }

  /// About five multiples of 1, 2 or 5 times a power of ten.
  private static func linear(_ range: ClosedRange<Double>) -> [Double] {
    let span = range.upperBound - range.lowerBound
    guard span > 0, span.isFinite else { return [] }
    var step = 1e-12
    while step * 10 < span / 5, step < 1e300 { step *= 10 }
    if step * 5 <= span / 4 { step *= 5 } else if step * 2 <= span / 4 { step *= 2 }
    let first = (range.lowerBound / step).rounded(.up)
    return (0..<20).map { (first + Double($0)) * step }.filter { range.contains($0) }
  }

  private static func logarithmic(_ range: ClosedRange<Double>) -> [Double] {
    var ticks: [Double] = []
    let steps = range.upperBound / range.lowerBound > 3000 ? [1.0] : [1.0, 2, 5]
    for exponent in -12...12 {
      let (power, divisor) = (power(exponent.magnitude), exponent < 0)
      for step in steps {
        let value = divisor ? step / power : step * power
        if range.contains(value) { ticks.append(value) }
      }
    }
    return ticks
  }

  private static func power(_ exponent: UInt) -> Double {
    (0..<exponent).reduce(1.0) { product, _ in product * 10 }
  }
}
