/// Service times over the whole of a run in constant memory, for charts.
///
/// Time is cut into buckets of one width. When a run outgrows them, neighbours are merged and the
/// width doubles: from a sixteenth of a second up, at most `capacity` buckets, whatever the length.
package struct LatencyTimeline: Equatable, Sendable {
  /// What ended in a stretch of time.
  package struct Bucket: Equatable, Sendable {
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

  /// Most buckets.
  package static let capacity = 1024

  /// Length of a bucket, nanoseconds.
  package private(set) var width: Int64 = 62_500_000
  /// From the run's start on, without a gap; ends with the newest that holds anything.
  package private(set) var buckets: [Bucket] = []

  package init() {}

  mutating func add(_ sample: Sample) {
    var index = max(0, sample.end.nanoseconds) / width
    while index >= Int64(Self.capacity) {
      coarsen()
      index /= 2
    }
    let position = Int(index)
    while buckets.count <= position { buckets.append(Bucket()) }
    buckets[position].add(sample)
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
