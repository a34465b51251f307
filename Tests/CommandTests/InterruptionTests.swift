import BenchCore
import Foundation
import Glibc
import RunStore
import TestSupport
import Testing

/// A run that is cut short keeps what it measured.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct InterruptionTests {
  /// Answers five documents, and keeps the sixth for ever.
  private static let stuck: [ScriptedServer.Step] =
    Array(repeating: [.readRequest, .send(DocumentServer.pages())], count: 5).flatMap(\.self)
    + [.readRequest, .waitForClient]

  @Test(
    "A signal ends the run, saves everything, and says how to go on",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func signal(number: Int32) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 8)
    let server = try DocumentServer { _ in Self.stuck }
    let program = try RunningProgram(
      ["run", "pdfs", "--server", "one=\(server.url)", "--output", "r.json"], in: workspace)
    #expect(await server.waiting(forDocuments: 6))
    program.signal(number)
    let ended = try await program.end(within: 60)

    #expect(ended.code == 130, ended.said)
    #expect(ended.error.contains("interrupted"), ended.said)
    #expect(ended.error.contains("--output"), "how to go on: \(ended.error)")
    #expect(ended.output.contains("aborted"), ended.said)
    #expect(ended.output.hasSuffix("\nresult: r.json\n"))
    #expect(try workspace.names == ["pdfs", "r.json"])
    let result = try ResultJSON("r.json", in: workspace)
    // The first of the five answers was the warm-up.
    #expect(try result.figure("one", "successful_requests") == 4)
    #expect(try result.figure("one", "failed_requests") == 1)
    let failures = try #require(result.statistics("one")["failures"] as? [String: Any])
    #expect(failures["aborted"] as? Double == 1)
    let finished = try #require(result.slimbench["finished"] as? [String: Any])
    #expect(finished["reason"] as? String == "interrupted")
    let shown = try await Program.run(["show", "r.json"], in: workspace)
    #expect(shown.code == 0 && shown.error.contains("stopped before"), shown.said)
  }

  @Test("A signal while a server is loading ends the run, and nothing is left of it")
  func whileLoading() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let server = try DocumentServer(
      health: Array(repeating: DocumentServer.loading, count: 10_000))
    let program = try RunningProgram(
      ["run", "pdfs", "--server", "one=\(server.url)", "--output", "r.json"], in: workspace)
    #expect(await server.log.waiting(for: .requestRead, count: 2))
    program.signal(SIGINT)
    let ended = try await program.end(within: 30)
    #expect(ended.code == 130, ended.said)
    #expect(ended.error.contains("nothing is saved"), ended.said)
    #expect(!ended.output.contains("still loading after"), ended.said)
    #expect(try workspace.names == ["pdfs"])
  }

  @Test("A signal while a readiness probe gets no answer does not wait for one")
  func whileProbing() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let server = try ScriptedServer { _ in [.readRequest, .waitForClient] }
    let program = try RunningProgram(
      ["run", "pdfs", "--server", "one=\(server.url(""))", "--output", "r.json"], in: workspace)
    #expect(await server.log.waiting(for: .requestRead))
    let clock = ContinuousClock()
    let signalled = clock.now
    program.signal(SIGINT)
    let ended = try await program.end(within: 30)
    #expect(ended.code == 130, ended.said)
    #expect(clock.now - signalled < .seconds(8), "a probe alone would wait for ten seconds")
    #expect(try workspace.names == ["pdfs"])
  }

  @Test("A second signal ends a run that does not stop by itself")
  func twice() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 8)
    let server = try DocumentServer { _ in Self.stuck }
    let program = try RunningProgram(
      ["run", "pdfs", "--server", "one=\(server.url)", "--output", "r.json"], in: workspace)
    #expect(await server.waiting(forDocuments: 6))
    program.signal(SIGINT)
    program.signal(SIGTERM)
    let ended = try await program.end(within: 30)
    #expect(ended.code == 130, ended.said)
    #expect(workspace.exists("r.json") || workspace.exists("r.journal"))
  }

  /// What an engine says that has no image and no container, and takes for ever to pull one.
  private static func pulling(_ request: String) -> [ScriptedServer.Step] {
    func json(_ text: String, status: Int = 200) -> [ScriptedServer.Step] {
      [.send(.answer(text, status: status, headers: ["Api-Version: 1.41"]))]
    }
    if request.contains("/_ping") { return json("OK") }
    if request.contains("/version") {
      return json(#"{"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"}"#)
    }
    if request.contains("/info") { return json(#"{"NCPU":2}"#) }
    if request.contains("/images/create") { return [.waitForClient, .close] }
    return json(#"{"message":"no such thing"}"#, status: 404)
  }

  @Test("A signal while an image is pulled ends up, and the pull with it")
  func whilePulling() async throws {
    let workspace = try Workspace()
    let engine = try ScriptedServer(unixPath: workspace.path("e.sock")) { _ in
      [.respond { Self.pulling(String($0.headText.prefix { $0 != "\r\n" })) }, .again]
    }
    try workspace.write(
      """
      servers:
        own: {container: box, port: 80}
      containers:
        box: {image: box, ports: ["80"]}
      corpus: pdfs
      """, to: "slimbench.yaml")
    let program = try RunningProgram(
      ["up", "--engine", "unix://" + workspace.path("e.sock")], in: workspace)
    let hasBegun = await eventually {
      engine.log.requests.contains { $0.headText.contains("/images/create") }
    }
    #expect(hasBegun, "\(program.error)")
    program.signal(SIGINT)
    let ended = try await program.end(within: 30)
    #expect(ended.code == 130, ended.said)
  }

  /// Runs a pipeline of a shell to the end of all its parts, `$0` being the program.
  ///
  /// - Returns: What came out of it, and whether it ended by itself; else it was killed.
  private func pipeline(
    _ script: String, in workspace: Workspace
  ) async throws -> (output: String, hasEnded: Bool) {
    let shell = Process()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", script, Program.path]
    shell.environment = workspace.environment
      .merging(["XDG_STATE_HOME": workspace.path("state")]) { $1 }
    shell.currentDirectoryURL = URL(filePath: workspace.folder)
    let output = Pipe()
    shell.standardInput = FileHandle.nullDevice
    shell.standardOutput = output
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    let hasEnded = await eventually { !shell.isRunning }
    if !hasEnded {
      for process in Processes.of(workspace) { kill(process, SIGKILL) }
    }
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    return (String(decoding: data, as: UTF8.self), hasEnded)
  }

  @Test("Watching ends when nobody reads it any more, also where nothing more happens")
  func watchWithoutReader() async throws {
    let workspace = try Workspace()
    let engine = try SmallEngine(in: workspace)
    for form in ["--json", "--plain"] {
      let (output, hasEnded) = try await pipeline(
        "\"$0\" watch \(form) --engine \(engine.address) | head -n 1", in: workspace)
      #expect(hasEnded, "\(form)")
      #expect(!output.isEmpty, "\(form): nothing was read: the test shows nothing")
    }
  }

  @Test("Following a log ends when nobody reads it any more, also where nothing more is written")
  func logsWithoutReader() async throws {
    let workspace = try Workspace()
    let folder = workspace.path("state/slimbench/processes")
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try workspace.write("first\nsecond\n", to: "own.log")
    try workspace.write(
      """
      {"id":"1","key":"own","url":"http://127.0.0.1:1","wallClock":1,
       "launch":{"command":["serve"],"environment":[]},"log":"\(workspace.path("own.log"))"}
      """, to: "state/slimbench/processes/1.json")
    let (output, hasEnded) = try await pipeline(
      "\"$0\" logs own --follow | head -n 1", in: workspace)
    #expect(hasEnded)
    #expect(output == "first\n")
  }

  @Test("Killed outright, a run leaves a journal that lacks no more than the last second")
  func killed() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 5)
    let server = try DocumentServer { _ in DocumentServer.answering(afterMilliseconds: 20) }
    let program = try RunningProgram(
      [
        "run", "pdfs", "--server", "one=\(server.url)", "--output", "r.json", "--rounds",
        "1000000",
      ], in: workspace)
    // 200 answers of at least 20 ms: four seconds at least.
    #expect(await server.waiting(forDocuments: 200))
    program.signal(SIGKILL)
    let killed = clock_gettime_nsec()
    let ended = try await program.end(within: 30)
    #expect(ended.code == -SIGKILL, ended.said)
    #expect(try workspace.names == ["pdfs", "r.journal"])

    // A second, and what a busy machine needs to write.
    let safe = server.log.times(.replySent).dropFirst().filter { $0 + 2_000_000_000 < killed }
    let saved = try SavedRun.load(workspace.path("r.journal"))
    let kept = saved.events.filter { event in
      if case .requestFinished = event.payload { true } else { false }
    }
    #expect(safe.count >= 20, "the run was long enough to lose something")
    #expect(kept.count >= safe.count, "\(kept.count) kept, \(safe.count) answered in time")

    let shown = try await Program.run(["show", "r.journal"], in: workspace)
    #expect(shown.code == 0, shown.said)
    #expect(shown.output.contains("Average service time"), shown.said)
    #expect(shown.error.contains("no end"), "what is missing is told: \(shown.error)")
  }

  /// Nanoseconds of the clock that stamps the server's log.
  private func clock_gettime_nsec() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
