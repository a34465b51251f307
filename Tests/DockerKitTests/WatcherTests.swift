import DockerKit
import TestSupport
import Testing

@Suite("A watcher", .timeLimit(.minutes(3)))
struct WatcherTests {
  private let folder: ScratchFolder
  private let engine: FakeEngine
  /// 2026-11-23T04:00:00Z, in nanoseconds.
  private let base: Int64 = 1_795_406_400_000_000_000

  init() throws {
    folder = try ScratchFolder()
    engine = try FakeEngine(path: folder.path + "/e.sock")
    engine.set([
      FakeEngine.Container(id: "aaaaaaaaaaaaaaaa", name: "web"), .init(id: "b", name: "db"),
    ])
  }

  private let web = "aaaaaaaaaaaaaaaa"

  private func sendStats(_ range: ClosedRange<Int>, cores: Int = 1) {
    for second in range {
      engine.sendStats(web, FakeEngine.frame(second: second, cpu: second * cores * 1_000_000_000))
    }
  }

  @Test("lists, inspects and reads only what is watched")
  func watched() async {
    let running = RunningWatcher(engine.address, ["web"])
    await eventually("no stream of statistics") { engine.openStats(web) == 1 }
    await eventually("no details") { running.log.snapshots.contains { $0.details != nil } }
    sendStats(1...3)
    await eventually("no figures") { running.log.figures.count == 2 }
    #expect(running.log.figures.map(\.cores) == [1, 1])
    #expect(running.log.lists.first?.map(\.name) == ["web", "db"])
    #expect(engine.openStats("b") == 0)
    #expect(!engine.asked.contains { $0.contains("/containers/b/") })
    #expect(engine.asked.count { $0.hasPrefix("GET /events") } == 1)
    // By name and by the beginning of the id, and not any more.
    running.watcher.watch(["aaaaaaaaaaaa", "db"])
    await eventually("the other is not read") { engine.openStats("b") == 1 }
    running.watcher.watch([])
    await eventually("no gap") { running.log.gaps == [.unwatched] }
    await running.stop()
  }

  @Test("asks for nothing while nothing happens")
  func quiet() async throws {
    let running = RunningWatcher(engine.address, ["web"])
    await eventually("no details") { running.log.snapshots.contains { $0.details != nil } }
    await eventually("no stream") { engine.openStats(web) == 1 }
    sendStats(1...20)
    await eventually("no figures") { running.log.figures.count == 19 }
    let asked = engine.asked.count
    sendStats(21...59)
    await eventually("no figures") { running.log.figures.count == 58 }
    #expect(engine.asked.count == asked)
    #expect(running.log.lists.count == 1)
  }

  @Test("marks an end by a gap, and reads anew when it starts again")
  func restart() async {
    let running = RunningWatcher(engine.address, ["web"])
    await eventually("no stream") { engine.openStats(web) == 1 }
    sendStats(1...3)
    await eventually("no figures") { running.log.figures.count == 2 }
    engine.change(web) {
      $0.state = "exited"
      $0.exitCode = 137
      $0.isFlagged = true
    }
    engine.tell("die", web, time: base + 4_000_000_000, ["exitCode": "137"])
    await eventually("no explanation") {
      running.log.snapshots.last?.death?.cause == .outOfMemory(limit: 16_777_216)
    }
    #expect(running.log.gaps == [.stopped])
    #expect(running.log.snapshots.last?.life.outOfMemoryCount == 1)
    engine.change(web) {
      $0.state = "running"
      $0.restarts = 1
      $0.started = "2026-11-23T04:00:05Z"
    }
    engine.tell("start", web, time: base + 5_000_000_000)
    await eventually("no new stream") { engine.openStats(web) == 2 }
    sendStats(6...7)
    await eventually("no new figures") { running.log.figures.count == 3 }
    await eventually("still dead") {
      running.log.snapshots.last?.death == nil
        && running.log.snapshots.last?.details?.restartCount == 1
    }
    #expect(running.log.events.map(\.action) == [.die, .start])
  }

