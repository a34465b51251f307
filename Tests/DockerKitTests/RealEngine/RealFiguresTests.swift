import DockerKit
import Foundation
import Testing

@Suite(
  "On a real engine, figures", .enabled(if: WatchedEngine.isThere, WatchedEngine.reason),
  .timeLimit(.minutes(3)), .serialized)
struct RealFiguresTests {
  /// The kernel's own counter of a container's CPU time, nanoseconds: version 1 or 2 of cgroups.
  private func cpuTime(of details: ContainerDetails) throws -> UInt64 {
    let pid = try #require(details.pid)
    let groups = try String(contentsOfFile: "/proc/\(pid)/cgroup", encoding: .utf8)
    for line in groups.split(separator: "\n") {
      let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      let file =
        parts[1].split(separator: ",").contains("cpuacct")
        ? "/sys/fs/cgroup/cpuacct\(parts[2])/cpuacct.usage"
        : parts[0] == "0" ? "/sys/fs/cgroup\(parts[2])/cpu.stat" : ""
      guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { continue }
      if let plain = UInt64(text.trimmingCharacters(in: .whitespacesAndNewlines)) { return plain }
      if let usage = text.split(separator: "\n").first(where: { $0.hasPrefix("usage_usec ") }) {
        return (UInt64(usage.dropFirst(11)) ?? 0) * 1000
      }
    }
    throw CocoaError(.fileReadNoSuchFile)
  }

  @Test("of cores agree with the kernel's counter within 3 %", arguments: [0.3, 1.0])
  func cores(_ limit: Double) async throws {
    let engine = try await WatchedEngine.connect()
    var wish = WatchedEngine.Wish("while :; do :; done")
    wish.HostConfig.NanoCpus = Int(limit * 1e9)
    let container = try await engine.run(wish)
    let details = try await engine.inspect(container.id)
    #expect(
      details.limits.cores(of: engine.facts.cores) == min(limit, Double(engine.facts.cores ?? 1)))
    let running = RunningWatcher(engine.address, [container.id], timing: .quick)
    await eventually("no figures") { running.log.figures.count >= 2 }
    let before = (try cpuTime(of: details), ContinuousClock.now)
    let first = running.log.figures.count
    await eventually("no more figures") { running.log.figures.count >= first + 6 }
    let seconds = (ContinuousClock.now - before.1) / .seconds(1)
    let truth = Double(try cpuTime(of: details) - before.0) / 1e9 / seconds
    let figures = running.log.figures.dropFirst(first)
    let span = figures.reduce(0) { $0 + Double($1.span) }
    let cores = figures.reduce(0) { $0 + ($1.cores ?? 0) * Double($1.span) } / span
    // The two windows differ by part of a second; on a quiet machine the load is even.
    #expect(
      abs(cores - truth) <= 0.03 * max(truth, 0.1), "\(cores) cores, the kernel says \(truth)")
    if limit < 1 { #expect((figures.last?.throttledShare ?? 0) > 0.5) }
  }

  @Test("of memory leave out page cache that was read once")
  func memory() async throws {
    let engine = try await WatchedEngine.connect()
    // The shell holds 50 MB in a variable; the files' pages are the container's cache.
    var wish = WatchedEngine.Wish(
      "/bin/busybox dd if=/dev/zero of=/tmp/file bs=1M count=200; /bin/busybox sync; "
        + "/bin/busybox cat /tmp/file > /dev/null; "
        + "/bin/busybox dd if=/dev/zero bs=50M count=1 2>/dev/null | "
        + "/bin/busybox dd bs=50M iflag=fullblock of=/tmp/fifo 2>/dev/null & "
        + "/bin/busybox sleep 600")
    wish.HostConfig.Memory = 400 << 20
    wish.Cmd = [
      "/bin/busybox mkfifo /tmp/fifo; " + wish.Cmd[0]
    ]
    let container = try await engine.run(wish)
    let running = RunningWatcher(engine.address, [container.id], timing: .quick)
    await eventually("not filled") {
      (running.log.figures.last?.memory?.charged ?? 0) > 240 << 20
    }
    let memory = try #require(running.log.figures.last?.memory)
    let used = Double(memory.used) / Double(1 << 20)
    #expect((45...60).contains(used), "\(used) MB of \(memory.charged >> 20) MB charged")
    #expect(memory.limit == 400 << 20)
  }

  @Test("stand still while paused, and go on after")
  func paused() async throws {
    let engine = try await WatchedEngine.connect()
    var wish = WatchedEngine.Wish("while :; do :; done")
    wish.HostConfig.NanoCpus = 300_000_000
    let container = try await engine.run(wish)
    let running = RunningWatcher(engine.address, [container.id], timing: .quick)
    await eventually("no figures") { running.log.figures.count >= 1 }
    try await container.post("pause")
    await eventually("not paused") { running.log.snapshots.last?.details?.state == .paused }
    await eventually("not still") { (running.log.figures.last?.cores ?? 1) < 0.001 }
    try await container.post("unpause")
    await eventually("not moving") { (running.log.figures.last?.cores ?? 0) > 0.1 }
    #expect(running.log.gaps.isEmpty)
  }
}
