import BenchCore
import Canvas
import Reports
import Testing

struct ProgressLineTests {
  static func state(_ count: Int, rounds: Int = 1) -> RunState {
    var events = Array(Fixture.events(servers: 2).prefix(count))
    if rounds > 1, !events.isEmpty {
      events[0] = Fixture.started(
        Fixture.plan(servers: 2, rounds: rounds), documents: Fixture.documents(20))
    }
    var state = RunState()
    state.apply(events)
    return state
  }

  @Test(
    "says as much as fits",
    arguments: [
      (
        120,
        "00:27  19/40  Python FastAPI  10 ok  p50 1.40 s  2.76 pages/s │ Rust Axum  9 ok  p50 1.44 s  2.77 pages/s"
      ),
      (90, "00:27  19/40  python  10 ok  p50 1.40 s │ rust  9 ok  p50 1.44 s"),
      (60, "00:27  19/40  python  10 ok  1.40 s │ rust  9 ok  1.44 s"),
      (52, "00:27  19/40"),
      (30, "00:27  19/40"),
      (10, "00:27  19…"),
    ])
  func fits(width: Int, line: String) {
    #expect(ProgressLine.text(Self.state(20), width: width) == line)
  }

  @Test("is never wider than asked", arguments: [0, 1, 2, 3, 20, 41])
  func width(count: Int) {
    for width in stride(from: 0, through: 160, by: 5) {
      for glyphs in Glyphs.allCases {
        let line = ProgressLine.text(Self.state(count), width: width, glyphs: glyphs)
        #expect(DisplayWidth.of(line) <= width)
        #expect(!line.contains("\n"))
      }
    }
  }

  @Test("tells the figures of the condition that was heard of last, whatever its place in the plan")
  func currentCondition() {
    for (last, median) in [(0, "1.00 s"), (1, "3.00 s")] {
      var state = RunState()
      state.apply(
        Fixture.started(
          Fixture.plan(servers: 1, dpis: [100, 300]), documents: Fixture.documents(2)))
      for condition in [1 - last, last] {
        let record = Fixture.record(
          sequence: condition, condition: condition, document: 0,
          startMilliseconds: condition == last ? 10_000 : 0,
          milliseconds: condition == 0 ? 1000 : 3000)
        state.apply(RunEvent(record.end, .requestFinished(record)))
      }
      let line = ProgressLine.text(state, width: 100)
      #expect(line.contains("2 ok  p50 \(median)"))
    }
  }

  @Test("tells rounds, warm-up, failures and what a server is waiting for")
  func phases() {
    #expect(ProgressLine.text(RunState(), width: 80) == "00:00")
    var state = Self.state(1, rounds: 5)
    state.apply(
      RunEvent(
        .zero,
        .serverChanged(ServerChange(server: 1, state: .loading, detail: "3 of 5\u{1B}models"))))
    let warm = Fixture.record(
      sequence: 0, condition: 0, document: 0, startMilliseconds: 0, milliseconds: 2000,
      phase: .warmUp)
    state.apply(RunEvent(warm.end, .requestFinished(warm)))
    #expect(
      ProgressLine.text(state, width: 100)
        == "00:02  round 1/5  0/200  Python FastAPI  warming up │ Rust Axum  loading (3 of 5␛models)"
    )
    let failed = Fixture.record(
      sequence: 1, condition: 0, document: 0, startMilliseconds: 2000, milliseconds: 61_000,
      failure: RequestFailure(.timeout, "late"))
    state.apply(RunEvent(failed.end, .requestFinished(failed)))
    #expect(
      ProgressLine.text(state, width: 100)
        == "01:03  round 1/5  1/200  python  0 ok  1 failed  p50 –  0 pages/s │ "
        + "rust  loading (3 of 5␛models)")
    #expect(ProgressLine.text(state, width: 34) == "01:03  round 1/5  1/200  1 failed")
  }
}
