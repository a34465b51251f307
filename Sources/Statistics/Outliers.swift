/// Values far from the rest, by the median absolute deviation (MAD), which they cannot inflate.
package struct Outliers: Equatable, Sendable {
  /// What distances are measured in.
  package enum Scale: String, Hashable, Sendable {
    /// 1.4826 · MAD: the standard deviation, where the values are normal.
    case medianDeviation
    /// √(π/2) · mean absolute deviation, also the standard deviation of normal values: where more
    /// than half of the values are equal, so that the MAD is 0.
    case meanDeviation
  }

  /// Positions in the sample as given, ascending.
  package let indices: [Int]
  /// In the sample's unit; nil without a finite value.
  package let median: Double?
  /// One unit of distance, in the sample's unit; 0 where all values are equal.
  package let deviation: Double
  /// Where `deviation` comes from.
  package let scale: Scale

  /// Values more than `threshold` deviations from the median.
  ///
  /// The rule and its customary threshold of 3.5 are Iglewicz and Hoaglin's (1993). Values that are
  /// not finite take no part and are never outliers. Equal values have no outliers.
  package init(_ sample: [Double], threshold: Double = 3.5) {
    let sorted = FiniteSample.of(sample).sorted()
    median = Percentiles.quantile(0.5, ofSorted: sorted)
    guard let median, median.isFinite else {
      (indices, deviation, scale) = ([], 0, .medianDeviation)
      return
    }
    let distances = sorted.map { ($0 - median).magnitude }
    let mad = Percentiles.quantile(0.5, ofSorted: distances.sorted()) ?? 0
    let isDegenerate = mad == 0
    let deviation =
      isDegenerate ? 1.253314 * (Moments.mean(distances) ?? 0) : 1.4826 * mad
    scale = isDegenerate ? .meanDeviation : .medianDeviation
    self.deviation = deviation
    guard deviation > 0 else {
      indices = []
      return
    }
    indices = sample.indices.filter { index in
      FiniteSample.isUsable(sample[index])
        && (sample[index] - median).magnitude > threshold * deviation
    }
  }
}
