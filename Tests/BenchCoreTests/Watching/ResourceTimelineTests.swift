import Testing

@testable import BenchCore

/// What a subject used over the whole of a run, in buckets.
@Suite
struct ResourceTimelineTests {
  private static func point(
    at time: Int64, cores: Double?, memory: Int? = nil, interval: Int64 = 1000
  ) -> UsagePoint {
    UsagePoint(
      WatchedSubjectsTests.sample(cores: cores, memory: memory, interval: interval),
      at: Fixture.time(time))
  }

  /// Mean cores by the middle of the bucket, milliseconds.
  private static func cores(_ timeline: ResourceTimeline) -> [Int: Double] {
    var told: [Int: Double] = [:]
    for index in timeline.buckets.indices {
      told[Int(timeline.seconds(of: index) * 1000)] = timeline.buckets[index].cores.mean
    }
    return told
  }

  @Test("A sample fills the time that it is of; what none is of is a gap, not a zero")
  func gaps() {
    var timeline = ResourceTimeline()
    timeline.add(Self.point(at: 1000, cores: 0.5, interval: 500))
    timeline.add(Self.point(at: 2000, cores: 2, interval: 500))
    #expect(Self.cores(timeline) == [625: 0.5, 875: 0.5, 1625: 2, 1875: 2])
  }

  @Test("A bucket that two samples share has their mean over time, and the most of both")
  func shared() throws {
    var timeline = ResourceTimeline()
    timeline.add(Self.point(at: 200, cores: 1, memory: 10, interval: 200))
    timeline.add(Self.point(at: 250, cores: 2, memory: 40, interval: 50))
    let bucket = try #require(timeline.buckets.first)
    // (200 ms × 1 + 50 ms × 2) ÷ 250 ms.
    #expect(bucket.cores.mean.map { abs($0 - 1.2) < 1e-12 } == true)
    #expect(bucket.cores.maximum == 2)
    #expect(bucket.memory.mean.map { abs($0 - 16) < 1e-9 } == true)
    #expect(bucket.memory.maximum == 40)
  }

  @Test("A sample without an interval tells its instant alone, and no rate")
  func first() {
    var timeline = ResourceTimeline()
    timeline.add(Self.point(at: 1100, cores: nil, memory: 7, interval: 0))
    #expect(timeline.buckets.filter { $0.memory.mean == 7 }.count == 1)
    #expect(timeline.buckets.count == 5)
  }

  @Test("A sample that comes after a long silence does not speak for all of it")
  func silence() {
    var timeline = ResourceTimeline()
    timeline.add(Self.point(at: 100_000, cores: 1, interval: 90_000))
    let first = timeline.buckets.firstIndex { $0.cores.mean != nil }
    #expect(first.map { timeline.seconds(of: $0) } == 85.125)
  }

  @Test("It stays bounded over days, and means stay what they were")
  func bounded() {
    var timeline = ResourceTimeline()
    for second in stride(from: Int64(1), through: 200_000, by: 1) {
      timeline.add(Self.point(at: second * 1000, cores: 0.75, memory: 1000))
    }
    #expect(timeline.buckets.count <= ResourceTimeline.capacity)
    #expect(
      timeline.buckets.allSatisfy { $0.cores.mean.map { abs($0 - 0.75) < 1e-9 } ?? true })
  }
}
