import BenchCore
import Testing

@Suite("The run's state")
struct RunStateTests {
  @Test("tells a run as its events did")
  func foldsARun() throws {
    let plan = Fixture.plan(servers: 2)
    let start = RequestStart(sequence: 2, condition: 1, document: 2, round: 3, phase: .measurement)
    let change = ServerChange(server: 1, state: .ready, detail: "ok", url: "http://x")
    let health = EngineHealth(
      interval: 1, maximumLag: 7, cpu: 2, openSockets: 3, inFlight: 1, meanInFlight: 1, unjudged: 0)
    var calm = health
    calm.maximumLag = 3
    let note = Note(.warning, "careful")
    let failed = Fixture.record(
      20, 50, sequence: 1, condition: 0, document: 1, round: 2, Fixture.failure(.timeout))
    let events = [
      RunEvent(.zero, .runStarted(Fixture.started(plan))),
      RunEvent(Fixture.time(1), .serverChanged(change)),
      RunEvent(Fixture.time(2), .note(note)),
      Fixture.finished(Fixture.record(10, 20, sequence: 0, condition: 0)),
      RunEvent(Fixture.time(20), .requestStarted(start)),
      Fixture.finished(failed),
      RunEvent(Fixture.time(60), .engineHealth(health)),
      RunEvent(Fixture.time(55), .engineHealth(calm)),
    ]
    var state = RunState()
    state.apply(events)
    #expect(state.now == Fixture.time(60))
    #expect(state.started == Fixture.started(plan))
    #expect(state.servers.map(\.state) == [.unknown, .ready])
    #expect(state.servers[1].url == "http://x")
    #expect(state.servers[1].since == Fixture.time(1))
    #expect(state.inFlight.elements.map(\.start) == [start])
    #expect(state.round == 2)
    #expect(state.engine == calm)
    #expect(state.maximumEngineLag == 7)
    #expect(state.notes.elements.map(\.note) == [note])
    #expect(state.failures.groups.map(\.cause.kind) == [.timeout])
    #expect(state.failures.groups.first?.document == 1)
    #expect(state.plannedRequests == 6)
    #expect(state.finishedRequests == 2)
    #expect(state.misfits == 0)
    #expect(state.conditions[0].succeeded == 1)
    #expect(state.conditions[0].failures == [.timeout: 1])
    state.apply(RunEvent(Fixture.time(61), .runFinished(RunFinished(.interrupted))))
    #expect(state.finished == RunFinished(.interrupted))
    #expect(state.inFlight.isEmpty)
  }

  @Test("forgets an earlier run when a new one starts")
  func startsAnew() {
    var state = RunState()
    var random = RandomEvents(seed: 3)
    state.apply((0..<500).map { _ in random.next() })
    let start = RunEvent(Fixture.time(5), .runStarted(Fixture.started(Fixture.plan())))
    state.apply(start)
    var fresh = RunState()
    fresh.apply(start)
    // The clock is a new one too.
    #expect(state.conditions == fresh.conditions)
    #expect(state.servers == fresh.servers)
    #expect(state.notes == fresh.notes)
    #expect(state.finished == nil)
  }

  @Test(
    "does not depend on how the events are cut into batches",
    arguments: 1...20 as ClosedRange<UInt64>)
  func ignoresBatches(seed: UInt64) {
    var random = RandomEvents(seed: seed)
    let events = (0..<400).map { _ in random.next() }
    var whole = RunState()
    whole.apply(events)
    for size in [1, 2, 7, 399] {
      var cut = RunState()
      for start in stride(from: 0, to: events.count, by: size) {
        cut.apply(events[start..<min(start + size, events.count)])
      }
      #expect(cut == whole)
    }
  }

  @Test(
    "survives any order of events with any numbers in them, and every view of it too",
    arguments: 100...120 as ClosedRange<UInt64>)
  func survivesAnything(seed: UInt64) {
    var random = RandomEvents(seed: seed)
    var state = RunState()
    for _ in 0..<400 {
      state.apply(random.next())
      _ = (state.plannedRequests, state.finishedRequests, state.secondsLeft)
      for condition in state.conditions {
        _ = (condition.finished, condition.meanServiceSeconds, condition.pagesPerSecond)
        _ = (condition.requestsPerSecond, condition.webOverhead.mean)
        _ = condition.serviceTime.nanoseconds(atPercentile: 0.5)
      }
    }
  }

