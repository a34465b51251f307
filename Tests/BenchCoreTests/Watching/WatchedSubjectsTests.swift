import Testing

@testable import BenchCore

/// What is watched beside a run, folded from its events.
@Suite
struct WatchedSubjectsTests {
  static func sample(
    _ subject: String = "ocr", cores: Double? = 1, memory: Int? = 100, interval: Int64 = 1000
  ) -> ResourceSample {
    var sample = ResourceSample(subject: subject, interval: interval * 1_000_000)
    sample.cores = cores
    sample.memoryBytes = memory
    return sample
  }

  static func sampled(at time: Int64, _ sample: ResourceSample = sample()) -> RunEvent {
    RunEvent(Fixture.time(time), .resourceSampled(sample))
  }

  static func changed(
    at time: Int64, _ kind: SubjectChange.Kind, health: ContainerHealth? = nil,
    subject: String = "ocr"
  ) -> RunEvent {
    RunEvent(
      Fixture.time(time),
      .subjectChanged(SubjectChange(subject: subject, kind: kind, health: health)))
  }

  private static func state(_ events: [RunEvent]) -> RunState {
    var state = RunState()
    state.apply([RunEvent(.zero, .runStarted(Fixture.started(Fixture.plan())))] + events)
    return state
  }

  private static func subject(_ events: [RunEvent]) throws -> WatchedSubject {
    try #require(state(events).watched["ocr"])
  }

  @Test("The newest sample is kept, whichever comes last")
  func newest() throws {
    let late = [Self.sampled(at: 2000, Self.sample(cores: 2)), Self.sampled(at: 1000)]
    for events in [late, late.reversed()] {
      let subject = try Self.subject(events)
      #expect(subject.sample?.cores == 2)
      #expect(subject.sampledAt == Fixture.time(2000))
    }
  }

  @Test("A start after another, or after an end, is a restart; the first one is not")
  func restarts() throws {
    #expect(try Self.subject([Self.changed(at: 1, .started)]).restarts == 0)
    let policy: [RunEvent] = [
      Self.changed(at: 1, .watched), Self.changed(at: 2, .died), Self.changed(at: 3, .started),
    ]
    #expect(try Self.subject(policy).restarts == 1)
    let asked = [
      Self.changed(at: 1, .started), Self.changed(at: 2, .died), Self.changed(at: 3, .stopped),
      Self.changed(at: 4, .started), Self.changed(at: 5, .restarted),
    ]
    #expect(try Self.subject(asked).restarts == 1)
    // Its end was missed, as the engine was away.
    let unseen: [RunEvent] = [
      Self.changed(at: 1, .watched), Self.changed(at: 2, .lost), Self.changed(at: 3, .found),
      Self.changed(at: 4, .started),
    ]
    #expect(try Self.subject(unseen).restarts == 1)
    let new: [RunEvent] = [
      Self.changed(at: 1, .lost), Self.changed(at: 2, .found), Self.changed(at: 3, .created),
      Self.changed(at: 4, .started),
    ]
    #expect(try Self.subject(new).restarts == 0)
  }

  @Test("What is launched anew for a resumed run has not restarted")
  func resumed() throws {
    let resumed = RunResumed(
      wallClock: 0, timestamp: "", version: "", arguments: [],
      host: Fixture.started(Fixture.plan()).host,
      gapSeconds: nil, kept: 0, discarded: 0)
    let events = [
      Self.changed(at: 1, .started), RunEvent(Fixture.time(2), .runResumed(resumed)),
      Self.changed(at: 3, .started),
    ]
    #expect(try Self.subject(events).restarts == 0)
  }

  @Test("A dead subject has no newest sample and no health, but its past")
  func dead() throws {
    let subject = try Self.subject([
      Self.changed(at: 1, .started), Self.changed(at: 2, .health, health: .healthy),
      Self.sampled(at: 1000), Self.changed(at: 1500, .outOfMemory), Self.changed(at: 1600, .died),
      Self.sampled(at: 1550),
    ])
    #expect(subject.isRunning == false)
    #expect(subject.sample == nil && subject.health == nil)
    #expect(subject.outOfMemory == 1)
    #expect(subject.recent.count == 2)
    #expect(subject.latest?.change.kind == .died)
  }

