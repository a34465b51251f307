import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// A chart's time leaves pauses out.
@Suite
struct ChartTimeTests {
  private let time = ChartTime(gaps: [
    ChartTime.Gap(from: 10, until: 140), ChartTime.Gap(from: 150, until: 160),
  ])

  @Test(
    "What comes after a pause stands where the pause began, and is told at its own time",
    arguments: [(0.0, 0.0), (10, 10), (140, 10), (145, 15), (150, 20), (160, 20), (170, 30)])
  func position(moment: Double, position: Double) {
    #expect(time.position(moment) == position)
    // A pause's beginning and end are one place, which is read as the end.
    let last = [10: 140, 150: 160][moment] ?? moment
    #expect(time.moment(position) == last)
  }

  @Test("A moment within a pause stands where the pause is")
  func within() {
    #expect(time.position(77) == 10 && time.position(155) == 20)
  }

  @Test("Labels stand at round moments, none within a pause")
  func ticks() {
    let ticks = time.ticks(from: 0, to: 30, count: 6)
    #expect(ticks.map(\.moment) == [0, 5, 10, 140, 145, 150, 160, 165, 170])
    for tick in ticks { #expect(tick.position == time.position(tick.moment)) }
    #expect(ChartTime().ticks(from: 3, to: 18, count: 4).map(\.moment) == [5, 10, 15])
    #expect(ChartTime().ticks(from: 0, to: 1e300, count: 4).count <= 64)
    #expect(ChartTime().ticks(from: 0, to: .infinity, count: 4).isEmpty)
  }

  @Test("A pause that waits for what is in flight has not begun")
  func busy() {
    var state = RunState()
    state.apply(RunEvent(ScriptedRun.milliseconds(1000), .note(.paused)))
    let now = ScriptedRun.milliseconds(4000)
    #expect(ChartTime(state.pauses, now: now, isBusy: true).gaps.isEmpty)
    #expect(ChartTime(state.pauses, now: now, isBusy: false).gaps.map(\.length) == [3])
  }

  @Test("What was measured before a long pause stays in sight, with the pause's length in words")
  func sight() throws {
    var state = try #require(Scene.all.first { $0.name == "running" })
      .state(Size(width: 120, height: 40))
    let before = state.run.state.now
    let later = RunTime(nanoseconds: before.nanoseconds + 600 * 1_000_000_000)
    Scene.tell(.events([RunEvent(before, .note(.paused))]), &state)
    Scene.press([.character(" ")], &state)
    let health = EngineHealth(
      interval: 1_000_000_000, maximumLag: 0, cpu: 0, openSockets: 0, inFlight: 0,
      meanInFlight: 0, unjudged: 0)
    if let flight = state.run.state.inFlight.first {
      let record = RequestRecord(
        sequence: flight.start.sequence, condition: flight.start.condition,
        document: flight.start.document, round: 1, block: 0, phase: .measurement,
        intendedStart: flight.since, start: flight.since, end: before,
        outcome: .ok(Answer(pages: 1)))
      Scene.tell(.events([RunEvent(before, .requestFinished(record))]), &state)
    }
    Scene.tell(.events([RunEvent(later, .engineHealth(health))]), &state)
    var text = view(state).plainText
    #expect(text.contains("paused for 10:00") && text.contains("paused 10:00"))
    #expect(!text.contains("nothing happened"))
    Scene.tell(.events([RunEvent(later, .note(.resumed))]), &state)
    text = view(state).plainText
    #expect(text.contains("paused 10:00"))
    Scene.press([.character("l")], &state)
    #expect(view(state).plainText.contains("resumed: nothing was sent for 10:00"))
  }
}
