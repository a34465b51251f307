import DockerKit
import Foundation
import TestSupport
import Testing

@Suite("A watcher of an engine that breaks off", .timeLimit(.minutes(3)))
struct WatcherBreakTests {
  private let engine: FakeEngine
  private let web = FakeEngine.web
  private let base = FakeEngine.base

  init() throws {
    engine = try .withWebAndDB()
  }

  @Test("goes on after the engine has restarted: a gap, no zeros, no event twice or lost")
  func engineRestart() async throws {
    let running = RunningWatcher(engine.address, ["web"])
    await eventually("no stream") { engine.openStats(web) == 1 }
    engine.tell("pause", "b", time: base + 1_000_000_000)
    engine.tell("unpause", "b", time: base + 2_000_000_000)
    engine.sendStats(1...3)
    await eventually("no figures") {
      running.log.figures.count == 2 && running.log.events.count == 2
    }
    engine.stop(leavingSocket: true)
    await eventually("not seen as lost") { running.log.errors.count >= 2 }
    #expect(running.log.gaps == [.disconnected])
    #expect(running.log.errors.last?.kind == .refused)
    // Missed while away; the engine repeats it, and what was seen before it.
    engine.tell("pause", "b", time: base + 3_000_000_000)
    engine.change("b") { $0.state = "paused" }
    try engine.start()
    await eventually("not back") { running.log.events.count == 3 }
    await eventually("no new stream") { engine.openStats(web) == 1 }
    engine.sendStats(8...9)
    await eventually("no new figures") { running.log.figures.count == 3 }
    #expect(running.log.events.map(\.action) == [.pause, .unpause, .pause])
    #expect(running.log.figures.map(\.cores) == [1, 1, 1])
    #expect(running.log.figures.last?.span == 1_000_000_000)
    await eventually("not listed") { running.log.lists.last?.last?.state == .paused }
    #expect(running.log.connections == 2)
  }

  @Test("asks for what it has missed also where nothing had happened before")
  func firstEvents() async throws {
    let running = RunningWatcher(engine.address, ["web"])
    await eventually("no stream") { engine.openStats(web) == 1 }
    engine.stop(leavingSocket: true)
    await eventually("not seen as lost") { !running.log.errors.isEmpty }
    engine.tell("start", web, time: Int64(Date().timeIntervalSince1970 * 1e9))
    try engine.start()
    await eventually("not told") { running.log.events.map(\.action) == [.start] }
  }

  @Test("notices what has ended and gone while the engine was away")
  func goneMeanwhile() async throws {
    engine.change("b") { $0.health = "healthy" }
    let running = RunningWatcher(engine.address, ["web", "db"])
    await eventually("no details") {
      engine.openStats(web) == 1 && engine.openStats("b") == 1
        && Set(running.log.snapshots.filter { $0.details != nil }.map(\.name)) == ["web", "db"]
    }
    engine.stop()
    await eventually("not seen as lost") { running.log.errors.last?.kind == .missing }
    engine.remove(web)
    engine.change("b") {
      $0.state = "exited"
      $0.exitCode = 3
    }
    engine.forgetEvents()
    try engine.start()
    await eventually("no tombstone") { running.log.removed.compactMap { $0?.name } == ["web"] }
    await eventually("no explanation") {
      running.log.snapshots.last { $0.name == "db" }?.death?.cause == .exited(3)
    }
  }

  @Test("leaves a hanging engine at once when it is stopped", arguments: [true, false])
  func halfOpen(fromTheStart: Bool) async {
    if fromTheStart { engine.change { $0.isMute = true } }
    let running = RunningWatcher(engine.address, ["web"])
    if fromTheStart {
      await eventually("not asked") { !engine.asked.isEmpty }
    } else {
      await eventually("no stream") { engine.openStats(web) == 1 }
      await eventually("no details") { running.log.snapshots.contains { $0.details != nil } }
      engine.change { $0.isMute = true }
      running.watcher.refresh(web)
      await eventually("not asked") { engine.asked.count { $0.contains("\(web)/json") } > 1 }
    }
    await running.stop()
    #expect(running.log.figures.isEmpty)
  }

