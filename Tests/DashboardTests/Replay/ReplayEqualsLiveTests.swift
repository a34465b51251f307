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

  static let runs =
    [
      Run(testDescription: "two servers", events: ScriptedRun.events()),
      Run(testDescription: "a dead server", events: ScriptedRun.events(dead: 1)),
      Run(
        testDescription: "five servers", events: ScriptedRun.events(ScriptedRun.plan(servers: 5))),
      Run(testDescription: "stopped early", events: ScriptedRun.stopped()),
      Run(testDescription: "containers", events: WatchedRun.events(hasGPUs: true)),
      Run(testDescription: "a pause", events: ScriptedRun.paused()),
      Run(
        testDescription: "a sweep", events: ScriptedRun.events(ScriptedRun.sweep), isSweep: true),
    ]
    + (1...4 as ClosedRange<UInt64>).map { seed in
      Run(testDescription: "drawn by \(seed)", events: DrawnRun.events(seed: seed))
    }

  static let sizes = [Size(width: 80, height: 24), Size(width: 120, height: 40)]

  @Test(
    "The canvas of a live run is its replay's, wherever that was before", arguments: runs, sizes)
  func canvases(run: Run, size: Size) throws { try compare(run, size) }

  @Test("And on a large screen", arguments: runs.prefix(1))
  func large(run: Run) throws { try compare(run, Size(width: 200, height: 60)) }

  /// What a live run showed at an instant.
  private struct Shown {
    let time: RunTime
    let canvas: Canvas
    let state: RunState
    let log: [LogEntry]
  }

  private func compare(_ run: Run, _ size: Size) throws {
    let saved = try #require(ReplayScene.saved(run.events))
    var replay = ReplayScene.state(saved, size)
    var random = SeededGenerator(seed: UInt64(size.width))
    let instants = live(run, size, &random)
    #expect(instants.count >= 3)
    // The replay goes from any of them to any other, back as often as forward.
    var order = Array(instants.indices)
    for place in order.indices.dropFirst() { order.swapAt(place, random.index(below: place + 1)) }
    for index in order {
      let expected = instants[index]
      ReplayScene.play(to: expected.time, &random, &replay)
      let canvas = view(replay)
      for row in Self.rows(size) {
        #expect(
          expected.canvas.row(row).elementsEqual(canvas.row(row)),
          "at \(expected.time.nanoseconds):\n\(expected.canvas.rowText(row))\n\(canvas.rowText(row))"
        )
      }
      #expect(expected.state == replay.replay?.view.state)
      #expect(expected.log == replay.replay.map { RunLog.inOrder($0.log.elements) })
    }
  }

  /// A run told to a dashboard as it goes, and what that showed at some of its instants.
  private func live(_ run: Run, _ size: Size, _ random: inout SeededGenerator) -> [Shown] {
    var live = DashboardState(
      size: size, plan: ScriptedRun.plan, surroundings: Scene.surroundings,
      themes: ["calm", "loud"], theme: "calm")
    run.isSweep ? Scene.startSweep(&live) : Scene.start(&live)
    var shown: [Shown] = []
    var told = 0
    while told < run.events.count - 1 {
      let batch = min(1 + random.index(below: 24), run.events.count - 1 - told)
      Scene.tell(.events(Array(run.events[told..<told + batch])), &live)
      told += batch
      follow(&live)
      guard let now = Self.settled(run.events, told) else { continue }
      live.notice = nil
      shown.append(
        Shown(
          time: now, canvas: view(live), state: live.run.state,
          log: RunLog.inOrder(live.log.elements.filter { $0.seconds != nil })))
    }
    return shown
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
