import Glibc
import ProcessKit
import Synchronization
import Testing

@Suite("A managed process", .timeLimit(.minutes(1)))
struct ManagedProcessTests {
  @Test("gives out both streams by line, the last one without a line break too, and its exit code")
  func readsBothStreams() async throws {
    let process = try await ManagedProcess.launch(
      shell(#"echo one; echo two >&2; printf 'three\r\nfour'; exit 7"#))
    #expect(await process.waitUntilExit() == .exited(7))
    #expect(process.exitStatus == .exited(7))
    #expect(process.recentLines(of: .output).map(\.text) == ["one", "three", "four"])
    #expect(process.recentLines(of: .error) == [ProcessLine(.error, "two")])
  }

  @Test("gets its arguments as they are, its environment and its folder")
  func passesEverythingOn() async throws {
    let process = try await ManagedProcess.launch(
      ProcessSpec(
        "sh", ["-c", #"printf '%s\n' "$0" "$1" "$PLACE" "$HOME"; pwd"#, "a b", #"'$x*"#],
        environment: ["PLACE": "värld = 1"], workingDirectory: "/usr/bin"))
    _ = await process.waitUntilExit()
    let home = getenv("HOME").map { String(cString: $0) } ?? ""
    #expect(
      process.recentLines().map(\.text) == ["a b", #"'$x*"#, "värld = 1", home, "/usr/bin"])
  }

  @Test("leads a process group of its own")
  func ownGroup() async throws {
    let process = try await ManagedProcess.launch(shell("read line"))
    #expect(getpgid(process.processIdentifier) == process.processIdentifier)
    #expect(await process.terminate(gracePeriod: .seconds(5)) == .signalled(SIGTERM))
  }

  @Test("starts without any of our open files but its three standard ones")
  func inheritsNoDescriptors() async throws {
    let other = try await ManagedProcess.launch(shell("read line"))
    let process = try await ManagedProcess.launch(shell("ls /proc/$$/fd"))
    _ = await process.waitUntilExit()
    #expect(process.recentLines(of: .output).map(\.text) == ["0", "1", "2"])
    other.kill()
  }

  @Test("leaves no open file behind in us")
  func leavesNoDescriptors() async throws {
    let process = try await ManagedProcess.launch(
      shell("readlink /proc/$$/fd/1 /proc/$$/fd/2; cat"))
    _ = try await process.waitForLine(within: .seconds(20)) { $0.text.hasPrefix("pipe:") }
    let open = openDescriptors()
    process.closeInput()
    _ = await process.waitUntilExit()
    let pipes = Set(process.recentLines(of: .output).map(\.text))
    #expect(pipes.count == 2)
    #expect(!open.isDisjoint(with: pipes))
    #expect(await eventually { openDescriptors().isDisjoint(with: pipes) })
  }

  @Test("reads end-of-file when we close its input, whatever siblings were started since")
  func closesInput() async throws {
    let process = try await ManagedProcess.launch(ProcessSpec("cat"))
    let sibling = try await ManagedProcess.launch(shell("read line"))
    try process.write(Array("hello\n".utf8))
    let line = try await process.waitForLine(within: .seconds(20)) { _ in true }
    #expect(line == ProcessLine(.output, "hello"))
    process.closeInput()
    #expect(await process.waitUntilExit() == .exited(0))
    #expect(sibling.exitStatus == nil)
    sibling.kill()
  }

  @Test("refuses input once it has ended, and we survive that")
  func refusesInput() async throws {
    let process = try await ManagedProcess.launch(shell("exit 0"))
    _ = await process.waitUntilExit()
    #expect(throws: ProcessError.inputRefused(executable: "/bin/sh")) {
      try process.write([1, 2, 3])
    }
    process.closeInput()
    #expect(throws: ProcessError.inputRefused(executable: "/bin/sh")) { try process.write([4]) }
  }

  @Test("refuses input that it does not read, instead of holding us up")
  func refusesFloods() async throws {
    let process = try await ManagedProcess.launch(shell("while :; do sleep 100; done"))
    #expect(throws: ProcessError.inputRefused(executable: "/bin/sh")) {
      for _ in 0..<1000 { try process.write([UInt8](repeating: 65, count: 1 << 16)) }
    }
    process.kill()
  }

  @Test("is ended when nobody holds it any more")
  func endsWithItsHolder() async throws {
    let ended = Mutex<ProcessExit?>(nil)
    func start() async throws -> Int32 {
      let process = try await ManagedProcess.launch(
        shell("while :; do sleep 100; done"),
        onExit: { status in ended.withLock { $0 = status } })
      return process.processIdentifier
    }
    let pid = try await start()
    #expect(await eventually { !isRunning(pid) })
    #expect(await eventually { ended.withLock { $0 } == .signalled(SIGTERM) })
  }

  @Test("many at once lose no line", arguments: [40])
  func manyAtOnce(count: Int) async throws {
    let totals = try await withThrowingTaskGroup(of: Int.self) { tasks in
      for _ in 0..<count {
        tasks.addTask {
          let lines = Mutex(0)
          let process = try await ManagedProcess.launch(shell("seq 1 1000; seq 1 1000 >&2")) { _ in
            lines.withLock { $0 += 1 }
          }
          #expect(await process.waitUntilExit() == .exited(0))
          return lines.withLock { $0 }
        }
      }
      return try await tasks.reduce(into: []) { $0.append($1) }
    }
    #expect(totals == Array(repeating: 2000, count: count))
  }

  private func openDescriptors() -> Set<String> {
    var links: Set<String> = []
    for number in 0..<4096 {
      var buffer = [CChar](repeating: 0, count: 256)
      let length = readlink("/proc/self/fd/\(number)", &buffer, buffer.count)
      let link = buffer.prefix(max(0, length)).map(UInt8.init(bitPattern:))
      links.insert(String(decoding: link, as: UTF8.self))
    }
    return links
  }
}
