internal import Statistics

/// How far requests were from the usual time of their own document.
///
/// A factor is a request's service time over the median of its document's, round by round. A
/// percentile of service times mixes documents of a page with documents of a hundred; these tell a
/// slow server from a big file.
package struct TailFactors: Equatable, Sendable {
  /// Ascending; of every document that was answered in at least two rounds.
  package private(set) var factors: [Double] = []

  package init() {}

  /// - Parameter times: Of one condition.
  init(_ times: ServiceMatrix) {
    for document in 0..<times.documents {
      let own = times.seconds(of: document).sorted()
      guard own.count > 1, let median = Percentiles.quantile(0.5, ofSorted: own), median > 0
      else { continue }
      factors += own.map { $0 / median }
    }
    factors.sort()
  }

  package var count: Int { factors.count }

  /// The percentile `p` (0…1), nil where the sample cannot carry it.
  package func percentile(_ p: Double) -> Double? {
    guard Percentiles.support(p, count: count) != .unsupported else { return nil }
    return Percentiles.quantile(p, ofSorted: factors)
  }
}
