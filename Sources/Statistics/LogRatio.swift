internal import RealModule

/// Ratios on the logarithmic scale, where twice and half are equally far from the same.
package enum LogRatio {
  /// The natural logarithm of `value / baseline`, both positive.
  package static func of(_ value: Double, to baseline: Double) -> Double {
    .log(value) - .log(baseline)
  }

  /// The ratio whose natural logarithm this is.
  package static func ratio(_ logarithm: Double) -> Double { .exp(logarithm) }

  /// The ratios between which the logarithms lie.
  package static func ratios(_ logarithms: ClosedRange<Double>) -> ClosedRange<Double> {
    .exp(logarithms.lowerBound) ... .exp(logarithms.upperBound)
  }
}
