import BenchCore

/// A run on servers that take the same time for the same document in the same round, whenever they
/// are asked: what a resumed run must come to is what an uninterrupted one comes to.
struct ScheduledRun {
  let started: RunStarted
  private(set) var events: [RunEvent] = []
  private var now: Int64
  private var sequence: Int
  private var block: Int
  private let complete: (_ round: Int, _ concurrency: Int) -> Bool

  /// A run from its start.
  init(_ plan: Plan, documents: Int = 3) {
    started = Fixture.started(plan, documents: documents)
    (now, sequence, block) = (0, 0, 0)
    complete = { _, _ in false }
    events = [RunEvent(.zero, .runStarted(started))]
    makeReady()
  }

  /// The new segment of a run that goes on.
  init(_ resumption: Resumption, gap: Double = 60) {
    started = resumption.started
    now = resumption.begin.nanoseconds
    (sequence, block) = (resumption.nextSequence, resumption.nextBlock)
    complete = { resumption.isComplete(round: $0, concurrency: $1) }
    let wallClock = (resumption.lastSeen ?? 0) + gap
    events = [
      RunEvent(
        resumption.begin,
        .runResumed(
          RunResumed(
            wallClock: wallClock, timestamp: "", version: "1", arguments: [], host: started.host,
            gapSeconds: resumption.gap(until: wallClock), kept: resumption.keptRequests,
            discarded: resumption.discardedRequests)))
    ]
    makeReady()
  }

  private mutating func makeReady() {
    for server in started.plan.servers.indices {
      now += 1_000_000
      tell(.serverChanged(ServerChange(server: server, state: .ready, detail: "ready")))
    }
  }

  /// Everything that is still to be sent, and the end.
  mutating func finish() -> [RunEvent] {
    let plan = started.plan
    for concurrency in plan.concurrencies {
      let schedule = Schedule(
        plan: plan, concurrency: concurrency, documents: started.corpus.count)
      let steps = (0..<schedule.steps).filter {
        !complete(schedule.round(ofStep: $0), concurrency)
      }
      if !steps.isEmpty { send(schedule.warmUpBlocks(documents: [0])) }
      for step in steps { send(schedule.blocks(step: step)) }
    }
    tell(.runFinished(RunFinished(.completed)))
    return events
  }

  private mutating func send(_ blocks: [Block]) {
    for block in blocks {
      for lane in block.lanes {
        for document in lane.documents {
          let start = now
          now += Self.nanoseconds(lane.condition, document, block.round)
          let record = RequestRecord(
            sequence: sequence, condition: lane.condition, document: document,
            round: block.round, block: self.block, phase: block.phase,
            intendedStart: RunTime(nanoseconds: start), start: RunTime(nanoseconds: start),
            end: RunTime(nanoseconds: now), outcome: .ok(Answer(pages: 2)))
          sequence += 1
          events.append(
            RunEvent(
              record.start,
              .requestStarted(
                RequestStart(
                  sequence: record.sequence, condition: record.condition,
                  document: record.document, round: record.round, phase: record.phase))))
          events.append(RunEvent(record.end, .requestFinished(record)))
        }
      }
      self.block += 1
    }
  }

  /// Twenty milliseconds and more, other for every request of a round.
  private static func nanoseconds(_ condition: Int, _ document: Int, _ round: Int) -> Int64 {
    var generator = SeededGenerator(
      seed: UInt64(condition * 10_007 + document * 101 + round))
    return 20_000_000 + Int64(document) * 7_000_000 + Int64(generator.next() % 5_000_000)
  }

  private mutating func tell(_ payload: RunEvent.Payload) {
    events.append(RunEvent(RunTime(nanoseconds: now), payload))
  }
}

extension [RunEvent] {
  /// What a journal holds of a run that was killed after so many events.
  func killed(after count: Int) -> SavedRun { saved(.journal, Array(prefix(count))) }

  /// What the result holds of a run that was stopped then: what was in flight is aborted.
  func stopped(after count: Int) -> SavedRun {
    var events = Array(prefix(count))
    if case .requestStarted(let start) = events.last?.payload, let last = events.last {
      let end = RunTime(nanoseconds: last.time.nanoseconds + 5_000_000)
      events.append(
        RunEvent(
          end,
          .requestFinished(
            RequestRecord(
              sequence: start.sequence, condition: start.condition, document: start.document,
              round: start.round, block: 1_000, phase: start.phase, intendedStart: last.time,
              start: last.time, end: end, outcome: Fixture.failure(.aborted)))))
    }
    events.append(
      RunEvent(events.last?.time ?? .zero, .runFinished(RunFinished(.interrupted))))
    return saved(.result, events)
  }

  func saved(_ kind: SavedRun.Kind, _ events: [RunEvent]) -> SavedRun {
    guard case .runStarted(let started) = events.first?.payload else {
      return SavedRun(
        kind: kind, started: Fixture.started(Fixture.plan()), events: [], warnings: [])
    }
    return SavedRun(kind: kind, started: started, events: events, warnings: [])
  }

  var records: [RequestRecord] {
    compactMap { if case .requestFinished(let record) = $0.payload { record } else { nil } }
  }
}