  @Test("counts events about what the plan does not have", arguments: [Int.min, -1, 2, Int.max])
  func countsMisfits(index: Int) {
    var state = RunState()
    let start = RequestStart(
      sequence: 0, condition: index, document: 0, round: 0, phase: .measurement)
    state.apply(RunEvent(.zero, .runStarted(Fixture.started(Fixture.plan()))))
    state.apply(RunEvent(.zero, .serverChanged(ServerChange(server: index, state: .ready))))
    state.apply(RunEvent(.zero, .requestStarted(start)))
    state.apply(Fixture.finished(Fixture.record(0, 1, condition: index)))
    var probe = DPIReactionTests.probe(DPIReactionTests.steady, DPIReactionTests.steadyToo)
    probe.server = index
    state.apply(RunEvent(.zero, .dpiProbed(probe)))
    #expect(state.misfits == 4)
    #expect(state.finishedRequests == 0)
    #expect(state.inFlight.isEmpty)
  }

  @Test("forgets a started request when it is finished, also where its condition is unknown")
  func clearsInFlight() {
    var state = RunState()
    state.apply(RunEvent(.zero, .runStarted(Fixture.started(Fixture.plan()))))
    for sequence in 0..<3 {
      let start = RequestStart(
        sequence: sequence, condition: 0, document: 0, round: 0, phase: .measurement)
      state.apply(RunEvent(.zero, .requestStarted(start)))
    }
    state.apply(Fixture.finished(Fixture.record(0, 1, sequence: 1)))
    state.apply(Fixture.finished(Fixture.record(0, 1, sequence: 0, condition: 99)))
    #expect(state.inFlight.elements.map(\.start.sequence) == [2])
  }

  @Test("tells what the stop cut off apart from failures")
  func separatesAborted() throws {
    var state = RunState()
    state.apply(RunEvent(.zero, .runStarted(Fixture.started(Fixture.plan()))))
    state.apply(Fixture.finished(Fixture.record(0, 10, sequence: 0)))
    state.apply(Fixture.finished(Fixture.record(10, 20, sequence: 1, Fixture.failure(.http))))
    state.apply(Fixture.finished(Fixture.record(20, 30, sequence: 2, Fixture.failure(.aborted))))
    let condition = state.conditions[0]
    #expect((condition.succeeded, condition.failed, condition.aborted) == (1, 1, 1))
    #expect(condition.failures == [.http: 1])
    #expect((state.finishedRequests, state.abortedRequests) == (2, 1))
    #expect(state.failures.groups.map(\.cause.kind) == [.http])
    #expect(condition.timeline.buckets.map(\.failed) == [1])
  }

  @Test("stays bounded however long the run is", .timeLimit(.minutes(1)))
  func staysBounded() {
    var state = RunState()
    state.apply(RunEvent(.zero, .runStarted(Fixture.started(Fixture.plan(servers: 1)))))
    for sequence in 0..<5000 {
      let start = RequestStart(
        sequence: -sequence - 1, condition: 0, document: 0, round: 0, phase: .measurement)
      state.apply(RunEvent(.zero, .requestStarted(start)))
    }
    #expect(state.inFlight.count == InFlightTable.limit)
    #expect(state.inFlight.first?.start.sequence == -905)
    state.apply(RunEvent(.zero, .runFinished(RunFinished(.completed))))
    let outcome = Fixture.failure(.http)
    for index in 0..<20_000 {
      let time = Int64(index)
      state.apply(Fixture.finished(Fixture.record(time, time + 1, sequence: index, outcome)))
      state.apply(RunEvent(Fixture.time(time), .note(Note(.note, "n"))))
    }
    #expect(state.conditions[0].recent.count == 4096)
    #expect(state.conditions[0].failed == 20_000)
    #expect(state.failures.groups.count == 1)
    #expect(state.failures.count == 20_000)
    #expect(state.notes.count == 200)
  }

