import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// What a replay shows at an instant is what the run showed then.
///
/// A live run is told of some things a little late: at the instants that count here everything that
/// had happened was told, and nothing else.
@Suite
struct ReplayEqualsLiveTests {
  struct Run: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let events: [RunEvent]
    var isSweep = false
  }

  static let runs = [
    Run(testDescription: "two servers", events: ScriptedRun.events()),
    Run(testDescription: "a dead server", events: ScriptedRun.events(dead: 1)),
    Run(testDescription: "five servers", events: ScriptedRun.events(ScriptedRun.plan(servers: 5))),
    Run(testDescription: "stopped early", events: ScriptedRun.stopped()),
    Run(testDescription: "a pause", events: ScriptedRun.paused()),
    Run(
      testDescription: "a sweep", events: ScriptedRun.events(ScriptedRun.sweep), isSweep: true),
  ]

  @Test("The canvas of a live run is its replay's", arguments: runs)
  func canvases(run: Run) throws {
    let sizes = [Size(width: 80, height: 24), Size(width: 200, height: 60)]
    for size in sizes { try compare(run, size) }
  }

  private func compare(_ run: Run, _ size: Size) throws {
    let saved = try #require(ReplayScene.saved(run.events))
    var replay = ReplayScene.state(saved, size)
    var random = SeededGenerator(seed: UInt64(size.width))
    var live = DashboardState(
      size: size, plan: ScriptedRun.plan, surroundings: Scene.surroundings,
      themes: ["calm", "loud"], theme: "calm")
    run.isSweep ? Scene.startSweep(&live) : Scene.start(&live)
    var told = 0
    var compared = 0
    while told < run.events.count - 1 {
      let batch = min(1 + random.index(below: 24), run.events.count - 1 - told)
      Scene.tell(.events(Array(run.events[told..<told + batch])), &live)
      told += batch
      follow(&live)
      guard let now = Self.settled(run.events, told) else { continue }
      ReplayScene.play(to: now, &random, &replay)
      live.notice = nil
      let (one, other) = (view(live), view(replay))
      for row in Self.rows(size) {
        #expect(
          one.row(row).elementsEqual(other.row(row)),
          "at \(now.nanoseconds):\n\(one.rowText(row))\n\(other.rowText(row))")
      }
      #expect(live.run.state == replay.replay?.view.state)
      let log = live.log.elements.filter { $0.seconds != nil }
      #expect(RunLog.inOrder(log) == replay.replay.map { RunLog.inOrder($0.log.elements) })
      compared += 1
    }
    #expect(compared > 3)
  }

  /// The user's key, which the run's notes tell of.
  private func follow(_ live: inout DashboardState) {
    if (live.run.state.pauses.current != nil) != (live.run.phase == .paused) {
      Scene.press([.character(" ")], &live)
    }
  }

  /// The instant at which exactly the first so many events had happened; nil where there is none.
  private static func settled(_ events: [RunEvent], _ count: Int) -> RunTime? {
    let now = events[..<count].map(\.time).max() ?? .zero
    let next = events[count...].map(\.time).min() ?? .zero
    return next > now ? now : nil
  }

  /// Rows of the screen but for the progress or time bar and the keys.
  private static func rows(_ size: Size) -> [Int] {
    (0..<size.height).filter { $0 != Frame(size).body.y && $0 != size.height - 1 }
  }
}
