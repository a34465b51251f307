import Testing

@testable import BenchCore

/// What was used set against what was measured, by runs whose figures are made up by hand.
@Suite
struct UsageLedgerTests {
  private typealias Watch = WatchedSubjectsTests

  private static func sampled(
    at time: Int64, _ subject: String, cores: Double, throttled: Double? = nil, memory: Int = 100
  ) -> RunEvent {
    var sample = Watch.sample(subject, cores: cores, memory: memory)
    sample.throttledShare = throttled
    sample.coreLimit = 2
    return Watch.sampled(at: time, sample)
  }

  /// A request of two pages.
  private static func request(
    _ start: Int64, _ end: Int64, _ condition: Int = 0, phase: Phase = .measurement
  ) -> RunEvent {
    Fixture.finished(
      Fixture.record(
        start, end, condition: condition, block: Int(start), phase: phase, .ok(Answer(pages: 2))))
  }

  private static func resources(
    _ events: [RunEvent], _ plan: Plan = Fixture.plan()
  ) throws -> [UsageFigures?] {
    let start = RunEvent(.zero, .runStarted(Fixture.started(plan)))
    return try #require(RunFigures(events: [start] + events)).conditions.map(\.resources)
  }

  @Test("Servers that take turns faster than they are sampled are told what each used")
  func turns() throws {
    // In every second the first works for 0.25 s with two cores, the second for 0.75 s with one.
    let events = (0..<10).flatMap { second -> [RunEvent] in
      let now = Int64(second) * 1000
      return [
        Self.request(now, now + 250, 0), Self.request(now + 250, now + 1000, 1),
        Self.sampled(at: now + 1000, "s0", cores: 0.5),
        Self.sampled(at: now + 1000, "s1", cores: 0.75),
      ]
    }
    let told = try Self.resources(events)
    let (one, other) = (try #require(told[0]), try #require(told[1]))
    #expect(Self.isClose(one.cpuSeconds, 5) && Self.isClose(other.cpuSeconds, 7.5))
    #expect(Self.isClose(one.cores, 2) && Self.isClose(other.cores, 1))
    // 20 pages each.
    #expect(Self.isClose(one.pagesPerCoreSecond, 4))
    #expect(Self.isClose(other.pagesPerCoreSecond, 20 / 7.5))
    #expect(one.samples == 10 && one.coreLimit == 2)
  }

  @Test("Warm-up, idle time and what no sample covers are in no figure")
  func excluded() throws {
    let events = [
      Self.request(0, 2000, phase: .warmUp),
      Self.sampled(at: 1000, "s0", cores: 9, throttled: 1, memory: 900),
      Self.sampled(at: 2000, "s0", cores: 9, throttled: 1, memory: 900),
      Self.request(2000, 4000),
      Self.sampled(at: 3000, "s0", cores: 1.5, throttled: 0.2, memory: 300),
      // The second half of the request is not covered.
      Self.sampled(at: 6000, "s0", cores: 9, throttled: 1, memory: 900),
    ]
    let told = try #require(try Self.resources(events)[0])
    #expect(Self.isClose(told.cores, 1.5) && Self.isClose(told.cpuSeconds, 1.5))
    #expect(Self.isClose(told.throttledShare, 0.2))
    #expect(told.memoryPeakBytes == 300)
    // One page of the two, by time, for 1.5 core-seconds.
    #expect(Self.isClose(told.pagesPerCoreSecond, 1 / 1.5))
  }

  @Test("One container of two servers: each by its share of the time, and no efficiency")
  func sharedContainer() throws {
    var plan = Fixture.plan()
    plan.servers[0].container = "both"
    plan.servers[1].container = "both"
    let events = [
      Self.request(0, 1000, 0), Self.request(1000, 4000, 1),
      Self.sampled(at: 4000, "both", cores: 1),
      Self.sampled(at: 1000, "both", cores: 2),
    ]
    let told = try Self.resources(events, plan)
    #expect(Self.isClose(told[0]?.cores, 2) && Self.isClose(told[1]?.cores, 1))
    #expect(told.allSatisfy { $0?.pagesPerCoreSecond == nil && $0?.subject == "both" })
  }

  @Test(
    "A container that the plan describes is watched under the name that it gets",
    arguments: [("slimgest-benchmark", "slimgest-benchmark"), (nil, "slimbench-guide")])
  func describedContainer(name: String?, subject: String) throws {
    var plan = Fixture.plan()
    var container = ContainerSpec(key: "guide")
    container.name = name
    plan.containers = [container]
    plan.servers[0].container = "guide"
    let told = try Self.resources(
      [Self.request(0, 1000, 0), Self.sampled(at: 1000, subject, cores: 2)], plan)
    #expect(told[0]?.subject == subject && Self.isClose(told[0]?.cores, 2))
  }

  @Test("In the file of one resolution of a sweep, others had their turns too: by time alone")
  func oneResolution() throws {
    var started = Fixture.started(Fixture.plan())
    started.sweep = SweepPart(id: "s", parts: 2, sharesTime: true)
    let events = [
      RunEvent(.zero, .runStarted(started)), Self.request(0, 250),
      Self.sampled(at: 1000, "s0", cores: 0.8),
    ]
    let told = try #require(RunFigures(events: events)?.conditions.first?.resources)
    #expect(Self.isClose(told.cores, 0.8) && told.pagesPerCoreSecond == nil)
  }

  @Test("Restarts and kills count from the first request to the last")
  func happenings() throws {
    let events = [
      Watch.changed(at: 0, .started, subject: "s0"), Watch.changed(at: 10, .died, subject: "s0"),
      Watch.changed(at: 20, .outOfMemory, subject: "s0"),
      Watch.changed(at: 30, .started, subject: "s0"),
      Self.request(1000, 2000), Watch.changed(at: 2500, .outOfMemory, subject: "s0"),
      Watch.changed(at: 2600, .died, subject: "s0"),
      Watch.changed(at: 2700, .started, subject: "s0"), Self.request(3000, 4000),
      Watch.changed(at: 9000, .died, subject: "s0"),
      Watch.changed(at: 9100, .started, subject: "s0"),
    ]
    let told = try Self.resources(events)
    #expect(told[0]?.restarts == 1 && told[0]?.outOfMemory == 1)
    #expect(told[0]?.cores == nil)
    #expect(told[1] == nil)
  }

  @Test("It stays bounded, and what it tells of a long run is what it tells of a short one")
  func bounded() throws {
    var plan = Fixture.plan()
    plan.servers.removeLast()
    var ledger = UsageLedger(Fixture.started(plan))
    for second in 0..<Int64(70_000) {
      ledger.add(Fixture.record(second * 1000, second * 1000 + 500))
      ledger.add(Watch.sample("s0", cores: 0.5), at: Fixture.time(second * 1000 + 1000))
    }
    var summary = ConditionSummary()
    summary.pages = 70_000
    summary.wallSeconds = 35_000
    let told = try #require(ledger.figures(of: 0, summary))
    // Within what one coarse bucket at the end can hold.
    #expect(told.cores.map { abs($0 - 1) < 1e-3 } == true)
    #expect(told.pagesPerCoreSecond.map { abs($0 - 2) < 2e-3 } == true)
    var spans = UsageSpans()
    for second in 0..<Int64(70_000) {
      spans.add(Watch.sample("s0"), at: Fixture.time(second * 1000))
    }
    #expect(spans.all.count <= UsageSpans.limit)
  }

  @Test("No time of a request or a sample traps", arguments: [Int64.min, -1, 0, 1, .max])
  func hostile(nanoseconds: Int64) throws {
    let time = RunTime(nanoseconds: nanoseconds)
    var record = Fixture.record(0, 1000)
    record.start = time
    var late = Fixture.record(0, 1000)
    late.end = time
    let told = try Self.resources([
      Fixture.finished(record), Fixture.finished(late), Self.request(0, 1000),
      RunEvent(time, .resourceSampled(Watch.sample("s0", cores: 1e308))),
      RunEvent(time, .resourceSampled(Watch.sample("s0", cores: 1))),
      Self.sampled(at: 1000, "s0", cores: 1),
    ])
    #expect(told[0]?.cores.map(\.isFinite) ?? true)
  }

  @Test("A launched server's start is timed; one that was there already has none")
  func startUp() throws {
    let events = [
      RunEvent(Fixture.time(100), .serverChanged(ServerChange(server: 0, state: .launching))),
      RunEvent(
        Fixture.time(900), .serverChanged(ServerChange(server: 0, state: .launching, detail: "…"))),
      RunEvent(Fixture.time(1000), .serverChanged(ServerChange(server: 0, state: .loading))),
      RunEvent(Fixture.time(3100), .serverChanged(ServerChange(server: 0, state: .ready))),
      RunEvent(Fixture.time(3100), .serverChanged(ServerChange(server: 1, state: .loading))),
      RunEvent(Fixture.time(3200), .serverChanged(ServerChange(server: 1, state: .ready))),
      RunEvent(Fixture.time(9000), .serverChanged(ServerChange(server: 0, state: .stopped))),
    ]
    let start = RunEvent(.zero, .runStarted(Fixture.started(Fixture.plan())))
    let servers = try #require(RunFigures(events: [start] + events)).servers
    #expect(servers.map(\.startUp) == [3_000_000_000, nil])
  }

  private static func isClose(_ value: Double?, _ wanted: Double) -> Bool {
    value.map { abs($0 - wanted) < 1e-9 * max(1, wanted) } ?? false
  }
}
