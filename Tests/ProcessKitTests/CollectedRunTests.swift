import Glibc
import ProcessKit
import Synchronization
import Testing

@Suite("A run to the end", .timeLimit(.minutes(1)))
struct CollectedRunTests {
  @Test("gives out the output by line, keeps the errors and says how it ended")
  func collects() async throws {
    let lines = Mutex<[String]>([])
    let run = try await ManagedProcess.runCollectingLines(
      shell("cat; echo a; echo b; echo oops >&2; exit 9"), timeLimit: .seconds(30)
    ) { line in
      lines.withLock { $0.append(line.text) }
    }
    #expect(lines.withLock { $0 } == ["a", "b"])
    #expect(run == CollectedRun(status: .exited(9), timedOut: false, errorLines: ["oops"]))
  }

  @Test("is ended when its time is up, with all it started")
  func timesOut() async throws {
    let lines = Mutex<[String]>([])
    let run = try await ManagedProcess.runCollectingLines(
      shell("sleep 1000 & echo $!; wait"), timeLimit: .seconds(3)
    ) { line in
      lines.withLock { $0.append(line.text) }
    }
    #expect(run.timedOut)
    #expect(run.status == .signalled(SIGKILL))
    let grandchild = try #require(Int32(lines.withLock { $0.first } ?? ""))
    #expect(await eventually { !isRunning(grandchild) })
  }

  @Test("is ended when the task that waits is cancelled")
  func cancels() async throws {
    let pid = Mutex<Int32?>(nil)
    let run = Task {
      try await ManagedProcess.runCollectingLines(
        shell("echo $$; while :; do sleep 100; done"), timeLimit: .seconds(50)
      ) { line in
        pid.withLock { $0 = Int32(line.text) }
      }
    }
    #expect(await eventually { pid.withLock { $0 } != nil })
    run.cancel()
    let result = await run.result
    #expect(throws: ProcessError.cancelled) { try result.get() }
    let child = try #require(pid.withLock { $0 })
    #expect(!isRunning(child))
  }
}
