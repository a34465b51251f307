import BenchCore
import Foundation
import Glibc
import ProcessKit
import Synchronization
import Testing

@testable import Conductor

/// Processes that are launched for servers, with real children.
@Suite(.timeLimit(.minutes(2)))
struct ProcessLaunchTests {
  private func records() throws -> LaunchRecords {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "slimbench-launch-\(UUID().uuidString)").path
    return try #require(LaunchRecords(state: folder))
  }

  private func eventually(_ condition: () -> Bool) async -> Bool {
    let deadline = ContinuousClock.now + .seconds(60)
    while ContinuousClock.now < deadline {
      if condition() { return true }
      try? await Task.sleep(for: .milliseconds(10))
    }
    return condition()
  }

  private func process(
    _ script: String, _ records: LaunchRecords,
    tell: @escaping @Sendable (SubjectChange) -> Void = { _ in }
  ) -> LaunchedProcess {
    LaunchedProcess(
      key: "a", url: "http://127.0.0.1:1", launch: LaunchSpec(command: ["sh", "-c", script]),
      records: records, wallClock: 0, tell: tell)
  }

  @Test("What was launched is written down while it runs, and gone with its children after stop")
  func stopped() async throws {
    let records = try records()
    let process = process("sleep 1000 & wait", records)
    try await process.start()
    let record = try #require(records.all().first)
    #expect(record.isRunning && record.isOwned)
    #expect(await eventually { record.processes.count == 2 })
    await process.stop()
    #expect(record.processes.isEmpty)
    #expect(records.all().isEmpty)
  }

  @Test("Killed at once, it takes along what has left its group, and only then is it forgotten")
  func killed() async throws {
    let records = try records()
    let process = process("setsid sleep 1000 & wait", records)
    try await process.start()
    let record = try #require(records.all().first)
    let group = try #require(process.group)
    #expect(
      await eventually { record.processes.contains { getpgid($0.number) != group } },
      "nothing has left the group: the test shows nothing")
    process.kill()
    #expect(record.processes.isEmpty)
    #expect(records.all().isEmpty)
  }

  @Test("One that dies says how, what that means, and its last lines")
  func death() async throws {
    let told = Mutex<[SubjectChange]>([])
    let process = process("echo 'OSError: Address already in use'; exit 3", try records()) {
      change in told.withLock { $0.append(change) }
    }
    try await process.start()
    #expect(await eventually { process.death != nil })
    let death = try #require(process.death)
    #expect(death.contains("exited with code 3") && death.contains("another program has its port"))
    #expect(death.hasSuffix("  OSError: Address already in use"))
    #expect(
      await eventually { told.withLock { $0.contains { $0.kind == .died && $0.exitCode == 3 } } })
    await process.stop()
  }

  @Test("What it writes can be followed from outside while it runs, and is gone with it")
  func log() async throws {
    let records = try records()
    let process = process("echo starting; sleep 1000", records)
    try await process.start()
    process.isReady()
    let source = try await LogSource("a", of: nil, engine: nil, records: records)
    let path = try #require(records.all().first?.log)
    #expect(await eventually { LogTail.lines(path, count: 5) == ["starting"] })
    #expect(await source.lines(5) == ["starting"])
    await process.stop()
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test("Cleanup ends what a dead owner has left behind, and leaves what a living one has")
  func cleanup() async throws {
    let records = try records()
    let living = process("sleep 1000", records)
    try await living.start()
    var record = try #require(records.all().first)
    #expect(await LaunchCleanup(records: records).run(includingKept: true).isEmpty)
    #expect(record.isRunning)
    // As if its owner had been killed: another start is another process.
    record.owner?.start -= 1
    try records.write(record)
    let outcomes = await LaunchCleanup(records: records).run(includingKept: false)
    #expect(outcomes.count == 1 && outcomes.first?.remaining.isEmpty == true)
    #expect(!record.isRunning && records.all().isEmpty)
    await living.stop()
  }

  @Test("A number that was given to another process is not the one that was launched")
  func identity() throws {
    var identity = try #require(ProcessIdentity.current)
    #expect(identity.isAlive)
    identity.start += 1
    #expect(!identity.isAlive)
  }

  @Test("A group that works all the time uses a core, and memory that it holds is counted")
  func usage() async throws {
    let process = process("while :; do :; done", try records())
    try await process.start()
    var watch = ProcessWatch(subject: "a", group: try #require(process.group))
    let clock = RunClock()
    let sample = watch.sample(at: clock.now())
    let first = try #require(sample)
    #expect(first.cores == nil && first.interval == 0)
    var cores = 0.0
    #expect(
      await eventually {
        cores = watch.sample(at: clock.now())?.cores ?? 0
        return cores > 0.02
      })
    #expect(cores < 1.5)
    #expect((first.memoryBytes ?? 0) > 10_000 && first.processes == 1)
    await process.stop()
    let last = watch.sample(at: clock.now())
    #expect(last == nil)
  }
}

/// Lines as the manual of nvidia-smi documents them.
struct GPULineTests {
  @Test("A line of figures is a sample")
  func figures() {
    let mebibyte = 1_048_576
    #expect(
      GPULine.parse("0, NVIDIA A10G, 63, 8112, 23028")
        == GPUSample(
          index: 0, name: "NVIDIA A10G", utilisation: 0.63, memoryBytes: 8112 * mebibyte,
          memoryTotalBytes: 23028 * mebibyte))
  }

  @Test("What a GPU does not tell is not known, and never zero")
  func unknown() throws {
    let sample = try #require(GPULine.parse("1, Tesla K80, [N/A], [Not Supported], 11441"))
    #expect(sample.utilisation == nil && sample.memoryBytes == nil)
    #expect(sample.memoryTotalBytes == 11441 * 1_048_576)
  }

  @Test(
    "Errors and headers are no samples",
    arguments: [
      "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.", "",
      "index, name, utilization.gpu [%], memory.used [MiB], memory.total [MiB]", "a,b,1,2,3",
      "No devices were found", "-1, x, 1, 2, 3",
    ])
  func noise(line: String) { #expect(GPULine.parse(line) == nil) }

  @Test("A program that replays the format is followed to its end, and its error told")
  func replayed() async throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "slimbench-gpu-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let program = folder.appending(path: "nvidia-smi").path
    let script =
      "#!/bin/sh\necho '0, A, 10, 1, 2'\necho '0, A, [N/A], 1, 2'\necho lost >&2\nexit 9\n"
    #expect(
      FileManager.default.createFile(
        atPath: program, contents: Data(script.utf8), attributes: [.posixPermissions: 0o755]))
    let samples = Mutex<[GPUSample]>([])
    let trouble = Mutex<String?>(nil)
    let watch = await GPUWatch.start(executable: program) { sample in
      samples.withLock { $0.append(sample) }
    } trouble: { text in
      trouble.withLock { $0 = text }
    }
    let deadline = ContinuousClock.now + .seconds(60)
    while trouble.withLock({ $0 }) == nil, ContinuousClock.now < deadline {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(samples.withLock { $0.map(\.utilisation) } == [0.1, nil])
    #expect(trouble.withLock { $0 }?.hasSuffix("exited with code 9: lost") == true)
    await watch?.stop()
  }

  @Test("Without such a program nothing is watched, and nothing is said")
  func missing() async {
    let said = Mutex(false)
    let watch = await GPUWatch.start(executable: "no-such-nvidia-smi") { _ in
    } trouble: { _ in
      said.withLock { $0 = true }
    }
    #expect(watch == nil)
    #expect(!said.withLock { $0 })
  }
}
