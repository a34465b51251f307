/// Time from the run's start on, cut into at most `capacity` buckets of one width.
///
/// When a run outgrows them, neighbours are merged and the width doubles, so that the memory is
/// constant whatever the run's length.
struct TimeBuckets<Bucket: TimeBucket>: Equatable, Sendable {
  /// Most buckets.
  static var capacity: Int { 1024 }

  /// Length of a bucket, nanoseconds.
  private(set) var width: Int64
  /// Without a gap; ends with the last that was changed.
  private(set) var buckets: [Bucket] = []

  /// - Parameter width: Length of a bucket in the beginning, nanoseconds.
  init(width: Int64) { self.width = width }

  /// Makes room for an instant, nanoseconds since the run's start.
  mutating func reach(_ nanoseconds: Int64) {
    while nanoseconds / width >= Int64(Self.capacity) { coarsen() }
  }

  /// Changes the bucket that an instant within reach falls into.
  mutating func change(at nanoseconds: Int64, _ body: (inout Bucket) -> Void) {
    let index = Int(nanoseconds / width)
    while buckets.count <= index { buckets.append(Bucket()) }
    body(&buckets[index])
  }

  /// The middle of a bucket, seconds since the run's start.
  func seconds(of bucket: Int) -> Double { (Double(bucket) + 0.5) * Double(width) / 1e9 }

  private mutating func coarsen() {
    width = width.multipliedReportingOverflow(by: 2).partialValue
    var merged: [Bucket] = []
    merged.reserveCapacity(Self.capacity)
    for index in stride(from: 0, to: buckets.count, by: 2) {
      var bucket = buckets[index]
      if index + 1 < buckets.count { bucket.merge(buckets[index + 1]) }
      merged.append(bucket)
    }
    buckets = merged
  }
}

/// What is known of a stretch of time, and can be put together with what is known of the next.
protocol TimeBucket: Equatable, Sendable {
  /// Of nothing.
  init()
  mutating func merge(_ other: Self)
}
