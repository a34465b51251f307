import DockerKit
import Testing

@Suite(
  "On a real engine, an end", .enabled(if: WatchedEngine.isThere, WatchedEngine.reason),
  .timeLimit(.minutes(3)))
struct RealDeathTests {
  private func watch(_ engine: Engine, _ id: String) -> RunningWatcher {
    RunningWatcher(engine.address, [id], timing: .quick)
  }

  @Test("by kill is told as that, and not as want of memory")
  func killed() async throws {
    let engine = try await WatchedEngine.connect()
    let container = try await engine.run(WatchedEngine.Wish("busybox sleep 600 & wait"))
    let running = watch(engine, container.id)
    await eventually("not running") { running.log.snapshots.last?.details?.state == .running }
    try await container.post("kill", [("signal", "KILL")])
    await eventually("not explained") {
      running.log.snapshots.last?.death?.cause == .signal(9, requested: true)
    }
    #expect(running.log.snapshots.last?.details?.exitCode == 137)
    #expect(running.log.snapshots.last?.life.outOfMemoryCount == 0)
  }

  @Test("for want of memory is told, of the main process")
  func outOfMemory() async throws {
    let engine = try await WatchedEngine.connect()
    var wish = WatchedEngine.Wish("exec /bin/busybox dd if=/dev/zero of=/dev/null bs=200M")
    wish.HostConfig.Memory = 16 << 20
    wish.HostConfig.MemorySwap = 16 << 20
    let container = try await engine.run(wish, start: false)
    let running = watch(engine, container.id)
    await eventually("not seen") { running.log.snapshots.last?.details != nil }
    try await container.post("start")
    await eventually("not explained") {
      running.log.snapshots.last?.death?.cause == .outOfMemory(limit: 16 << 20)
    }
    #expect((running.log.snapshots.last?.life.outOfMemoryCount ?? 0) >= 1)
  }

  @Test("of a child for want of memory is counted, and the container goes on")
  func childOutOfMemory() async throws {
    let engine = try await WatchedEngine.connect()
    var wish = WatchedEngine.Wish(
      "/bin/busybox dd if=/dev/zero of=/dev/null bs=200M; while ! /bin/busybox test -e /tmp/end; "
        + "do /bin/busybox sleep 0.1; done")
    wish.HostConfig.Memory = 16 << 20
    wish.HostConfig.MemorySwap = 16 << 20
    let container = try await engine.run(wish, start: false)
    let running = watch(engine, container.id)
    await eventually("not seen") { running.log.snapshots.last?.details != nil }
    try await container.post("start")
    await eventually("not counted") {
      (running.log.snapshots.last?.life.outOfMemoryCount ?? 0) >= 1
    }
    #expect(try await engine.inspect(container.id).state == .running)
    try await container.post("kill", [("signal", "TERM")])
    try await container.post("kill", [("signal", "KILL")])
  }

  @Test("again and again is counted as restarts")
  func crashLoop() async throws {
    let engine = try await WatchedEngine.connect()
    var wish = WatchedEngine.Wish("exit 3")
    wish.HostConfig.RestartPolicy = .init(Name: "on-failure", MaximumRetryCount: 3)
    let container = try await engine.run(wish, start: false)
    let running = watch(engine, container.id)
    await eventually("not seen") { running.log.snapshots.last?.details != nil }
    try await container.post("start")
    await eventually("not restarted") {
      running.log.snapshots.last?.details?.restartCount == 3
        && running.log.snapshots.last?.death?.cause == .exited(3)
    }
    // The engine counts a restart before it tells of the start, and of the end that follows.
    await eventually("not the last end") { running.log.snapshots.last?.life.deaths.count == 4 }
    let life = try #require(running.log.snapshots.last?.life)
    #expect(life.starts.count == 4)
    #expect(life.deaths.map(\.exitCode) == [3, 3, 3, 3])
    #expect(!running.log.events.contains { $0.action == .restart })
  }

  @Test("by removal leaves what was known, and why")
  func removed() async throws {
    let engine = try await WatchedEngine.connect()
    let container = try await engine.run(WatchedEngine.Wish("while :; do :; done"))
    let running = watch(engine, container.id)
    await eventually("no figures") { !running.log.figures.isEmpty }
    try await container.remove()
    // Of a container that nobody watches nothing is kept: other suites remove theirs.
    await eventually("no tombstone") { running.log.removed.contains { $0 != nil } }
    let last = running.log.removed.lazy.compactMap(\.self).first
    #expect(last?.id == container.id)
    #expect(last?.death?.cause == .signal(9, requested: true))
    #expect(running.log.gaps == [.stopped])
    // Another's events do not disturb, and no figure is made of the last, near-empty frame.
    #expect(running.log.figures.allSatisfy { ($0.cores ?? 0) >= 0 && $0.span > 0 })
  }

  @Test("before the start says why it did not")
  func failedStart() async throws {
    let engine = try await WatchedEngine.connect()
    var wish = WatchedEngine.Wish("")
    wish.Entrypoint = ["/no/such/program"]
    let container = try await engine.run(wish, start: false)
    let error = await #expect(throws: EngineError.self) {
      try await container.post("start")
    }
    #expect(error?.kind == .answer)
    #expect(error?.diagnosis.contains("no such file or directory") == true)
    let death = DeathExplanation(death: nil, details: try await engine.inspect(container.id))
    guard case .failedToStart(let words) = death?.cause else {
      Issue.record("not told as a failed start: \(String(describing: death))")
      return
    }
    #expect(words.contains("no such file or directory"))
  }
}
