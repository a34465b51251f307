import DockerKit
import TestSupport
import Testing

@Suite("A watcher", .timeLimit(.minutes(3)))
struct WatcherTests {
  private let engine: FakeEngine
  private let web = FakeEngine.web
  private let base = FakeEngine.base

  init() throws {
    engine = try .withWebAndDB()
  }

  @Test("lists, inspects and reads only what is watched")
  func watched() async {
    let running = RunningWatcher(engine.address, ["web"])
    await eventually("no stream of statistics") { engine.openStats(web) == 1 }
    await eventually("no details") { running.log.snapshots.contains { $0.details != nil } }
    engine.sendStats(1...3)
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
    engine.sendStats(1...20)
    await eventually("no figures") { running.log.figures.count == 19 }
    let asked = engine.asked.count
    engine.sendStats(21...59)
    await eventually("no figures") { running.log.figures.count == 58 }
    #expect(engine.asked.count == asked)
    #expect(running.log.lists.count == 1)
  }

  @Test("marks an end by a gap, and reads anew when it starts again")
  func restart() async {
    let running = RunningWatcher(engine.address, ["web"])
    await eventually("no stream") { engine.openStats(web) == 1 }
    engine.sendStats(1...3)
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
    // What is learnt of the new start begins the figures anew.
    await eventually("still dead") {
      running.log.snapshots.last?.death == nil
        && running.log.snapshots.last?.details?.restartCount == 1
    }
    engine.sendStats(6...7)
    await eventually("no new figures") { running.log.figures.count == 3 }
    #expect(running.log.events.map(\.action) == [.die, .start])
  }

  @Test("keeps the last that was known of what is removed while watched")
  func removed() async {
    let running = RunningWatcher(engine.address, ["web"])
    await eventually("no stream") { engine.openStats(web) == 1 }
    await eventually("no details") { running.log.snapshots.contains { $0.details != nil } }
    engine.sendStats(1...2)
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
