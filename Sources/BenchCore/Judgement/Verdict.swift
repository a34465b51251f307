package import Statistics

/// What a comparison comes to, in one word, for the condition that is not the baseline.
package enum Verdict: String, Hashable, Sendable, CaseIterable {
  /// The interval lies inside the margin and holds equality.
  case equivalent
  /// The interval lies inside the margin, and excludes equality: a difference of no weight.
  case differsWithinMargin = "differs_within_margin"
  /// The interval excludes equality: it takes less time.
  case faster
  /// The interval excludes equality: it takes more time.
  case slower
  /// The interval holds equality, and more than the margin.
  case inconclusive
  /// There is no interval: too few pairs for one.
  case unknown

  /// Service times within this share of each other count as equivalent.
  package static let margin = 0.02

  /// The verdict for an estimate of the log ratio to the baseline's service time.
  ///
  /// Told on the logarithmic scale, where the estimate's own test was made.
  package init(_ effect: Estimate?, margin: Double = Verdict.margin) {
    guard let effect, let interval = effect.interval else {
      self = .unknown
      return
    }
    let reach = LogRatio.of(1 + margin, to: 1)
    let isInside = interval.lowerBound >= -reach && interval.upperBound <= reach
    switch (isInside, effect.excludes(0)) {
    case (true, false): self = .equivalent
    case (true, true): self = .differsWithinMargin
    case (false, false): self = .inconclusive
    case (false, true): self = interval.lowerBound >= 0 ? .slower : .faster
    }
  }
}
