import BenchCore
import Foundation
import Testing

@testable import RunStore

@Suite("Replays of saved runs")
struct ReplayTests {
  @Test(
    "a result and its journal show the same at any instant, whatever was shown before",
    arguments: 0..<12 as Range<UInt64>)
  func resultIsJournal(seed: UInt64) throws {
    let scratch = try Scratch()
    let events = RandomRun.events(
      seed: seed, requests: Int(seed) * 20, ends: !seed.isMultiple(of: 3))
    _ = try ResultWriterTests.write(events, scratch)
    let result = try SavedRun.load(scratch.path("r.json"))
    let journal = try SavedRun.load(scratch.path("r.journal"))
    try compare(result.events, journal.events, seed)
  }

  @Test("the guide's own file shows at any instant what its latencies add up to")
  func guide() throws {
    let fixture = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/guide-result.json")
    let run = try SavedRun.load(fixture.path)
    #expect(run.timesAreReconstructed)
    try compare(run.events, run.events, 3)
  }

  /// Both folds, at random instants in random order, against a fold from the start.
  private func compare(_ one: [RunEvent], _ other: [RunEvent], _ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var folds = [one, other].map { ReplayFold<RunState>($0, conditions: 1) }
    let length = folds[0].end.nanoseconds(since: folds[0].start)
    for _ in 0..<8 {
      let offset = length / 1000 * Int64(random.index(below: 1001))
      let time = RunTime(nanoseconds: folds[0].start.nanoseconds + offset)
      for index in folds.indices { folds[index].move(to: folds[index].count(at: time)) }
      #expect(folds[0].value == folds[1].value)
      #expect(folds[0].value == Self.direct(one, until: time))
    }
  }

  /// The start, and every event up to the first that is later.
  private static func direct(_ events: [RunEvent], until time: RunTime) -> RunState {
    var state = RunState()
    for (index, event) in events.enumerated() {
      if index > 0, event.time > time { break }
      // The run's end is told when everything else has been.
      if case .runFinished = event.payload, state.now > time { break }
      state.apply(event)
    }
    return state
  }
}
