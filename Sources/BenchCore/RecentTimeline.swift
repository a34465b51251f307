/// The newest service times in buckets of one width, for charts of a run that has become long.
///
/// `LatencyTimeline` holds the whole run and grows coarse with it; this one stays fine and forgets
/// what is older than its reach.
package struct RecentTimeline: Equatable, Sendable {
  /// Length of a bucket, nanoseconds.
  package let width: Int64
  /// Most buckets.
  package let capacity: Int
  /// A bucket stands at its number modulo the capacity.
  private var buckets: [LatencyTimeline.Bucket] = []
  /// The number of the newest bucket that holds anything, from the run's start on.
  private var newest: Int64 = -1

  package init(width: Int64, capacity: Int) {
    self.width = max(1, width)
    self.capacity = max(1, capacity)
  }

  /// How far back it reaches, seconds.
  package var reach: Double { Double(width) * Double(capacity) / 1e9 }

  mutating func add(_ sample: Sample) {
    if buckets.isEmpty { buckets = Array(repeating: .init(), count: capacity) }
    let number = max(0, sample.end.nanoseconds) / width
    guard number > newest - Int64(capacity) else { return }
    if number > newest {
      for stale in max(newest + 1, number - Int64(capacity) + 1)...number {
        buckets[Int(stale % Int64(capacity))] = .init()
      }
      newest = number
    }
    buckets[Int(number % Int64(capacity))].add(sample)
  }

  /// Hands out the buckets that end after an instant, oldest first, each with its middle; seconds
  /// since the run's start.
  package func forEach(
    since left: Double, _ body: (_ seconds: Double, _ bucket: LatencyTimeline.Bucket) -> Void
  ) {
    guard newest >= 0 else { return }
    let wanted = left > 0 ? Int64(min(left * 1e9 / Double(width), 9e18)) : 0
    let first = max(0, newest - Int64(capacity) + 1, wanted)
    guard first <= newest else { return }
    for number in first...newest {
      let seconds = (Double(number) + 0.5) * Double(width) / 1e9
      body(seconds, buckets[Int(number % Int64(capacity))])
    }
  }
}