  @Test("goes on after the engine has restarted: a gap, no zeros, no event twice or lost")
  func engineRestart() async throws {
    let running = RunningWatcher(engine.address, ["web"])
    await eventually("no stream") { engine.openStats(web) == 1 }
    engine.tell("pause", "b", time: base + 1_000_000_000)
    engine.tell("unpause", "b", time: base + 2_000_000_000)
    sendStats(1...3)
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
    sendStats(8...9)
    await eventually("no new figures") { running.log.figures.count == 3 }
    #expect(running.log.events.map(\.action) == [.pause, .unpause, .pause])
    #expect(running.log.figures.map(\.cores) == [1, 1, 1])
    #expect(running.log.figures.last?.span == 1_000_000_000)
    await eventually("not listed") { running.log.lists.last?.last?.state == .paused }
    #expect(running.log.connections == 2)
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
    sendStats(1...2)
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
    sendStats(1...3)
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

  @Test("keeps the last that was known of what is removed while watched")
  func removed() async {
    let running = RunningWatcher(engine.address, ["web"])
    await eventually("no stream") { engine.openStats(web) == 1 }
    await eventually("no details") { running.log.snapshots.contains { $0.details != nil } }
    sendStats(1...2)
    await eventually("no figures") { running.log.figures.count == 1 }
    engine.remove(web)
    engine.tell("kill", web, time: base + 1, ["signal": "9", "name": "web"])
    engine.tell("die", web, time: base + 2, ["exitCode": "137", "name": "web"])
    engine.tell("destroy", web, time: base + 3, ["name": "web"])
    await eventually("no tombstone") { !running.log.removed.isEmpty }
    let last = running.log.removed.first ?? nil
    #expect(last?.name == "web")
    #expect(last?.death?.cause == .signal(9, requested: true))
    #expect(running.log.gaps == [.stopped])
    await eventually("still listed") { running.log.lists.last?.map(\.name) == ["db"] }
  }

  @Test("sees a watched container that is made later, and one that is renamed")
  func later() async {
    let running = RunningWatcher(engine.address, ["new"])
    await eventually("no list") { !running.log.lists.isEmpty }
    engine.set([.init(id: "cccccccccccccccc", name: "new")])
    engine.tell("create", "cccccccccccccccc", time: base + 1)
    engine.tell("start", "cccccccccccccccc", time: base + 2)
    await eventually("no stream") { engine.openStats("cccccccccccccccc") == 1 }
    engine.change("cccccccccccccccc") { $0.name = "newer" }
    engine.tell("rename", "cccccccccccccccc", time: base + 3)
    await eventually("not renamed") { running.log.lists.last?.first?.name == "newer" }
  }

  @Test("follows health by events, and collects probes as they pass")
  func health() async {
    engine.change(web) {
      $0.health = "starting"
      $0.probes = #"[{"Start":"2026-11-23T04:00:01Z","End":"2026-11-23T04:00:01.5Z","ExitCode":1}]"#
    }
    let running = RunningWatcher(engine.address, ["web"])
    await eventually("not starting") { running.log.snapshots.last?.health.status == .starting }
    engine.change(web) {
      $0.health = "healthy"
      $0.probes = #"[{"Start":"2026-11-23T04:00:02Z","End":"2026-11-23T04:00:02.5Z","ExitCode":0}]"#
    }
    engine.tell("health_status: healthy", web, time: base + 2_600_000_000)
    await eventually("not healthy") {
      running.log.snapshots.last?.health.status == .healthy
        && running.log.snapshots.last?.health.probes.count == 2
    }
    // Without any event: before the engine forgets it, the probe is fetched.
    engine.change(web) {
      $0.probes = #"[{"Start":"2026-11-23T04:00:03Z","End":"2026-11-23T04:00:03.5Z","ExitCode":0}]"#
    }
    await eventually("probe missed") { running.log.snapshots.last?.health.probes.count == 3 }
    #expect(running.log.snapshots.last?.health.flaps == 0)
  }

  @Test("moves the engine's stamps to our clock")
  func remoteClock() async throws {
    engine.change { $0.ahead = 90 }
    let running = RunningWatcher(engine.address)
    await eventually("no list") { !running.log.lists.isEmpty }
    let ahead = try #require(running.watcher.engine?.facts.clock.offset)
    engine.tell("pause", "b", time: base)
    await eventually("no event") { !running.log.events.isEmpty }
    guard
      case .event(let event, let moment)? = running.log.all.last(where: {
        if case .event = $0 { true } else { false }
      })
    else { return }
    let clock = try #require(running.watcher.engine?.facts.clock)
    #expect(clock.local(event.time).nanoseconds == base - ahead)
    #expect(moment == clock.monotonic(event.time))
    #expect(abs(ahead - 90_000_000_000) < 20_000_000_000)
  }

  @Test("asks podman for one reading after the other")
  func podman() async {
    engine.change { $0.isPodman = true }
    let running = RunningWatcher(engine.address, ["web"])
    await eventually("no figures") { running.log.figures.count >= 3 }
    #expect(running.log.figures.prefix(3).map(\.cores) == [1, 1, 1])
    #expect(engine.openStats(web) == 0)
  }

  @Test("opens no more streams than are watched, among many containers")
  func many() async {
    engine.set((0..<200).map { FakeEngine.Container(id: "id\($0)", name: "c\($0)") })
    let running = RunningWatcher(engine.address, ["c1", "c2", "c3"])
    await eventually("no streams") { (1...3).allSatisfy { engine.openStats("id\($0)") == 1 } }
    await eventually("no list") { running.log.lists.last?.count == 200 }
    #expect(engine.asked.count { $0.contains("/stats") } == 3)
    #expect(engine.asked.count { $0.hasPrefix("GET /containers/json") } == 1)
    await eventually("not inspected") { running.log.snapshots.count { $0.details != nil } >= 3 }
    // Once or twice each, as they are watched before they are listed.
    #expect(engine.asked.count { $0.hasSuffix("/json") } <= 6)
  }
}
