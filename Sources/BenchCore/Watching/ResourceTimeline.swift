/// What a subject used over the whole of a run in constant memory, for charts.
///
/// Buckets as in `LatencyTimeline`, from a quarter of a second up. A sample fills the buckets that
/// its interval covers: what no sample covers stays a gap, never a zero.
package struct ResourceTimeline: Equatable, Sendable {
  /// What was used in a stretch of time.
  package struct Bucket: Equatable, Sendable {
    package private(set) var cores = Level()
    package private(set) var memory = Level()
    package private(set) var throttled = Level()

    mutating func add(_ point: UsagePoint, nanoseconds: Double) {
      cores.add(point.cores, weight: nanoseconds)
      memory.add(point.memoryBytes.map(Double.init), weight: nanoseconds)
      throttled.add(point.throttledShare, weight: nanoseconds)
    }

    mutating func merge(_ other: Bucket) {
      cores.merge(other.cores)
      memory.merge(other.memory)
      throttled.merge(other.throttled)
    }
  }

  /// A quantity's mean over time, and the most of it.
  package struct Level: Equatable, Sendable {
    private var total = 0.0
    private var weight = 0.0
    /// Nil where nothing was told.
    package private(set) var maximum: Double?

    package init() {}

    /// Over the time that was told; nil where nothing was.
    package var mean: Double? { weight > 0 ? total / weight : nil }

    package mutating func add(_ value: Double?, weight: Double) {
      guard let value, weight > 0 else { return }
      total += value * weight
      self.weight += weight
      maximum = max(maximum ?? value, value)
    }

    mutating func merge(_ other: Level) {
      guard let most = other.maximum else { return }
      total += other.total
      weight += other.weight
      maximum = max(maximum ?? most, most)
    }
  }

  /// Most buckets.
  package static let capacity = 1024

  /// Length of a bucket, nanoseconds.
  package private(set) var width: Int64 = 250_000_000
  /// From the run's start on; one that no sample covers holds nothing.
  package private(set) var buckets: [Bucket] = []

  package init() {}

  mutating func add(_ point: UsagePoint) {
    let end = max(0, point.end.nanoseconds)
    while end / width >= Int64(Self.capacity) { coarsen() }
    // A sample without an interval tells its instant alone.
    let start = min(max(0, point.start.nanoseconds), max(0, end - 1))
    for index in (start / width)...(max(start, end - 1) / width) {
      let from = max(start, index * width)
      let until = min(end, (index * width).addingSaturated(width))
      while buckets.count <= Int(index) { buckets.append(Bucket()) }
      buckets[Int(index)].add(point, nanoseconds: Double(max(1, until - from)))
    }
  }

  /// The middle of a bucket, seconds since the run's start.
  package func seconds(of bucket: Int) -> Double {
    (Double(bucket) + 0.5) * Double(width) / 1e9
  }

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
