/// Mean and spread of a sample.
package enum Moments {
  /// Arithmetic mean, nil for an empty sample.
  package static func mean(_ sample: [Double]) -> Double? {
    sample.isEmpty ? nil : sample.reduce(0, +) / Double(sample.count)
  }

  /// Sample standard deviation (divided by n − 1), nil under two values.
  ///
  /// In two passes, so that nearly equal large values do not cancel.
  package static func standardDeviation(_ sample: [Double]) -> Double? {
    guard sample.count > 1, let mean = mean(sample) else { return nil }
    let squares = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(sample.count - 1)).squareRoot()
  }
}
