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
    // A machine that gives it less than its limit has nothing to throttle.
    if limit < 1, truth > 0.28 { #expect((figures.compactMap(\.throttledShare).max() ?? 0) > 0.5) }
  }

  /// A folder with a file of which the kernel holds no page.
  private func uncachedFile(megabytes: Int) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "slimbench-pages-\(UUID().uuidString)"
    ).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let file = open(folder + "/file", O_WRONLY | O_CREAT | O_EXCL, 0o644)
    try #require(file >= 0)
    defer { close(file) }
    let block = [UInt8](repeating: 1, count: 1 << 20)
    for _ in 0..<megabytes { try #require(write(file, block, block.count) == block.count) }
    try #require(fsync(file) == 0 && posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED) == 0)
    return folder
  }

  @Test("of memory leave out page cache that was read once")
  func memory() async throws {
    let engine = try await WatchedEngine.connect()
    let folder = try uncachedFile(megabytes: 200)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    // The first dd holds its block of 50 MB while nobody reads the rest of it; the pages of the file
    // are the container's cache, as it is the first to read them.
    var wish = WatchedEngine.Wish(
      "/bin/busybox mkfifo /tmp/fifo; /bin/busybox dd if=/folder/file of=/dev/null bs=1M; "
        + "/bin/busybox dd if=/dev/zero of=/tmp/fifo bs=50M count=1 & "
        + "/bin/busybox sleep 600 < /tmp/fifo")
    wish.HostConfig.Memory = 400 << 20
    wish.HostConfig.Binds = ["\(folder):/folder:ro"]
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
    try await container.pause()
    await eventually("not paused") { running.log.snapshots.last?.details?.state == .paused }
    await eventually("not still") { (running.log.figures.last?.cores ?? 1) < 0.001 }
    try await container.post("unpause")
    await eventually("not moving") { (running.log.figures.last?.cores ?? 0) > 0.1 }
    #expect(running.log.gaps.isEmpty)
  }
}
