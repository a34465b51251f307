/// Order statistics of a sample.
package enum Percentiles {
  /// The quantile `p` (0…1) of an ascending sample, interpolated between order statistics.
  ///
  /// Hyndman and Fan's type 7 (1996): h = (n − 1) p, the default of R's `quantile` and of NumPy.
  /// Nil for an empty sample.
  package static func quantile(_ p: Double, ofSorted sample: [Double]) -> Double? {
    guard let last = sample.last, p.isFinite else { return nil }
    let position = Double(sample.count - 1) * min(max(p, 0), 1)
    let lower = Int(position)
    guard lower + 1 < sample.count else { return last }
    let fraction = position - Double(lower)
    return sample[lower] + fraction * (sample[lower + 1] - sample[lower])
  }

  /// How far a sample of `count` can carry the percentile `p` (0…1).
  ///
  /// Ten values beyond the percentile support it, one makes it a rough sign, none says nothing.
  package static func support(_ p: Double, count: Int) -> PercentileSupport {
    let beyond = Double(count) * (1 - p)
    // A hair of slack: 20 × (1 − 0.95) is 1.0000000000000009 or 0.99…, by rounding alone.
    if beyond >= 10 - 1e-9 { return .supported }
    return beyond >= 1 - 1e-9 ? .rough : .unsupported
  }
}

/// Whether a sample is large enough for a percentile.
package enum PercentileSupport: String, Hashable, Sendable {
  /// n ≥ 10 / (1 − p).
  case supported
  /// n ≥ 1 / (1 − p): shown, marked with `~`.
  case rough
  /// Fewer: not shown.
  case unsupported
}
