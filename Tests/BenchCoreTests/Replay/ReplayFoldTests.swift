import Testing

@testable import BenchCore

@Suite("A replay's fold")
struct ReplayFoldTests {
  /// A fold that is cheap to compare: which events it was given, in order.
  struct Told: EventFold, Equatable {
    var events: [RunEvent] = []
    mutating func apply(_ event: RunEvent) { events.append(event) }
  }

  /// Requests of two servers a few milliseconds apart, some at the same instant, some failed.
  static func events(_ requests: Int, seed: UInt64 = 1) -> [RunEvent] {
    var random = SeededGenerator(seed: seed)
    var events = [RunEvent(.zero, .runStarted(Fixture.started(Fixture.plan())))]
    var clock: Int64 = 0
    for sequence in 0..<requests {
      clock += Int64(random.index(below: 4))
      let fails = random.index(below: 10) == 0
      let record = Fixture.record(
        clock, clock + Int64(random.index(below: 9)), sequence: sequence,
        condition: sequence % 2, document: sequence % 3, round: sequence * 3 / max(1, requests),
        fails ? Fixture.failure(.http) : .ok(Answer(pages: 1)))
      events.append(Fixture.finished(record))
    }
    events.append(RunEvent(Fixture.time(clock + 20), .runFinished(RunFinished(.completed))))
    return CanonicalOrder.events(events)
  }

  @Test("is the fold of the events before it, wherever it went before", arguments: [0, 1, 1500])
  func seeks(requests: Int) {
    let events = Self.events(requests)
    var fold = ReplayFold<Told>(events, conditions: 2)
    var random = SeededGenerator(seed: 7)
    for _ in 0..<20 {
      let target = random.index(below: events.count + 1)
      fold.move(to: target)
      #expect(fold.count == target)
      #expect(fold.value.events == Array(events[..<target]))
    }
    fold.move(to: -1)
    #expect(fold.value.events.isEmpty)
    fold.move(to: .max)
    #expect(fold.count == events.count)
  }

  @Test("of a run's state equals the direct fold at random instants")
  func states() {
    let events = Self.events(2500, seed: 3)
    var fold = ReplayFold<RunState>(events, conditions: 2)
    var random = SeededGenerator(seed: 9)
    for _ in 0..<12 {
      let time = Fixture.time(Int64(random.index(below: 4000)))
      fold.move(to: fold.count(at: time))
      var direct = RunState()
      direct.apply(events.filter { $0.time <= time })
      #expect(fold.value == direct)
    }
  }

  @Test("keeps a bounded number of copies, made once")
  func copies() {
    let events = Self.events(8000)
    var fold = ReplayFold<Told>(events, conditions: 1)
    fold.prepare()
    #expect(fold.count == 0)
    let count = fold.copyCount
    #expect((8...ReplayFold<Told>.limit).contains(count))
    for place in stride(from: 0, to: events.count, by: 4973) { fold.move(to: place) }
    #expect(fold.copyCount == count)
    #expect(ReplayFold<Told>(events, conditions: 1000).spacing >= events.count / 9)
  }

  @Test("folds from the nearest copy, not from the start")
  func near() {
    let events = Self.events(8000)
    var fold = ReplayFold<Told>(events, conditions: 2)
    fold.prepare()
    var random = SeededGenerator(seed: 4)
    for _ in 0..<25 {
      let target = random.index(below: events.count + 1)
      let before = fold.applied
      fold.move(to: target)
      #expect(fold.applied - before <= fold.spacing)
      #expect(fold.count == target)
    }
  }

  @Test("knows the events of an instant: all that happened until then, and no later one")
  func instants() {
    let events = Self.events(300)
    let fold = ReplayFold<Told>(events, conditions: 2)
    #expect(fold.start == .zero)
    #expect(fold.count(at: fold.end) == events.count)
    for index in events.indices {
      let count = fold.count(at: fold.time(of: index))
      #expect(count > index)
      #expect(events[..<count].allSatisfy { $0.time <= fold.time(of: index) })
      #expect(events[count...].allSatisfy { $0.time > fold.time(of: index) })
    }
  }

  @Test("tells the end last, even where it was told with an earlier time")
  func earlyEnd() {
    let events = CanonicalOrder.events([
      RunEvent(.zero, .runStarted(Fixture.started(Fixture.plan()))),
      RunEvent(Fixture.time(-5), .note(Note(.note, "before"))),
      Fixture.finished(Fixture.record(0, 900)),
      RunEvent(Fixture.time(100), .runFinished(RunFinished(.interrupted))),
    ])
    let fold = ReplayFold<Told>(events, conditions: 2)
    #expect(fold.start == Fixture.time(-5))
    #expect(fold.end == Fixture.time(900))
    #expect(fold.count(at: Fixture.time(899)) == events.count - 2)
    #expect(ReplayFold<Told>([], conditions: 0).count(at: .zero) == 0)
  }
}
