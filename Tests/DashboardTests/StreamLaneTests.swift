import BenchCore
import Canvas
import Reports
import Testing

@testable import Dashboard

/// Streamed answers on the run screen.
@Suite
struct StreamLaneTests {
  /// A run of streams with two measured requests done and others under way, at 100 by 30.
  private static func words(inFlight: Int) -> String {
    var state = DashboardState(
      size: Size(width: 120, height: 30), glyphs: .braille, plan: ScriptedRun.plan,
      surroundings: Scene.surroundings, themes: ["calm"], theme: "calm")
    _ = update(&state, .input(.key(.enter)))
    var plan = ScriptedRun.plan
    plan.stream = true
    var events = ScriptedRun.beginning(plan)
    func start(_ sequence: Int, at time: Int, pages: [Int], end: Int?) {
      let start = RequestStart(
        sequence: sequence, condition: 0, document: 2, round: 0, phase: .measurement)
      events.append(RunEvent(ScriptedRun.milliseconds(time), .requestStarted(start)))
      for (index, page) in pages.enumerated() {
        let page = (ScriptedRun.milliseconds(page), index + 1)
        events.append(
          RunEvent(
            page.0,
            .pageReceived(PageReceived(sequence: sequence, condition: 0, page: page.1))))
      }
      guard let end else { return }
      let record = RequestRecord(
        sequence: sequence, condition: 0, document: 2, round: 0, block: 0, phase: .measurement,
        intendedStart: ScriptedRun.milliseconds(time), start: ScriptedRun.milliseconds(time),
        end: ScriptedRun.milliseconds(end), outcome: .ok(Answer(pages: pages.count)))
      events.append(RunEvent(record.end, .requestFinished(record)))
    }
    start(0, at: 1000, pages: [1250, 1300], end: 1400)
    start(1, at: 1400, pages: [1650, 1700], end: 1800)
    for number in 0..<inFlight {
      start(2 + number, at: 1800, pages: [2000, 2100, 2200, 2300], end: nil)
    }
    _ = update(&state, .events(events))
    return view(state).plainText.split(whereSeparator: { $0 == " " }).joined(separator: " ")
  }

  @Test("A lane tells how many pages of its document have come, and the time to the first page")
  func one() {
    let text = Self.words(inFlight: 1)
    #expect(text.contains("report-3.pdf page 4/9"), "\(text)")
    #expect(text.contains("first page p50 ~250 ms"), "\(text)")
  }
}
