import DockerKit
import TestSupport
import Testing

@Suite("Whatever version an engine speaks", .timeLimit(.minutes(2)))
struct VersionTests {
  private let engine: FakeEngine
  private let base = FakeEngine.base

  init() throws {
    engine = try FakeEngine(containers: [.init(id: "a", name: "web", health: "starting")])
  }

  /// From the first with health checks to the newest, which alone lists health apart from words.
  @Test(
    "health, events and figures are followed", arguments: ["1.24", "1.41", "1.44", "1.52"])
  func followed(_ version: String) async {
    engine.change {
      $0.api = version
      $0.listsHealth = version == "1.52"
    }
    let running = RunningWatcher(engine.address, ["web"])
    await eventually("not listed with its health") {
      running.log.lists.last?.first?.health == .starting
    }
    await eventually("no health") { running.log.snapshots.last?.health.status == .starting }
    await eventually("no stream") { engine.openStats("a") == 1 }
    engine.sendStats("a", FakeEngine.frame(second: 1, cpu: 1_000_000_000))
    engine.sendStats("a", FakeEngine.frame(second: 2, cpu: 1_500_000_000))
    await eventually("no figures") { running.log.figures.map(\.cores) == [0.5] }
    engine.change("a") {
      $0.health = "healthy"
      $0.probes = #"[{"Start":"2026-11-23T04:00:02Z","End":"2026-11-23T04:00:02.5Z","ExitCode":0}]"#
    }
    engine.tell("health_status: healthy", "a", time: base + 2_600_000_000)
    await eventually("not healthy") {
      running.log.snapshots.last?.health.status == .healthy
        && running.log.snapshots.last?.health.probes.count == 1
        && running.log.lists.last?.first?.health == .healthy
    }
    #expect(running.log.events.map(\.action) == [.health(.healthy)])
    #expect(engine.spoken == ["v\(version)"])
    await running.stop()
  }
}
