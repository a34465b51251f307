import Testing

@testable import BenchCore

/// The whole run's service times in constant memory.
@Suite
struct LatencyTimelineTests {
  private static func sample(
    at seconds: Double, service: Double = 0.1, phase: Phase = .measurement,
    failure: FailureKind? = nil
  ) -> Sample {
    var record = Fixture.record(0, 1)
    record.start = RunTime(nanoseconds: Int64((seconds - service) * 1e9))
    record.end = RunTime(nanoseconds: Int64(seconds * 1e9))
    record.phase = phase
    if let failure { record.outcome = .failed(RequestFailure(failure, "")) }
    return Sample(record)
  }

  @Test("A good answer counts where it ended, with its service time")
  func bucket() throws {
    var timeline = LatencyTimeline()
    timeline.add(Self.sample(at: 1.01, service: 0.25))
    timeline.add(Self.sample(at: 1.02, service: 0.75))
    #expect(timeline.buckets.count == 17)
    let bucket = try #require(timeline.buckets.last)
    #expect(bucket.succeeded == 2)
    #expect(try abs(#require(bucket.meanSeconds) - 0.5) < 1e-6)
    #expect(bucket.maximum == 750_000_000)
    #expect(abs(timeline.seconds(of: 16) - 1.03125) < 1e-9)
  }

  @Test("Failures and warm-ups are counted, and are in no mean")
  func others() throws {
    var timeline = LatencyTimeline()
    timeline.add(Self.sample(at: 0.01, service: 0.005, failure: .timeout))
    timeline.add(Self.sample(at: 0.01, service: 0.005, phase: .warmUp))
    let bucket = try #require(timeline.buckets.first)
    #expect((bucket.failed, bucket.warmUps, bucket.succeeded) == (1, 1, 0))
    #expect(bucket.meanSeconds == nil)
  }

  @Test("A run of any length fits, nothing is lost, and every answer stays at its time")
  func coarsening() {
    var timeline = LatencyTimeline()
    for second in 1...7200 { timeline.add(Self.sample(at: Double(second))) }
    #expect(timeline.buckets.count <= LatencyTimeline.capacity)
    #expect(timeline.buckets.count > LatencyTimeline.capacity / 2 - 50)
    #expect(timeline.buckets.reduce(0) { $0 + $1.succeeded } == 7200)
    let perBucket = Double(timeline.width) / 1e9
    for (index, bucket) in timeline.buckets.enumerated().dropLast() {
      #expect(abs(Double(bucket.succeeded) - perBucket) <= 1, "bucket \(index)")
    }
  }

  @Test("No time traps", arguments: [Int64.min, -1, 0, .max])
  func hostile(nanoseconds: Int64) {
    var timeline = LatencyTimeline()
    var sample = Self.sample(at: 1)
    sample.end = RunTime(nanoseconds: nanoseconds)
    sample.service = .max
    timeline.add(sample)
    timeline.add(sample)
    #expect(timeline.buckets.reduce(0) { $0 + $1.succeeded } == 2)
  }
}
