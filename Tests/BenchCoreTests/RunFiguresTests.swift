import BenchCore
import Statistics
import Testing

/// A run of one server, worked out by hand.
///
///     block 0   ok 100→300, ok 100→600      union 500 ms
///     block 1   of another condition        not in it
///     block 2   timeout 1000→2000, ok 1000→1250   union 1000 ms
private let records = [
  Fixture.record(0, 90, sequence: 0, phase: .warmUp, reused: false),
  Fixture.record(100, 300, sequence: 1, reused: false, ok(pages: 3, seconds: 0.15)),
  Fixture.record(100, 600, sequence: 2, stale: 1, ok(pages: 5, seconds: 0.4)),
  Fixture.record(600, 1000, sequence: 3, condition: 1, block: 1, ok(pages: 100)),
  Fixture.record(1000, 2000, sequence: 4, block: 2, Fixture.failure(.timeout)),
  Fixture.record(1000, 1250, sequence: 5, block: 2, ok(pages: 1)),
]

private func ok(pages: Int, seconds: Double? = nil) -> Outcome {
  .ok(Answer(pages: pages, serverSeconds: seconds))
}

private func events(notes: Int = 1) -> [RunEvent] {
  let started = RunEvent(.zero, .runStarted(Fixture.started(Fixture.plan(servers: 2))))
  let told = (0..<notes).map { RunEvent(Fixture.time(1), .note(Note(.note, "\($0)"))) }
  return [started] + told + records.map(Fixture.finished)
}

@Suite("The figures of a run")
struct RunFiguresTests {
  @Test("are what a calculation by hand gives")
  func agreeWithAHand() throws {
    let figures = try #require(RunFigures(events: events()))
    let summary = figures.conditions[0]
    #expect(summary.total == 4)
    #expect(summary.succeeded == 3)
    #expect(summary.failed == 1)
    #expect(summary.failures == [.timeout: 1])
    #expect(summary.serviceSeconds == [0.2, 0.25, 0.5])
    #expect(summary.pages == 9)
    #expect(summary.warmUps == 1)
    #expect(summary.staleRetries == 1)
    #expect(summary.wallSeconds == 1.5)
    #expect(summary.pagesPerSecond == 6)
    #expect(summary.requestsPerSecond == 2)
    #expect(summary.minimum == 0.2)
    #expect(summary.maximum == 0.5)
    #expect(abs((summary.mean ?? 0) - 0.95 / 3) < 1e-12)
    #expect(abs(summary.totalSeconds - 0.95) < 1e-12)
    // Squared deviations from 0.31667: 0.013611 + 0.004444 + 0.033611 = 0.051667, over 2.
    #expect(abs((summary.standardDeviation ?? 0) - 0.160728) < 1e-6)
    // 0.2 − 0.15 and 0.5 − 0.4; the third answer told no time of its own.
    #expect(summary.webOverhead.count == 2)
    #expect(abs((summary.webOverhead.mean ?? 0) - 0.075) < 1e-12)
    #expect(abs((summary.serverSeconds.mean ?? 0) - 0.275) < 1e-12)
    #expect(abs((summary.webOverheadShare ?? 0) - 0.15 / 0.7) < 1e-12)
    #expect(summary.percentile(0.5) == 0.25)
    #expect(summary.support(0.5) == .rough)
    #expect(summary.percentile(0.9) == nil)
    #expect(figures.conditions[1].pages == 100)
    #expect(figures.conditions[1].wallSeconds == 0.4)
    #expect(figures.end == Fixture.time(2000))
    #expect(figures.finished == nil)
  }

