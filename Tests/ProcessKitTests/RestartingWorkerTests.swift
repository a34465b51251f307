import Glibc
import ProcessKit
import Synchronization
import Testing

/// Answers every line; some inputs are its end.
private let script = """
  echo starting >&2
  while IFS= read -r line; do
    case "$line" in
    die) kill -KILL $$ ;;
    exit) exit 3 ;;
    hang) while :; do sleep 100; done ;;
    long) echo 123456789012345678901234567890 ;;
    *) echo "got $line" ;;
    esac
  done
  """

@Suite("A restarting worker", .timeLimit(.minutes(1)))
struct RestartingWorkerTests {
  @Test("reports every input once, and goes on after one that killed the child", arguments: 1...3)
  func survivesDeaths(workers: Int) async throws {
    let inputs = ["a", "die", "b", "exit", "", "die", "die", "long", "c d'\"", "e"]
    let outcomes = try await outcomes(
      RestartingWorker(
        shell(script, lineLimit: 20), workers: workers, timeLimit: .seconds(30), separator: 10),
      inputs)
    #expect(
      outcomes == [
        .line("got a"), .died(.signalled(SIGKILL)), .line("got b"), .died(.exited(3)),
        .line("got "), .died(.signalled(SIGKILL)), .died(.signalled(SIGKILL)), .overlong,
        .line("got c d'\""), .line("got e"),
      ])
  }

  @Test("ends a child that takes too long")
  func endsSlowChildren() async throws {
    let outcomes = try await outcomes(
      RestartingWorker(shell(script), timeLimit: .seconds(4), separator: 10), ["hang", "a", "b"])
    #expect(outcomes == [.timedOut, .line("got a"), .line("got b")])
  }

  @Test("does not blame an input for a child that earlier ones wore down")
  func forgivesWornChildren() async throws {
    let outcomes = try await outcomes(
      RestartingWorker(
        shell("read a; echo $a; read b; echo $b; read c; exit 1"), workers: 1,
        timeLimit: .seconds(30), separator: 10), (1...7).map(String.init))
    #expect(outcomes == (1...7).map { .line(String($0)) })
  }

  @Test("does not blame an input for a child that exited between two answers")
  func forgivesShortLivedChildren() async throws {
    let outcomes = try await outcomes(
      RestartingWorker(shell("read a; echo $a"), timeLimit: .seconds(30), separator: 10),
      (1...20).map(String.init))
    #expect(outcomes == (1...20).map { .line(String($0)) })
  }

  @Test("separates inputs by NUL, so that any file name can be put, and refuses what cannot")
  func separatesByNUL() async throws {
    let worker = RestartingWorker(
      ProcessSpec("bash", ["-c", #"while IFS= read -r -d '' name; do echo "${#name}"; done"#]),
      timeLimit: .seconds(30))
    let outcomes = try await outcomes(worker, ["two\nlines", "nul\u{0}", "-n"])
    #expect(outcomes == [.line("9"), .unsendable, .line("2")])
  }

  @Test("gives up on inputs, not on the list, when the child always dies")
  func survivesBrokenPrograms() async throws {
    let outcomes = try await outcomes(
      RestartingWorker(shell("exit 127"), timeLimit: .seconds(30)), ["a", "b", "c"])
    #expect(outcomes == Array(repeating: .died(.exited(127)), count: 3))
  }

  @Test("says so when the program cannot be started")
  func namesMissingPrograms() async {
    let worker = RestartingWorker(ProcessSpec("/no/such/program"), timeLimit: .seconds(30))
    await #expect(throws: ProcessError.notFound(executable: "/no/such/program")) {
      try await worker.run(["a", "b"]) { _, _ in }
    }
  }

  @Test("starts no child for nothing")
  func startsNothing() async throws {
    let worker = RestartingWorker(ProcessSpec("/no/such/program"), timeLimit: .seconds(30))
    try await worker.run([]) { _, _ in }
  }

  @Test("ends its children when cancelled")
  func cancels() async throws {
    let pids = Mutex<[Int32]>([])
    let worker = RestartingWorker(
      shell("while read -r line; do echo $$; [ \"$line\" = go ] || sleep 1000; done"), workers: 2,
      timeLimit: .seconds(50), separator: 10)
    let run = Task {
      try await worker.run(["go", "go", "go", "hang", "hang"]) { _, outcome in
        if case .line(let pid) = outcome { pids.withLock { $0 += [Int32(pid) ?? 0] } }
        if pids.withLock({ $0.count }) == 5 { await Task.yield() }
      }
    }
    #expect(await eventually { !pids.withLock { $0.isEmpty } })
    run.cancel()
    _ = await run.result
    for pid in pids.withLock({ $0 }) { #expect(!isRunning(pid)) }
  }

  private func outcomes(
    _ worker: RestartingWorker, _ inputs: [String]
  ) async throws -> [RestartingWorker.Outcome?] {
    let reports = Collector<(Int, RestartingWorker.Outcome)>()
    try await worker.run(inputs) { index, outcome in await reports.add((index, outcome)) }
    let elements = await reports.elements
    #expect(elements.count == inputs.count)
    return inputs.indices.map { index in elements.first { $0.0 == index }?.1 }
  }
}
