import Testing

@testable import BenchCore

@Suite("The newest service times")
struct RecentTimelineTests {
  private static func sample(atMilliseconds time: Int64) -> Sample {
    Sample(Fixture.record(time - 10, time))
  }

  /// How many succeeded in every bucket, by its middle in milliseconds.
  private static func told(_ timeline: RecentTimeline, since: Double = 0) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    timeline.forEach(since: since) { seconds, bucket in
      if bucket.succeeded > 0 { counts[Int((seconds * 1000).rounded())] = bucket.succeeded }
    }
    return counts
  }

  @Test("are counted where they ended, and forgotten when they are too old")
  func keepsTheNewest() {
    var timeline = RecentTimeline(width: 100_000_000, capacity: 5)
    #expect(Self.told(timeline).isEmpty)
    for time in [20, 80, 150, 430] as [Int64] { timeline.add(Self.sample(atMilliseconds: time)) }
    #expect(Self.told(timeline) == [50: 2, 150: 1, 450: 1])
    timeline.add(Self.sample(atMilliseconds: 610))
    #expect(Self.told(timeline) == [450: 1, 650: 1])
    #expect(Self.told(timeline, since: 0.5) == [650: 1])
    // Late, but not too late; and much too late.
    timeline.add(Self.sample(atMilliseconds: 250))
    timeline.add(Self.sample(atMilliseconds: 50))
    #expect(Self.told(timeline) == [250: 1, 450: 1, 650: 1])
    timeline.add(Self.sample(atMilliseconds: 100_000))
    #expect(Self.told(timeline) == [100_050: 1])
    #expect(timeline.reach == 0.5)
  }

  @Test("No time traps", arguments: [Int64.min, -1, 0, .max])
  func hostile(nanoseconds: Int64) {
    var timeline = RecentTimeline(width: 50_000_000, capacity: 1280)
    var sample = Self.sample(atMilliseconds: 50)
    sample.end = RunTime(nanoseconds: nanoseconds)
    timeline.add(Self.sample(atMilliseconds: 10))
    timeline.add(sample)
    for since in [-1e300, 0, 1e300, .infinity] { timeline.forEach(since: since) { _, _ in } }
  }
}
