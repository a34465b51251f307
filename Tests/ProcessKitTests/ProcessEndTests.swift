import Glibc
import ProcessKit
import Testing

@Suite("The end of a process", .timeLimit(.minutes(1)))
struct ProcessEndTests {
  @Test("takes its grandchildren with it when we end it")
  func killsGrandchildren() async throws {
    let process = try await ManagedProcess.launch(
      shell("(trap '' TERM; while :; do sleep 100; done) & echo $!; wait"))
    let line = try await process.waitForLine(within: .seconds(20)) { _ in true }
    let grandchild = try #require(Int32(line.text))
    #expect(isRunning(grandchild))
    await process.terminate(gracePeriod: .milliseconds(100))
    #expect(await eventually { !isRunning(grandchild) })
  }

  @Test("takes its grandchildren with it when it ends by itself, though they hold its output open")
  func killsOrphans() async throws {
    let process = try await ManagedProcess.launch(shell("sleep 1000 & echo $!; exit 3"))
    #expect(await process.waitUntilExit() == .exited(3))
    let grandchild = try #require(Int32(process.recentLines().last?.text ?? ""))
    #expect(await eventually { !isRunning(grandchild) })
  }

  @Test("comes by SIGKILL when it ignores SIGTERM, and not before the grace period is over")
  func killsTheStubborn() async throws {
    let process = try await ManagedProcess.launch(
      shell("trap '' TERM; echo ready; while :; do sleep 0.05; done"))
    _ = try await process.waitForLine(within: .seconds(20)) { $0.text == "ready" }
    let clock = ContinuousClock()
    let start = clock.now
    #expect(await process.terminate(gracePeriod: .milliseconds(300)) == .signalled(SIGKILL))
    #expect(clock.now - start >= .milliseconds(300))
  }

  @Test("can be put off for the grace period by a child that tidies up")
  func letsTidyUp() async throws {
    let process = try await ManagedProcess.launch(
      shell("trap 'echo bye; exit 7' TERM; echo ready; while :; do sleep 0.05; done"))
    _ = try await process.waitForLine(within: .seconds(20)) { $0.text == "ready" }
    #expect(await process.terminate(gracePeriod: .seconds(20)) == .exited(7))
    // The shell may also tell, on its other stream, that the signal ended its sleep.
    #expect(process.recentLines().contains { $0.text == "bye" })
  }

  @Test("is not mistaken for closed output")
  func survivesClosedOutput() async throws {
    let process = try await ManagedProcess.launch(
      shell("echo ready; exec >&- 2>&-; read line; exit 4"))
    _ = try await process.waitForLine(within: .seconds(20)) { $0.text == "ready" }
    #expect(process.exitStatus == nil)
    try process.write(Array("go\n".utf8))
    #expect(await process.waitUntilExit() == .exited(4))
  }

  @Test("is told the same to all who wait, and to those who ask twice")
  func tellsEverybody() async throws {
    let process = try await ManagedProcess.launch(shell("read line; exit 5"))
    async let first = process.waitUntilExit()
    async let second = process.waitUntilExit()
    process.closeInput()
    #expect(await [first, second] == [.exited(5), .exited(5)])
    #expect(await process.terminate() == .exited(5))
    process.kill()
  }

  @Test("by a signal is told with the signal's name")
  func namesSignals() async throws {
    let process = try await ManagedProcess.launch(shell("kill -SEGV $$"))
    let status = await process.waitUntilExit()
    #expect(status == .signalled(SIGSEGV))
    #expect(status.description == "was ended by signal 11 (Segmentation fault)")
    #expect(ProcessExit.exited(2).description == "exited with code 2")
  }
}
