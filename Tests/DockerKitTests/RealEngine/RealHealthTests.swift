import DockerKit
import Testing

@Suite(
  "On a real engine, health", .enabled(if: WatchedEngine.isThere, WatchedEngine.reason),
  .timeLimit(.minutes(3)))
struct RealHealthTests {
  @Test("is followed from edge to edge, with more probes than the engine keeps")
  func flips() async throws {
    let engine = try await WatchedEngine.connect()
    var wish = WatchedEngine.Wish(
      "/bin/busybox sleep 3; /bin/busybox touch /tmp/ok; /bin/busybox sleep 3; "
        + "/bin/busybox rm /tmp/ok; /bin/busybox sleep 600")
    wish.Healthcheck = .init(Test: ["CMD", "/bin/busybox", "test", "-e", "/tmp/ok"])
    wish.Healthcheck?.Retries = 2
    let container = try await engine.run(wish, start: false)
    let running = RunningWatcher(engine.address, [container.id], timing: .quick)
    await eventually("not seen") { running.log.snapshots.last?.details != nil }
    try await container.post("start")
    await eventually("no flap") { (running.log.snapshots.last?.health.flaps ?? 0) >= 1 }
    let history = try #require(running.log.snapshots.last?.health)
    #expect(history.edges.map(\.status).suffix(2) == [.healthy, .unhealthy])
    #expect(history.probes.count > 5)
    #expect(history.failures < history.probes.count)
    #expect(history.failures > 0)
    let start = try #require(running.log.snapshots.last?.details?.started)
    #expect(
      (history.timeToHealthy(since: start) ?? 0) > 1_000_000_000
        || history.edges.first?.status == .unhealthy)
  }

  @Test("by a probe that hangs is -1, by one that writes anything is text")
  func hostileProbes() async throws {
    let engine = try await WatchedEngine.connect()
    var slow = WatchedEngine.Wish("/bin/busybox sleep 600")
    slow.Healthcheck = .init(Test: ["CMD", "/bin/busybox", "sleep", "30"])
    var loud = WatchedEngine.Wish("/bin/busybox sleep 600")
    loud.Healthcheck = .init(
      Test: ["CMD", "/bin/busybox", "head", "-c", "10000", "/bin/busybox"], Timeout: 20_000_000_000)
    let hanging = try await engine.run(slow)
    let binary = try await engine.run(loud)
    let running = RunningWatcher(engine.address, [hanging.id, binary.id], timing: .quick)
    await eventually("no probes") {
      let last = running.log.snapshots.last { $0.id == hanging.id && !$0.health.probes.isEmpty }
      let other = running.log.snapshots.last { $0.id == binary.id && !$0.health.probes.isEmpty }
      return last != nil && other != nil
    }
    let late = try #require(
      running.log.snapshots.last { $0.id == hanging.id }?.health.probes.first)
    #expect(late.exitCode == -1)
    #expect(late.timedOut(limit: .seconds(1)))
    let output = try #require(
      running.log.snapshots.last { $0.id == binary.id }?.health.probes.first?.output)
    #expect(output.contains("ELF"))
    #expect(output.unicodeScalars.count <= 8192)
  }
}
