import BenchCore
import Testing

@Suite("A run that is resumed")
struct ResumptionTests {
  /// A shape of run, and where it is cut short, as a share of its events.
  struct Case: CustomTestStringConvertible, Sendable {
    var order = ScheduleOrder.interleaved
    var concurrencies = [1]
    var dpis = [150.0]
    var load = LoadModel.closed
    var isKilled = true

    var plan: Plan {
      Fixture.plan(
        dpis: dpis, concurrencies: concurrencies, load: load, rounds: 4, order: order)
    }
    var testDescription: String {
      "\(order) \(concurrencies) \(dpis) \(load) \(isKilled ? "killed" : "stopped")"
    }
  }

  static let cases =
    ScheduleOrder.allCases.flatMap { order in
      [true, false].flatMap { isKilled in
        [
          Case(order: order, isKilled: isKilled),
          Case(order: order, concurrencies: [1, 4], isKilled: isKilled),
        ]
      }
    } + [
      Case(concurrencies: [1, 2], dpis: [100, 300]),
      Case(load: .open(OpenLoad(ratePerSecond: 20, arrivals: .poisson))),
    ]

  @Test("comes to what an uninterrupted one comes to, wherever it was cut short", arguments: cases)
  func same(_ test: Case) throws {
    var whole = ScheduledRun(test.plan)
    let told = whole.finish()
    let wanted = try #require(RunFigures(events: told))
    #expect(!wanted.judgement.diagnoses.contains { $0.kind == .resumed })
    // Every place is cut at in the shortest run, some in the others.
    for count in stride(from: 1, to: told.count, by: max(1, told.count / 60)) {
      let left = test.isKilled ? told.killed(after: count) : told.stopped(after: count)
      let resumption = try Resumption(left)
      var segment = ScheduledRun(resumption)
      let resumed = resumption.kept + segment.finish()
      let figures = try #require(RunFigures(events: resumed))
      for (own, other) in zip(figures.conditions, wanted.conditions) {
        #expect(own.total == other.total && own.succeeded == other.succeeded)
        #expect(own.aborted == 0 && own.pages == other.pages)
        #expect(own.serviceSeconds.sorted() == other.serviceSeconds.sorted())
        #expect(abs(own.wallSeconds - other.wallSeconds) < 1e-9)
        #expect(own.tail == other.tail && own.size == other.size)
      }
      #expect(
        figures.judgement.pairs.map(\.comparison.ratio)
          == wanted.judgement.pairs.map(\.comparison.ratio))
      #expect(figures.judgement.diagnoses.contains { $0.kind == .resumed })
      // Every document of every round once, and no number twice.
      let records = resumed.records
      #expect(Set(records.map(\.sequence)).count == records.count)
      let measured = records.filter { $0.phase == .measurement }
      let places = Set(measured.map { [$0.condition, $0.round, $0.document] })
      #expect(
        places.count == measured.count
          && measured.count == told.records.filter { $0.phase == .measurement }.count)
      #expect(resumption.keptRequests <= measured.count)
    }
  }

  @Test("measures each round in one segment")
  func whole() throws {
    var run = ScheduledRun(Fixture.plan(rounds: 4))
    let told = run.finish()
    for count in 1..<told.count {
      let resumption = try Resumption(told.killed(after: count))
      for record in resumption.kept.records where record.phase == .measurement {
        #expect(resumption.isComplete(round: record.round, concurrency: 1))
      }
      let kept = resumption.kept.records.filter { $0.phase == .measurement }
      #expect(kept.count == resumption.completeRounds * 6)
      #expect(resumption.kept.allSatisfy { $0.time < resumption.begin || kept.isEmpty })
    }
  }

  @Test(
    "keeps exactly the rounds that are complete",
    arguments: [
      // Events before: the start, two servers, two warm-up requests; then twelve for each round.
      (7, 0), (18, 0), (19, 1), (30, 1), (31, 2), (43, 3), (54, 3), (55, 4),
    ])
  func rounds(events: Int, complete: Int) throws {
    var run = ScheduledRun(Fixture.plan(rounds: 4))
    let resumption = try Resumption(run.finish().killed(after: events))
    #expect(resumption.completeRounds == complete)
    #expect(resumption.keptRequests == complete * 6)
    #expect(resumption.isOver == (complete == 4))
  }

  @Test("can be cut short and resumed again, with what was left out counted")
  func twice() throws {
    var run = ScheduledRun(Fixture.plan(rounds: 4))
    // Round 1 is complete, of round 2 are three requests.
    let first = try Resumption(run.finish().killed(after: 19 + 6))
    #expect(first.discardedRequests == 3 && first.completeRounds == 1)
    var second = ScheduledRun(first, gap: 60)
    let again = second.finish()
    // Killed before the new segment has a whole round: nothing of it stays, but its count.
    let early = first.kept + again.prefix(3 + 4 + 5)
    let third = try Resumption(early.killed(after: early.count))
    #expect(third.completeRounds == 1 && third.kept == first.kept)
    #expect(third.discardedRequests == 3 + 4 + 1)
    // Killed later, both segments stay.
    let late = first.kept + again.prefix(3 + 4 + 12 + 4)
    let fourth = try Resumption(late.killed(after: late.count))
    #expect(fourth.completeRounds == 2)
    #expect(fourth.discardedRequests == 2)
    var last = ScheduledRun(fourth, gap: 7200)
    let figures = try #require(RunFigures(events: fourth.kept + last.finish()))
    let sentence = figures.judgement.diagnoses.first { $0.kind == .resumed }?.sentence ?? ""
    #expect(sentence.contains("resumed 2 times") && sentence.contains("3 segments"), "\(sentence)")
    #expect(sentence.contains("5 requests"), "\(sentence)")
  }

  @Test("cannot be one that is whole, or the guide's, or without hashes")
  func refusals() throws {
    var run = ScheduledRun(Fixture.plan(rounds: 2))
    let told = run.finish()
    #expect(throws: Resumption.Refusal.complete) { try Resumption(told.saved(.result, told)) }
    #expect(throws: Resumption.Refusal.guide) { try Resumption(told.saved(.guide, told)) }
    // The journal of a whole run still has to become its result.
    let journal = try Resumption(told.saved(.journal, told))
    #expect(journal.isOver && journal.kept.last?.isEnd == true && journal.discardedRequests == 0)
    var started = run.started
    started.corpus[1].sha256 = ""
    let nameless = SavedRun(kind: .journal, started: started, events: told, warnings: [])
    #expect(throws: Resumption.Refusal.unknownDocuments) { try Resumption(nameless) }
  }

  @Test("goes on without a server that it was made without")
  func leftOut() throws {
    var run = ScheduledRun(Fixture.plan(rounds: 2))
    var told = run.finish().filter { event in
      if case .requestStarted(let start) = event.payload { return start.condition == 0 }
      if case .requestFinished(let record) = event.payload { return record.condition == 0 }
      return !event.isEnd
    }
    // A server that nobody has heard of is still to be measured.
    #expect(try Resumption(told.killed(after: told.count)).completeRounds == 0)
    told.insert(
      RunEvent(
        Fixture.time(2), .serverChanged(ServerChange(server: 1, state: .unavailable))), at: 3)
    let resumption = try Resumption(told.killed(after: told.count))
    #expect(resumption.leftOut == [1] && resumption.completeRounds == 2)
  }

  @Test("keeps what was told while complete rounds were measured, and no more")
  func sieve() throws {
    var run = ScheduledRun(Fixture.plan(rounds: 4))
    var told = Array(run.finish().prefix(19 + 6))
    let records = told.records
    let end = try #require(records.filter { $0.round == 0 }.map(\.end).max())
    let after = RunTime(nanoseconds: (records.last?.end.nanoseconds ?? 0) - 1)
    let health = EngineHealth(
      interval: 1, maximumLag: 0, cpu: 0, openSockets: 1, inFlight: 1, meanInFlight: 1,
      unjudged: 0)
    let before = RunTime(nanoseconds: end.nanoseconds - 1)
    for time in [before, after] {
      told += [
        RunEvent(time, .engineHealth(health)), RunEvent(time, .note(Note(.serious, "asleep"))),
        RunEvent(time, .resourceSampled(ResourceSample(subject: "s0", interval: 1))),
        RunEvent(time, .gpuSampled(GPUSample(index: 0, name: ""))),
        RunEvent(time, .subjectChanged(SubjectChange(subject: "s0", kind: .paused))),
      ]
    }
    let resumption = try Resumption(told.killed(after: told.count))
    let kept = resumption.kept.filter { event in
      switch event.payload {
      case .engineHealth, .note, .resourceSampled, .gpuSampled, .subjectChanged: true
      default: false
      }
    }
    #expect(kept.map(\.time) == Array(repeating: before, count: 5))
  }

  @Test("is none of a file whose plan has fewer rounds than none", arguments: [0, -1, Int.min])
  func damagedRounds(rounds: Int) throws {
    var run = ScheduledRun(Fixture.plan(rounds: 2))
    let told = run.finish().filter { !$0.isEnd }
    var started = run.started
    started.plan.rounds = rounds
    let saved = SavedRun(kind: .journal, started: started, events: told, warnings: [])
    let resumption = try Resumption(saved)
    #expect(resumption.completeRounds == 0 && resumption.keptRequests == 0)
    #expect(!resumption.words.isEmpty)
  }

  @Test("counts what was left out before as far as numbers go, and nothing below none")
  func damagedCounts() throws {
    var run = ScheduledRun(Fixture.plan(rounds: 4))
    let first = try Resumption(run.finish().killed(after: 19))
    #expect(first.completeRounds == 1 && first.discardedRequests == 0)
    func resumed(_ discarded: Int) -> RunEvent {
      RunEvent(
        first.begin,
        .runResumed(
          RunResumed(
            wallClock: 0, timestamp: "", version: "1", arguments: [], host: run.started.host,
            gapSeconds: nil, kept: 0, discarded: discarded)))
    }
    func discarded(_ counts: Int...) throws -> Int {
      let events = first.kept + counts.map(resumed)
      return try Resumption(events.killed(after: events.count)).discardedRequests
    }
    #expect(try discarded(2, 3) == 5)
    #expect(try discarded(.max, 1) == .max)
    #expect(try discarded(.min, 1) == 1)
  }

  @Test("goes on with its stop rule, of which a round that is there is no end")
  func stopRule() throws {
    var plan = Fixture.plan(rounds: 4)
    plan.stopRule = StopRule(margin: 0.01)
    var run = ScheduledRun(plan)
    let told = run.finish().filter { !$0.isEnd }
    #expect(try !Resumption(told.killed(after: told.count)).isOver)
  }

  @Test("says what differs from before")
  func differences() throws {
    var run = ScheduledRun(Fixture.plan(rounds: 4))
    let resumption = try Resumption(run.finish().killed(after: 31))
    var host = run.started.host
    var now = RunResumed(
      wallClock: 0, timestamp: "", version: "1", arguments: [], host: host, gapSeconds: nil,
      kept: 0, discarded: 0)
    #expect(resumption.differences(from: now).isEmpty)
    now.version = "2"
    host.cores = 64
    now.host = host
    let told = resumption.differences(from: now)
    #expect(told.count == 2 && told[0].contains("version") && told[1].contains("64"), "\(told)")
    let same = ServerChange(server: 0, state: .ready, detail: "ready")
    let other = ServerChange(server: 0, state: .ready, detail: "ready, version 9")
    #expect(resumption.difference(of: same) == nil)
    #expect(resumption.difference(of: other)?.contains("version 9") == true)
  }

  @Test("has a wall clock in every segment")
  func wallClock() throws {
    var run = ScheduledRun(Fixture.plan(rounds: 4))
    let resumption = try Resumption(run.finish().killed(after: 31))
    var segment = ScheduledRun(resumption, gap: 3600)
    let events = resumption.kept + segment.finish()
    let clock = SegmentClock(events)
    let start = run.started.wallClock
    #expect(clock.wallClock(at: Fixture.time(2500)) != nil)
    #expect(clock.wallClock(at: .zero) == start)
    let seen = try #require(resumption.lastSeen)
    #expect(clock.wallClock(at: resumption.begin) == seen + 3600)
    #expect(resumption.gap(until: seen + 3600) == 3600)
    #expect(resumption.gap(until: seen - 1) == nil, "a clock that was set back tells no gap")
    // On the run's own clock no time has passed.
    var state = RunState()
    state.apply(events)
    let sum = events.records.reduce(0.0) { $0 + $1.serviceSeconds }
    #expect(state.now.seconds(since: .zero) < sum + 0.1)
  }
}