  @Test("takes a silent stream for stale, and a silent engine for lost")
  func stale() async throws {
    var timing = WatchTiming.quick
    timing.dockerStale = .milliseconds(200)
    timing.answer = .seconds(1)
    let running = RunningWatcher(engine.address, ["web"], timing: timing)
    await eventually("no stream") { engine.openStats(web) >= 1 }
    engine.sendStats(1...2)
    await eventually("no gap") { running.log.gaps.contains(.stale) || running.log.figures.isEmpty }
    // The engine itself still answers: only the stream is tried again.
    await eventually("no new stream") { engine.openStats(web) >= 2 }
    #expect(running.log.errors.isEmpty)
    engine.change { $0.isMute = true }
    await eventually("not seen as lost") { running.log.errors.first?.kind == .timeout }
    engine.change { $0.isMute = false }
    await eventually("not back") { running.log.connections >= 2 }
  }

  @Test("asks again later for a container that the engine is stuck with, and keeps the others")
  func stuckContainer() async {
    engine.change { $0.mutePaths = ["/containers/b/json"] }
    var timing = WatchTiming.quick
    timing.inspect = .milliseconds(200)
    let running = RunningWatcher(engine.address, ["web", "db"], timing: timing)
    await eventually("not asked again") {
      engine.asked.count { $0 == "GET /containers/b/json" } >= 4
    }
    // The engine was asked for a sign of life, beyond the one of connecting.
    await eventually("not asked for a sign of life") {
      engine.asked.count { $0 == "GET /_ping" } >= 2
    }
    await eventually("no details of the other") {
      running.log.snapshots.contains { $0.name == "web" && $0.details != nil }
    }
    await eventually("no stream of the other") { engine.openStats(web) == 1 }
    engine.sendStats(1...3)
    await eventually("no figures of the other") { running.log.figures.count == 2 }
    engine.change { $0.mutePaths = [] }
    await eventually("never told of") {
      running.log.snapshots.contains { $0.name == "db" && $0.details != nil }
    }
    #expect(running.log.connections == 1 && running.log.errors.isEmpty)
    await running.stop()
  }

  @Test("loses an engine that is silent itself, also when a container is asked for first")
  func stuckEngine() async {
    var timing = WatchTiming.quick
    timing.inspect = .milliseconds(200)
    timing.answer = .seconds(1)
    let running = RunningWatcher(engine.address, ["web"], timing: timing)
    await eventually("no stream") { engine.openStats(web) == 1 }
    engine.change { $0.isMute = true }
    running.watcher.refresh(web)
    await eventually("not seen as lost") { running.log.errors.first?.kind == .timeout }
    engine.change { $0.isMute = false }
    await eventually("not back") { running.log.connections >= 2 }
    await running.stop()
  }

  @Test("comes back more and more slowly to an engine that lets go each time")
  func flapping() async {
    // Takes the request for events, and ends the stream at once.
    engine.change { $0.answers["/events"] = [UInt8].answer("") }
    var timing = WatchTiming.quick
    timing.firstRetry = .milliseconds(50)
    timing.lastRetry = .seconds(10)
    let clock = ContinuousClock()
    let began = clock.now
    let running = RunningWatcher(engine.address, timing: timing)
    await eventually("not lost again") { running.log.errors.count >= 5 }
    // 50, 100, 200 and 400 ms lie between five losses: never less, however fast the machine is.
    #expect(clock.now - began >= .milliseconds(750))
    #expect(running.log.connections >= 5)
    await running.stop()
  }

  @Test("is in no such doubt about a connection that has lasted")
  func steady() async {
    var timing = WatchTiming.quick
    timing.steady = .zero
    timing.firstRetry = .milliseconds(1)
    timing.lastRetry = .seconds(1000)
    engine.change { $0.answers["/events"] = [UInt8].answer("") }
    let running = RunningWatcher(engine.address, timing: timing)
    // Doubled each time, the wait would be of hours by then.
    await eventually("not back") { running.log.connections >= 25 }
    await running.stop()
  }
}
