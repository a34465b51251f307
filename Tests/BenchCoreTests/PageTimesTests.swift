import BenchCore
import Testing

/// Pages of streamed answers, live and at the end.
@Suite("Page times") struct PageTimesTests {
  /// Two requests at once, pages at 30, 40, 70 ms and 50, 60 ms, on condition 0.
  static func events(
    phase: Phase = .measurement, _ outcome: Outcome = .ok(Answer(pages: 3))
  ) -> [RunEvent] {
    func start(_ sequence: Int, at time: Int64) -> RunEvent {
      let start = RequestStart(
        sequence: sequence, condition: 0, document: 0, round: 0, phase: phase)
      return RunEvent(Fixture.time(time), .requestStarted(start))
    }
    func page(_ sequence: Int, _ number: Int, at time: Int64) -> RunEvent {
      RunEvent(
        Fixture.time(time),
        .pageReceived(PageReceived(sequence: sequence, condition: 0, page: number)))
    }
    return [
      RunEvent(.zero, .runStarted(Fixture.started(Fixture.plan()))),
      start(0, at: 10), start(1, at: 20), page(0, 1, at: 30), page(0, 2, at: 40),
      page(1, 1, at: 50), page(1, 2, at: 60), page(0, 3, at: 70),
      Fixture.finished(Fixture.record(10, 80, sequence: 0, phase: phase, outcome)),
      Fixture.finished(
        Fixture.record(20, 90, sequence: 1, phase: phase, .ok(Answer(pages: 2)))),
    ]
  }

  @Test("a request in flight counts its pages")
  func inFlight() {
    var state = RunState()
    state.apply(Self.events().prefix(7))
    #expect(state.inFlight.elements.map(\.pages) == [2, 2])
    #expect(state.inFlight[sequence: 0]?.firstPage == Fixture.time(30))
    #expect(state.inFlight[sequence: 1]?.newestPage == Fixture.time(60))
    #expect(state.inFlight[sequence: 7] == nil)
  }

  @Test("the first page counts from the start, gaps within a request")
  func exact() throws {
    let summary = try #require(RunFigures(events: Self.events())).conditions[0]
    #expect(summary.firstPageSeconds == [0.02, 0.03])
    #expect(summary.pageGapSeconds == [0.01, 0.01, 0.03])
    #expect(summary.firstPagePercentile(0.5) == 0.025)
    #expect(summary.pageGapPercentile(0.5) == 0.01)
    #expect(summary.pageGapPercentile(0.95) == nil)
  }

  @Test("live figures are those of the end, within the width of a bucket")
  func live() throws {
    var state = RunState()
    state.apply(Self.events())
    let times = try #require(state.conditions[0].pageTimes)
    #expect(times.first.count == 2 && times.gaps.count == 3)
    let first = try #require(times.first.nanoseconds(atPercentile: 1))
    #expect(abs(Double(first) / 30e6 - 1) < 0.001)
    #expect(state.conditions[1].pageTimes == nil)
  }

  @Test("a failed request has no first page, and the gaps that it had")
  func failed() throws {
    let events = Self.events(Fixture.failure(.truncated))
    let summary = try #require(RunFigures(events: events)).conditions[0]
    #expect(summary.firstPageSeconds == [0.03])
    #expect(summary.pageGapSeconds.count == 3)
    var state = RunState()
    state.apply(events)
    #expect(state.conditions[0].pageTimes?.first.count == 1)
  }

  @Test("warm-up is in no figure")
  func warmUp() throws {
    let events = Self.events(phase: .warmUp)
    let summary = try #require(RunFigures(events: events)).conditions[0]
    #expect(summary.firstPageSeconds.isEmpty && summary.pageGapSeconds.isEmpty)
    var state = RunState()
    state.apply(events)
    #expect(state.conditions[0].pageTimes == nil)
  }

  @Test("a page of no request in flight is a misfit, and nothing else")
  func misfit() {
    var state = RunState()
    state.apply(Self.events())
    let page = PageReceived(sequence: 0, condition: 0, page: 4)
    let before = state.conditions
    state.apply(RunEvent(Fixture.time(95), .pageReceived(page)))
    #expect(state.misfits == 1)
    #expect(state.conditions == before)
  }
}
