internal import Statistics

/// Two columns that have no document in common, compared as samples: the last resort.
///
/// Mann and Whitney's test and the Hodges-Lehmann shift of log times, a document counting once with
/// the mean of its rounds. Documents that differ decide most of what it finds.
struct UnpairedComparison {
  /// The shift as a ratio of service times, the other over the baseline.
  let ratio: Double
  /// At 95 %; nil where the samples are too small for one.
  let interval: ClosedRange<Double>?
  /// Two-sided, not adjusted for other comparisons.
  let p: Double

  /// Nil where one of them answered nothing.
  init?(baseline: ServiceMatrix, other: ServiceMatrix) {
    let (own, its) = (Self.logs(other), Self.logs(baseline))
    guard let shift = MannWhitney.shift(own, its), let test = MannWhitney.test(own, its) else {
      return nil
    }
    ratio = LogRatio.ratio(shift.value)
    interval = shift.interval.map(LogRatio.ratios)
    p = test.p
  }

  /// `12.0 % slower, 95 % interval 3.1 … 20.4 % slower, p = 0.0102`.
  var words: String {
    let rounded = (p * 10_000).rounded() / 10_000
    let told = rounded == 0 ? "p < 0.0001" : "p = \(Quantity.plain(rounded))"
    return Wording.difference(of: ratio, against: 1, .time)
      + (interval.map { ", 95 % interval \(Wording.interval($0))" } ?? "") + ", \(told)"
  }

  private static func logs(_ times: ServiceMatrix) -> [Double] {
    (0..<times.documents).compactMap { document in
      Moments.mean(times.seconds(of: document).map { LogRatio.of($0, to: 1) })
    }
  }
}
