/// How long requests were in flight, in buckets of time: bounded, whatever their number.
///
/// Requests that overlap count each.
struct BusyTimeline: Equatable, Sendable {
  /// Most buckets.
  static let capacity = 4096

  /// Length of a bucket, nanoseconds.
  private(set) var width: Int64 = 100_000_000
  private var buckets: [Double] = []
  /// Everything added, nanoseconds.
  private(set) var total = 0.0
  /// First start and last end; nil before the first request.
  private(set) var hull: ClosedRange<RunTime>?

  mutating func add(from start: RunTime, to end: RunTime) {
    guard start <= end else { return }
    hull = min(hull?.lowerBound ?? start, start)...max(hull?.upperBound ?? end, end)
    let from = max(0, start.nanoseconds)
    let until = max(from, end.nanoseconds)
    guard until > from else { return }
    while (until - 1) / width >= Int64(Self.capacity) { coarsen() }
    total += Double(until - from)
    for index in (from / width)...((until - 1) / width) {
      let left = index * width
      while buckets.count <= Int(index) { buckets.append(0) }
      buckets[Int(index)] += Double(min(until, left.addingSaturated(width)) - max(from, left))
    }
  }

  /// Nanoseconds in flight between two instants, each bucket by the part of it that lies there.
  func between(_ start: Int64, _ end: Int64) -> Double {
    let from = max(0, start)
    guard end > from, !buckets.isEmpty else { return 0 }
    let last = min(Int64(buckets.count - 1), (end - 1) / width)
    guard from / width <= last else { return 0 }
    var sum = 0.0
    for index in (from / width)...last where buckets[Int(index)] > 0 {
      let left = index * width
      let part = min(end, left.addingSaturated(width)) - max(from, left)
      sum += buckets[Int(index)] * Double(part) / Double(width)
    }
    return sum
  }

  private mutating func coarsen() {
    width = width.multipliedReportingOverflow(by: 2).partialValue
    buckets = stride(from: 0, to: buckets.count, by: 2).map {
      buckets[$0] + ($0 + 1 < buckets.count ? buckets[$0 + 1] : 0)
    }
  }
}