  @Test("of the live state are the same, but for percentiles")
  func agreeWithTheLiveOnes() throws {
    var state = RunState()
    state.apply(events())
    let live = state.conditions[0]
    #expect(live.succeeded == 3)
    #expect(live.finished == 4)
    #expect(live.warmUps == 1)
    #expect(live.pages == 9)
    #expect(live.pagesPerSecond == 6)
    #expect(live.requestsPerSecond == 2)
    #expect(live.serviceMinimum == 200_000_000)
    #expect(live.serviceMaximum == 500_000_000)
    #expect(abs((live.meanServiceSeconds ?? 0) - 0.95 / 3) < 1e-12)
    #expect(abs((live.webOverhead.mean ?? 0) - 0.075) < 1e-12)
    #expect(live.newConnections == 1)
    #expect(live.staleRetries == 1)
    #expect(
      live.recent.elements.map(\.phase) == [.warmUp] + Array(repeating: .measurement, count: 4))
    #expect(live.recent.elements.map(\.failure) == [nil, nil, nil, .timeout, nil])
  }

  @Test("of nothing are unknown, not zero")
  func areUnknownForNothing() throws {
    #expect(RunFigures(events: []) == nil)
    #expect(RunFigures(events: [Fixture.finished(records[1])]) == nil)
    let figures = try #require(RunFigures(events: events().prefix(1)))
    let summary = figures.conditions[0]
    #expect(summary.mean == nil)
    #expect(summary.minimum == nil)
    #expect(summary.standardDeviation == nil)
    #expect(summary.pagesPerSecond == nil)
    #expect(summary.webOverheadShare == nil)
    #expect(summary.webOverhead.mean == nil)
    #expect(summary.percentile(0.5) == nil)
  }

  @Test("keep what the stop cut off apart from what the server failed")
  func separateAborted() throws {
    let stopped = Fixture.record(2000, 2100, sequence: 6, block: 3, Fixture.failure(.aborted))
    let figures = try #require(RunFigures(events: events() + [Fixture.finished(stopped)]))
    let summary = figures.conditions[0]
    #expect((summary.total, summary.succeeded) == (5, 3))
    #expect((summary.failed, summary.aborted, summary.unsuccessful) == (1, 1, 2))
    #expect(figures.failures.map(\.cause.kind) == [.timeout])
  }

  @Test("keep the first thousand notes")
  func boundNotes() throws {
    let figures = try #require(RunFigures(events: events(notes: 1500)))
    #expect(figures.notes.map(\.note.text) == (0..<1000).map(String.init))
  }
}

@Suite("A condition's own time")
struct ThroughputWindowTests {
  @Test("is the union of its blocks")
  func isTheUnion() {
    var window = ThroughputWindow()
    #expect(window.seconds == 0)
    window.add(Fixture.record(100, 200, block: 1))
    window.add(Fixture.record(50, 150, block: 1))
    window.add(Fixture.record(180, 350, block: 1))
    #expect(window.seconds == 0.3)
    window.add(Fixture.record(1000, 1100, block: 4))
    #expect(window.seconds == 0.4)
  }

  @Test("counts once what two of its blocks share")
  func overlaps() {
    var window = ThroughputWindow()
    window.add(Fixture.record(100, 300, block: 1))
    window.add(Fixture.record(200, 500, block: 2))
    #expect(window.seconds == 0.4)
    window.add(Fixture.record(250, 280, block: 3))
    #expect(window.seconds == 0.4)
    window.add(Fixture.record(50, 120, block: 4))
    #expect(window.seconds == 0.45)
    window.add(Fixture.record(700, 800, block: 5))
    #expect(window.seconds == 0.55)
  }

  /// The measure of a union found by marking every millisecond.
  @Test("is what marking every millisecond gives", arguments: 0..<20 as Range<UInt64>)
  func agreesWithMarking(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var window = ThroughputWindow()
    var marked = Set<Int64>()
    for block in 0..<300 {
      // Blocks begin in order, as a schedule's do, and last into those after them.
      let start = Int64(block * 20 + generator.index(below: 15))
      let end = start + Int64(1 + generator.index(below: 60))
      window.add(Fixture.record(start, end, block: block))
      marked.formUnion(start..<end)
    }
    #expect(abs(window.seconds - Double(marked.count) / 1000) < 1e-9)
  }

  @Test("is the same when answers of neighbouring blocks are judged out of order")
  func toleratesLateRecords() {
    var inOrder: [RequestRecord] = []
    for block in 0..<200 {
      for start in [0, 10, 20] {
        let start = Int64(block * 100 + start)
        inOrder.append(Fixture.record(start, start + 30, block: block))
      }
    }
    var generator = SeededGenerator(seed: 4)
    var late = inOrder
    for index in late.indices.dropLast(20) {
      late.swapAt(index, index + generator.index(below: 20))
    }
    var first = ThroughputWindow()
    var second = ThroughputWindow()
    for record in inOrder { first.add(record) }
    for record in late { second.add(record) }
    #expect(first.seconds == 10)
    #expect(second.seconds == 10)
  }

  @Test("does not overflow")
  func saturates() {
    var window = ThroughputWindow()
    for block in 0..<100 {
      var record = Fixture.record(0, 0, block: block)
      record.start = RunTime(nanoseconds: .min)
      record.end = RunTime(nanoseconds: .max)
      window.add(record)
    }
    #expect(window.seconds == Double(Int64.max) / 1e9)
  }
}
