internal import Histogram

/// Durations counted in log-linear buckets: constant memory, any percentile within 0.1 %.
///
/// From 1 µs to 2 hours; what is outside is counted at the nearest end.
package struct LatencyHistogram: Sendable, Equatable {
  private var histogram = Histogram<UInt64>(
    lowestDiscernibleValue: 1, highestTrackableValue: highest,
    numberOfSignificantValueDigits: .three)

  // Not the histogram's own "lowest discernible value": that is its unit, and a unit of a
  // microsecond is an error of 1 % at 50 µs.
  private static let lowest: UInt64 = 1_000
  private static let highest: UInt64 = 7_200_000_000_000

  package init() {}

  package var count: Int { Int(clamping: histogram.totalCount) }

  /// Counts a duration in nanoseconds.
  package mutating func record(nanoseconds: Int64) {
    let clamped = min(max(UInt64(clamping: nanoseconds), Self.lowest), Self.highest)
    _ = histogram.record(clamped)
  }

  /// The duration in nanoseconds that the fraction `p` of the counted ones do not exceed; nil when
  /// nothing was counted.
  package func nanoseconds(atPercentile p: Double) -> Int64? {
    guard count > 0 else { return nil }
    return Int64(clamping: histogram.valueAtPercentile(min(max(p, 0), 1) * 100))
  }

  /// Quantiles of the counted durations in nanoseconds, found in one pass; empty when nothing was
  /// counted.
  ///
  /// Interpolated between order statistics as `Percentiles.quantile` does, so that the figures of a
  /// run that goes on are those of its end but for the width of a bucket.
  ///
  /// - Parameter percentiles: Ascending, 0…1.
  package func nanoseconds(atPercentiles percentiles: [Double]) -> [Int64] {
    let total = count
    guard total > 0 else { return [] }
    let positions = percentiles.map { p in
      p.isNaN ? 0 : min(max(p, 0), 1) * Double(total - 1)
    }
    // Order statistics, counted from 0: the one at or below each position, and the one above it.
    let ranks = positions.flatMap { [Int($0), min(Int($0) + 1, total - 1)] }
    var values = [Int64](repeating: 0, count: ranks.count)
    var seen = 0
    var next = 0
    for counted in histogram.recordedValues() {
      seen += Int(clamping: counted.count)
      // The ranks of one pair may lie behind those of the next.
      for index in next..<ranks.count where ranks[index] < seen && values[index] == 0 {
        values[index] = Int64(clamping: counted.value)
      }
      while next < ranks.count, values[next] > 0 { next += 1 }
      if next == ranks.count { break }
    }
    return positions.indices.map { index in
      let (lower, upper) = (Double(values[2 * index]), Double(values[2 * index + 1]))
      let fraction = positions[index] - positions[index].rounded(.down)
      return Int64((lower + fraction * (upper - lower)).rounded())
    }
  }

  /// How many of the counted durations lie between each two neighbouring edges, in one pass.
  ///
  /// - Parameter edges: Nanoseconds, ascending; a duration belongs to the first edge that is not
  ///   below it. What is not above the first edge or above the last is in no bin.
  package func counts(between edges: [Int64]) -> [Int] {
    guard edges.count > 1 else { return [] }
    var counts = [Int](repeating: 0, count: edges.count - 1)
    var bin = 0
    for counted in histogram.recordedValues() {
      let value = Int64(clamping: counted.value)
      while bin < edges.count, edges[bin] < value { bin += 1 }
      guard bin < edges.count else { break }
      if bin > 0 { counts[bin - 1] += Int(clamping: counted.count) }
    }
    return counts
  }

  package static func == (left: LatencyHistogram, right: LatencyHistogram) -> Bool {
    guard left.count == right.count else { return false }
    let leftValues = left.histogram.recordedValues().map { [$0.value, UInt64($0.count)] }
    return leftValues == right.histogram.recordedValues().map { [$0.value, UInt64($0.count)] }
  }
}
