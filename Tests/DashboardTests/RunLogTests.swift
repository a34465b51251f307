import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// The log tells what happened in its order, failures with the servers' own words.
@Suite
struct RunLogTests {
  private func state(_ name: String = "running") throws -> DashboardState {
    try #require(Scene.all.first { $0.name == name }).state(Size(width: 120, height: 40))
  }

  private func fail(
    _ words: String, at seconds: Int, sequence: Int, _ state: inout DashboardState
  ) {
    let end = ScriptedRun.milliseconds(seconds * 1000)
    let record = RequestRecord(
      sequence: sequence, condition: 0, document: 1, round: 0, block: 0, phase: .measurement,
      intendedStart: end, start: end, end: end, httpStatus: 500,
      outcome: .failed(RequestFailure(.http, words)))
    Scene.tell(.events([RunEvent(end, .requestFinished(record))]), &state)
  }

  private func text(_ state: DashboardState) -> String {
    var state = state
    Scene.press([.character("l")], &state)
    return view(state).plainText.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test("The first of each kind of failure stands there, with how often it came since")
  func first() throws {
    var state = try state()
    let before = state.log.count
    fail("disk is full", at: 61, sequence: 900, &state)
    #expect(
      text(state).contains("01:01 ! Python FastAPI: http 500 with report-2.pdf: disk is full"))
    #expect(!text(state).contains("disk is full ("))
    for index in 0..<3 { fail("disk is full", at: 70 + index, sequence: 901 + index, &state) }
    fail("out of memory", at: 80, sequence: 910, &state)
    #expect(text(state).contains("disk is full (3 more until 01:12)"))
    #expect(
      text(state).contains("01:20 ! Python FastAPI: http 500 with report-2.pdf: out of memory"))
    #expect(state.log.count == before + 2, "not a line for every failure")
  }

  @Test("Failures stand in the order of time, also where they are told late")
  func order() throws {
    var state = try state()
    Scene.tell(
      .events([RunEvent(ScriptedRun.milliseconds(90_000), .note(Note(.note, "the later")))]), &state
    )
    fail("the earlier", at: 85, sequence: 900, &state)
    let text = text(state)
    let earlier = try #require(text.firstRange(of: "the earlier"))
    let later = try #require(text.firstRange(of: "the later"))
    #expect(earlier.lowerBound < later.lowerBound)
  }

  @Test("What an earlier run's failures came to stays in the log when the next run begins")
  func nextRun() throws {
    var state = try state()
    for index in 0..<4 { fail("disk is full", at: 61 + index, sequence: 900 + index, &state) }
    _ = RunUpdate.start(ScriptedRun.plan, output: nil, &state)
    #expect(text(state).contains("disk is full (3 more until 01:04)"))
    #expect(state.log.elements.allSatisfy { $0.cause == nil })
  }

  @Test("Reasons that come one a line stand in lines of their own, also where they are told first")
  func lines() throws {
    var state = try state()
    Scene.tell(.trouble("the journal cannot be written\nthe disk is full"), &state)
    #expect(view(state).plainText.contains("! the journal cannot be written the disk is full"))
    let rows = logRows(state)
    let first = try #require(rows.firstIndex { $0.contains("the journal cannot be written") })
    #expect(!rows[first].contains("the disk"))
    #expect(rows[first + 1].contains("the disk is full"))
    #expect(!rows.joined().contains("␊"))
  }

  private func logRows(_ state: DashboardState) -> [String] {
    var state = state
    Scene.press([.character("l")], &state)
    return view(state).plainText.split(separator: "\n").map(String.init)
  }

  @Test("Long words are whole, and hostile ones inert")
  func whole() throws {
    var state = try state()
    state.size = Size(width: 60, height: 30)
    let words = (1...40).map { "word\($0)" }.joined(separator: " ")
    fail(words + " \u{1B}[2J", at: 61, sequence: 900, &state)
    let text = text(state)
    for index in 1...40 { #expect(text.contains("word\(index)")) }
    #expect(!text.contains("\u{1B}"))
  }
}