  @Test("holds no more conditions than a plan may have, whatever a damaged file says")
  func boundsConditions() {
    let plan = Fixture.plan(
      dpis: (0..<1000).map(Double.init), concurrencies: Array(0..<1000))
    var state = RunState()
    state.apply(RunEvent(.zero, .runStarted(Fixture.started(plan))))
    #expect(state.conditions.count == Plan.conditionLimit)
    #expect(state.conditions.count == plan.conditions.count)
    #expect(
      plan.problems.map(\.key) == ["dpi"] + Array(repeating: "concurrency", count: 1) + ["dpi"])
  }
}

/// Events of every kind with numbers that nobody expects.
private struct RandomEvents {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func pick<Element>(_ elements: [Element]) -> Element {
    elements[generator.index(below: elements.count)]
  }

  private mutating func int() -> Int {
    pick([.min, .min + 1, -1, 0, 0, 1, 1, 2, 3, 1000, .max - 1, .max])
  }

  private mutating func time() -> RunTime {
    RunTime(nanoseconds: pick([.min, -5, 0, 1, 1_000_000, 5_000_000_000, .max]))
  }

  private mutating func double() -> Double {
    pick([-1e308, -1, 0, 0.5, 2, 1e308, .infinity, -.infinity, .nan])
  }

  private mutating func record() -> RequestRecord {
    let answer = Answer(pages: int(), serverSeconds: pick([nil, double()]))
    return RequestRecord(
      sequence: int(), condition: pick([0, 1, int()]), document: int(), round: int(), block: int(),
      phase: pick(Phase.allCases), intendedStart: time(), start: time(), end: time(),
      connectionReused: pick([true, false]), staleRetries: int(),
      outcome: pick([.ok(answer), .ok(answer), Fixture.failure(pick(FailureKind.allCases))]))
  }

  mutating func next() -> RunEvent {
    let payload: RunEvent.Payload =
      switch generator.index(below: 30) {
      case 0: .runStarted(Fixture.started(plan()))
      case 1: .runFinished(RunFinished(pick(RunFinished.Reason.allCases)))
      case 2...4: .serverChanged(ServerChange(server: int(), state: pick(ServerState.allCases)))
      case 5...12:
        .requestStarted(
          RequestStart(
            sequence: int(), condition: pick([0, 1, int()]), document: int(), round: int(),
            phase: pick(Phase.allCases)))
      case 13, 14:
        // Not a number would make the state differ from itself.
        .engineHealth(
          EngineHealth(
            interval: Int64(int()), maximumLag: Int64(int()), cpu: Int64(int()),
            openSockets: int(), inFlight: int(), meanInFlight: 1, unjudged: int()))
      case 15, 16: .note(Note(pick(Note.Severity.allCases), "n"))
      default: .requestFinished(record())
      }
    return RunEvent(time(), payload)
  }

  private mutating func plan() -> Plan {
    var plan = Fixture.plan(
      servers: pick([0, 1, 2]), concurrencies: pick([[1], [1, 4], []]), rounds: 1)
    plan.rounds = int()
    return plan
  }
}

@Suite("The round of a sweep")
struct SweepRoundTests {
  @Test("begins anew with every concurrency, and the figures know the most that there were")
  func round() {
    let plan = Fixture.plan(concurrencies: [1, 2], rounds: 3)
    var state = RunState()
    state.apply(RunEvent(.zero, .runStarted(Fixture.started(plan))))
    func add(_ concurrency: Int, round: Int) {
      let condition = plan.conditions.firstIndex { $0.concurrency == concurrency } ?? 0
      let record = Fixture.record(
        0, 5, sequence: round, condition: condition, document: 0, round: round)
      state.apply(Fixture.finished(record))
    }
    for round in [0, 2, 1] { add(1, round: round) }
    #expect(state.round == 2)
    add(2, round: 0)
    #expect(state.round == 0 && state.rounds == 3)
    add(2, round: 1)
    #expect(state.round == 1 && state.rounds == 3)
  }
}
