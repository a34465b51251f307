/// What a subject used over the whole of a run in constant memory, for charts.
///
/// Buckets as of `TimeBuckets`, from a quarter of a second up. A sample fills the buckets that
/// its interval covers: what no sample covers stays a gap, never a zero.
package struct ResourceTimeline: Equatable, Sendable {
  /// What was used in a stretch of time.
  package struct Bucket: TimeBucket {
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

  private var time = TimeBuckets<Bucket>(width: 250_000_000)

  /// Most buckets.
  package static var capacity: Int { TimeBuckets<Bucket>.capacity }

  /// Length of a bucket, nanoseconds.
  package var width: Int64 { time.width }
  /// From the run's start on; one that no sample covers holds nothing.
  package var buckets: [Bucket] { time.buckets }

  package init() {}

  mutating func add(_ point: UsagePoint) {
    let end = max(0, point.end.nanoseconds)
    time.reach(end)
    // A sample without an interval tells its instant alone.
    let start = min(max(0, point.start.nanoseconds), max(0, end - 1))
    for index in (start / width)...(max(start, end - 1) / width) {
      let from = max(start, index * width)
      let until = min(end, (index * width).addingSaturated(width))
      time.change(at: from) { $0.add(point, nanoseconds: Double(max(1, until - from))) }
    }
  }

  /// The middle of a bucket, seconds since the run's start.
  package func seconds(of bucket: Int) -> Double { time.seconds(of: bucket) }
}
