import Testing

@testable import BenchCore

/// When a run stood still, as its events tell it.
@Suite
struct PausesTests {
  private func at(_ seconds: Double) -> RunTime {
    RunTime(nanoseconds: Int64(seconds * 1_000_000_000))
  }

  private func ended(_ seconds: Double, sequence: Int = 0) -> RunEvent {
    RunEvent(
      at(seconds),
      .requestFinished(
        RequestRecord(
          sequence: sequence, condition: 0, document: 0, round: 0, block: 0, phase: .measurement,
          intendedStart: .zero, start: .zero, end: at(seconds), outcome: .ok(Answer(pages: 1)))))
  }

  private func spans(_ events: [RunEvent]) -> [[RunTime?]] {
    var state = RunState()
    state.apply(events)
    return state.pauses.all.map { [$0.from, $0.until] }
  }

  @Test("A pause lasts from the key to the next")
  func plain() {
    let events = [RunEvent(at(3), .note(.paused)), RunEvent(at(9), .note(.resumed))]
    #expect(spans(events) == [[at(3), at(9)]])
    #expect(spans(Array(events.prefix(1))) == [[at(3), nil]])
  }

  @Test("It begins when the last request that it found in flight has ended")
  func inFlight() {
    let paused = RunEvent(at(3), .note(.paused))
    let resumed = RunEvent(at(9), .note(.resumed))
    #expect(spans([paused, ended(5), ended(4), resumed]) == [[at(5), at(9)]])
    #expect(spans([paused, resumed, ended(5)]) == [[at(5), at(9)]], "told when it was over")
    #expect(spans([paused, resumed, ended(10)]) == [[at(3), at(9)]], "sent after it")
  }

  @Test("Notes that come twice, or alone, make no pause of their own")
  func odd() {
    let paused = RunEvent(at(3), .note(.paused))
    #expect(spans([RunEvent(at(1), .note(.resumed))]).isEmpty)
    #expect(spans([paused, RunEvent(at(4), .note(.paused))]) == [[at(3), nil]])
    #expect(spans([paused, RunEvent(at(3), .note(.resumed))]).isEmpty)
  }

  @Test("However often somebody pauses, the list stays short")
  func bounded() {
    let events = (0..<1000).flatMap {
      [
        RunEvent(at(Double($0 * 2)), .note(.paused)),
        RunEvent(at(Double($0 * 2 + 1)), .note(.resumed)),
      ]
    }
    #expect(spans(events).count == Pauses.limit)
  }
}
