/// Service times over the whole of a run in constant memory, for charts.
///
/// Buckets as of `TimeBuckets`, from a sixteenth of a second up.
package struct LatencyTimeline: Equatable, Sendable {
  /// What ended in a stretch of time.
  package struct Bucket: TimeBucket {
    /// Good answers of the measurement.
    package var succeeded = 0
    package var failed = 0
    package var warmUps = 0
    /// Sum of the good answers' service times, nanoseconds.
    package var total: Int64 = 0
    /// Longest of them, nanoseconds.
    package var maximum: Int64 = 0

    /// Mean service time, seconds; nil where nothing succeeded.
    package var meanSeconds: Double? {
      succeeded > 0 ? Double(total) / 1e9 / Double(succeeded) : nil
    }

    /// Counts what ended; a request that the user's stop cut off is nobody's failure.
    mutating func add(_ sample: Sample) {
      switch (sample.phase, sample.failure) {
      case (.warmUp, _): warmUps &+= 1
      case (.measurement, .some(.aborted)): break
      case (.measurement, .some): failed &+= 1
      case (.measurement, nil):
        succeeded &+= 1
        total = total.addingSaturated(sample.service)
        maximum = max(maximum, sample.service)
      }
    }

    mutating func merge(_ other: Bucket) {
      succeeded &+= other.succeeded
      failed &+= other.failed
      warmUps &+= other.warmUps
      total = total.addingSaturated(other.total)
      maximum = max(maximum, other.maximum)
    }
  }

  private var time = TimeBuckets<Bucket>(width: 62_500_000)

  /// Most buckets.
  package static var capacity: Int { TimeBuckets<Bucket>.capacity }

  /// Length of a bucket, nanoseconds.
  package var width: Int64 { time.width }
  /// From the run's start on, without a gap; ends with the newest that holds anything.
  package var buckets: [Bucket] { time.buckets }

  package init() {}

  mutating func add(_ sample: Sample) {
    let end = max(0, sample.end.nanoseconds)
    time.reach(end)
    time.change(at: end) { $0.add(sample) }
  }

  /// The middle of a bucket, seconds since the run's start.
  package func seconds(of bucket: Int) -> Double { time.seconds(of: bucket) }
}
