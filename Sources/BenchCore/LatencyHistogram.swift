/// Durations counted in log-linear buckets, as HdrHistogram's: bounded memory, any percentile within
/// 0.1 %.
///
/// From 1 µs to 2 hours; what is outside is counted at the nearest end. Memory is 8 kB for each octave
/// from the shortest duration to the longest; 34 octaves at most.
package struct LatencyHistogram: Sendable, Equatable {
  /// Counts of the octaves that hold a duration, and of what lies between them.
  private var counts: [Int] = []
  /// Bucket of `counts[0]`: the first of an octave.
  private var first = 0
  package private(set) var count = 0

  private static let lowest: Int64 = 1_000
  private static let highest: Int64 = 7_200_000_000_000
  /// Buckets of an octave: each is 1/1024 of its lower end wide or narrower.
  private static let octave = 1024

  package init() {}

  /// Counts a duration in nanoseconds.
  package mutating func record(nanoseconds: Int64) {
    let bucket = Self.bucket(of: min(max(nanoseconds, Self.lowest), Self.highest))
    makeRoom(for: bucket)
    counts[bucket - first] += 1
    count += 1
  }

  /// The duration in nanoseconds that the fraction `p` of the counted ones do not exceed; nil when
  /// nothing was counted.
  package func nanoseconds(atPercentile p: Double) -> Int64? {
    let fraction = p.isNaN ? 0 : min(max(p, 0), 1)
    let rank = max(1, Int((fraction * Double(count)).rounded(.up)))
    var seen = 0
    for (offset, counted) in counts.enumerated() {
      seen += counted
      if seen >= rank { return Self.highest(in: first + offset) }
    }
    return nil
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
    for (offset, counted) in counts.enumerated() where counted > 0 {
      seen += counted
      // The ranks of one pair may lie behind those of the next.
      for index in next..<ranks.count where ranks[index] < seen && values[index] == 0 {
        values[index] = Self.highest(in: first + offset)
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
    var bins = [Int](repeating: 0, count: edges.count - 1)
    var bin = 0
    for (offset, counted) in counts.enumerated() where counted > 0 {
      let value = Self.highest(in: first + offset)
      while bin < edges.count, edges[bin] < value { bin += 1 }
      guard bin < edges.count else { break }
      if bin > 0 { bins[bin - 1] += counted }
    }
    return bins
  }

  // MARK: Buckets

  /// Durations below two octaves have a bucket each; above, one bucket holds 2, 4, 8 … of them.
  private static func bucket(of nanoseconds: Int64) -> Int {
    let value = Int(nanoseconds)
    let width = max(0, value.bitWidth - 1 - value.leadingZeroBitCount - octave.trailingZeroBitCount)
    return width * octave + value >> width
  }

  /// The longest duration that a bucket counts, nanoseconds.
  private static func highest(in bucket: Int) -> Int64 {
    let width = max(0, bucket / octave - 1)
    return Int64((bucket - width * octave + 1) << width - 1)
  }

  /// Grows by whole octaves, so that equal durations make equal histograms in any order.
  private mutating func makeRoom(for bucket: Int) {
    let lower = bucket / Self.octave * Self.octave
    if counts.isEmpty { first = lower }
    if lower < first {
      counts.insert(contentsOf: repeatElement(0, count: first - lower), at: 0)
      first = lower
    }
    let missing = lower + Self.octave - first - counts.count
    if missing > 0 { counts.append(contentsOf: repeatElement(0, count: missing)) }
  }
}
