import DockerKit
import TestSupport
import Testing

@Suite("A follower of a log", .timeLimit(.minutes(2)))
struct LogFollowerTests {
  private let fake: FakeEngine
  private let base = FakeEngine.base

  init() throws {
    fake = try FakeEngine(containers: [.init(id: "a", name: "web")])
  }

  /// A follower of the container `web`, and the lines that it has told.
  private func follower() async throws -> (LogFollower, Box<[String]>) {
    let seen = Box<[String]>([])
    let engine = try await Engine.connect(fake.address, timeout: .seconds(50))
    let follower = LogFollower(engine: { engine }, container: "web", timing: .quick) { lines in
      seen.change { $0 += lines.map(\.text) }
    }
    return (follower, seen)
  }

  private func write(_ numbers: ClosedRange<Int>) {
    // Three lines bear one stamp.
    for number in numbers {
      fake.sendLog("a", LogFrames.line("line \(number)", at: base + Int64(number / 3)))
    }
  }

  @Test("loses no line and repeats none when the engine restarts in the middle")
  func restart() async throws {
    let (follower, seen) = try await follower()
    let task = Task { await follower.run() }
    await eventually("not followed") { fake.openLogs("a") == 1 }
    write(0...9)
    await eventually("no lines") { seen.value.count == 10 }
    for round in 1...3 {
      fake.stop(leavingSocket: true)
      write(round * 10...round * 10 + 6)
      try fake.start()
      await eventually("not followed again") { fake.openLogs("a") == 1 }
      write(round * 10 + 7...round * 10 + 9)
      await eventually("no more lines") { seen.value.count == round * 10 + 10 }
    }
    #expect(seen.value == (0...39).map { "line \($0)" })
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test("takes a burst of a hundred thousand lines, in its order and without a loss")
  func burst() async throws {
    let (follower, seen) = try await follower()
    let task = Task { await follower.run() }
    await eventually("not followed") { fake.openLogs("a") == 1 }
    for block in 0..<100 {
      let bytes = (block * 1000..<(block + 1) * 1000).flatMap {
        LogFrames.line("line \($0)", stamp: "2026-11-23T04:00:\(10 + block / 2).5Z ")
      }
      fake.sendLog("a", bytes)
    }
    await eventually("not all lines") { seen.value.count >= 100_000 }
    #expect(seen.value == (0..<100_000).map { "line \($0)" })
    task.cancel()
    #expect(await task.value == .cancelled)
  }

  @Test("ends with the container, and goes on from there when it is run again")
  func again() async throws {
    let (follower, seen) = try await follower()
    fake.change("a") { $0.state = "exited" }
    write(0...4)
    #expect(await follower.run() == .stopped)
    write(5...9)
    #expect(await follower.run() == .stopped)
    #expect(seen.value == (0...9).map { "line \($0)" })
    fake.remove("a")
    #expect(await follower.run() == .removed)
  }

  @Test("stays with the container that it began with when another one takes its name")
  func another() async throws {
    let (follower, seen) = try await follower()
    let task = Task { await follower.run() }
    await eventually("not followed") { fake.openLogs("a") == 1 }
    write(0...4)
    await eventually("no lines") { seen.value.count == 5 }
    fake.stop(leavingSocket: true)
    fake.set([.init(id: "b", name: "web", log: LogFrames.line("another's", at: base + 1000))])
    try fake.start()
    #expect(await task.value == .removed)
    #expect(seen.value == (0...4).map { "line \($0)" })
  }

  @Test("passes on why an engine cannot hand out a log")
  func refused() async throws {
    let words = "configured logging driver does not support reading"
    fake.change {
      $0.answers["/containers/a/logs"] = .answer(#"{"message":"\#(words)"}"#, status: 501)
    }
    let (follower, _) = try await follower()
    guard case .refused(let error) = await follower.run() else {
      Issue.record("it was not refused")
      return
    }
    #expect(error.diagnosis == words)
  }

  @Test("tells a removal as that, also where the engine refuses the log before it is gone")
  func removing() async throws {
    fake.change {
      $0.answers["/containers/a/logs"] = .answer(
        #"{"message":"can not get logs from container which is dead or marked for removal"}"#,
        status: 409)
    }
    fake.change("a") { $0.state = "removing" }
    let (follower, _) = try await follower()
    #expect(await follower.run() == .removed)
  }

  @Test("is stopped at once, also while there is no engine")
  func stopping() async {
    let follower = LogFollower(engine: { nil }, container: "web") { _ in }
    let task = Task { await follower.run() }
    task.cancel()
    #expect(await task.value == .cancelled)
  }
}