  @Test("Of another one of its name nothing is known but what is told from then on")
  func another() throws {
    let subject = try Self.subject([
      Self.changed(at: 1, .watched), Self.changed(at: 2, .health, health: .unhealthy),
      Self.sampled(at: 1000), Self.changed(at: 2000, .watched),
    ])
    #expect(subject.sample == nil && subject.health == nil)
    #expect(subject.recent.count == 1)
  }

  @Test("It is not there from its end, its pause or its loss on, until it is again")
  func absences() throws {
    let subject = try Self.subject([
      Self.changed(at: 1000, .paused), Self.changed(at: 2000, .unpaused),
      Self.changed(at: 3000, .died), Self.changed(at: 3100, .stopped),
      Self.changed(at: 4000, .started), Self.changed(at: 5000, .lost),
    ])
    let there = [0.5, 2.5, 4.5].filter { !subject.absences.contain(seconds: $0) }
    let gone = [1.5, 3.5, 5.5, 1e9].filter { subject.absences.contain(seconds: $0) }
    #expect(there.count == 3 && gone.count == 4)
  }

  @Test("Events one by one and in batches of any size give the same state")
  func batches() {
    let events = (0..<200).flatMap { index -> [RunEvent] in
      let time = Int64(index * 500)
      let kinds = SubjectChange.Kind.allCases
      return [
        Self.sampled(at: time, Self.sample(index % 3 == 0 ? "other" : "ocr")),
        Self.changed(at: time, kinds[index % kinds.count], health: .unhealthy),
      ]
    }
    let whole = Self.state(events)
    for size in [1, 7, 64] {
      var state = Self.state([])
      for start in stride(from: 0, to: events.count, by: size) {
        state.apply(events[start..<min(events.count, start + size)])
      }
      #expect(state == whole)
    }
  }

  @Test("Neither subjects nor their past grow without bound")
  func bounded() throws {
    var watched = WatchedSubjects()
    for index in 0..<1000 {
      watched.add(Self.sample("s\(index)"), at: .zero)
      watched.add(GPUSample(index: index, name: ""), at: .zero)
    }
    #expect(watched.subjects.count == WatchedSubjects.limit)
    #expect(watched.gpus.count == WatchedSubjects.limit)
    #expect(watched.dropped == 2 * (1000 - WatchedSubjects.limit))
    for index in 0..<5000 {
      watched.add(SubjectChange(subject: "s0", kind: .paused), at: Fixture.time(Int64(index * 2)))
      watched.add(
        SubjectChange(subject: "s0", kind: .unpaused), at: Fixture.time(Int64(index * 2 + 1)))
      watched.add(Self.sample("s0"), at: Fixture.time(Int64(index)))
    }
    let subject = try #require(watched["s0"])
    #expect(subject.changes.count == 200 && subject.recent.count == 600)
    #expect(subject.absences.all.count == Absences.limit)
  }

  @Test("No value and no time traps", arguments: [Int64.min, -1, 0, 5_000_000_000, .max])
  func hostile(nanoseconds: Int64) throws {
    var watched = WatchedSubjects()
    let time = RunTime(nanoseconds: nanoseconds)
    for (value, memory) in [(Double.nan, Int.min), (.infinity, .max), (-.infinity, -1), (1e308, 0)]
    {
      for interval in [Int64.min, -1, 0, 1, .max] {
        var sample = ResourceSample(subject: "", interval: interval)
        (sample.cores, sample.throttledShare, sample.memoryBytes) = (value, value, memory)
        watched.add(sample, at: time)
        watched.add(
          GPUSample(index: memory, name: "", utilisation: value, memoryBytes: memory), at: time)
      }
    }
    for kind in SubjectChange.Kind.allCases {
      watched.add(SubjectChange(subject: "", kind: kind), at: time)
      watched.add(SubjectChange(subject: "", kind: kind), at: .zero)
    }
    for bucket in try #require(watched[""]).timeline.buckets {
      // No machine has so many cores: it is not known.
      #expect(bucket.cores.mean == nil)
      #expect(bucket.memory.mean.map { $0 >= 0 && $0.isFinite } ?? true)
    }
  }
}
