import Foundation
import Glibc
import Testing

/// `serve` and `demo`: the embedded server, and that it never outlives who wanted it.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct ServeCommandTests {
  /// Waits for the announcement, and tells the port.
  static func port(of program: RunningProgram) async throws -> UInt16 {
    #expect(await eventually { program.output.contains("\n") || program.hasEnded })
    let match = try #require(
      program.output.firstMatch(of: /listening on http:\/\/127\.0\.0\.1:(\d+)\n/),
      "\(program.output)\(program.error)")
    return try #require(UInt16(match.output.1))
  }

  @Test(
    "It prints where it listens, answers, and ends in order with a signal",
    arguments: ["hummingbird", "flyingfox"], [SIGTERM, SIGINT])
  func serve(web: String, signal: Int32) async throws {
    let workspace = try Workspace()
    let program = try RunningProgram(["serve", "--port", "0", "--web", web], in: workspace)
    let port = try await Self.port(of: program)
    let answer = try #require(PlainClient.get(port: port))
    #expect(answer.hasPrefix("HTTP/1.1 200 "), "\(answer)")
    #expect(answer.contains("models_loaded"), "\(answer)")
    program.signal(signal)
    let ended = try await program.end(within: 30)
    #expect(ended.code == 0, ended.said)
    #expect(PlainClient.get(port: port) == nil)
  }

  @Test("A child ends when its standard input closes", arguments: ["hummingbird", "flyingfox"])
  func untilStdinCloses(web: String) async throws {
    let workspace = try Workspace()
    let program = try RunningProgram(
      ["serve", "--port", "0", "--web", web, "--until-stdin-closes"], in: workspace,
      holdsInput: true)
    let port = try await Self.port(of: program)
    #expect(PlainClient.get(port: port) != nil)
    #expect(!program.hasEnded)
    program.closeInput()
    let ended = try await program.end(within: 30)
    #expect(ended.code == 0, ended.said)
    #expect(PlainClient.get(port: port) == nil)
  }

  @Test(
    "A signal lets what is in flight finish, a second one does not",
    arguments: ["hummingbird", "flyingfox"])
  func graceful(web: String) async throws {
    let workspace = try Workspace()
    // Seconds of work, and hours of it.
    for (pages, signals) in [(100, 1), (100_000, 2)] {
      let program = try RunningProgram(
        [
          "serve", "--port", "0", "--web", web, "--workers", "1", "--grace", "100s", "--access-log",
          "-",
        ],
        in: workspace)
      let port = try await Self.port(of: program)
      let document = SmallPDF.bytes(pages: pages)
      async let upload = PlainClient.upload(document, dpi: 600, port: port)
      #expect(
        await eventually { PlainClient.get(port: port)?.contains(#""busy":1"#) == true },
        "\(program.error)")
      program.signal(SIGTERM)
      #expect(await eventually { PlainClient.get(port: port) == nil })
      if signals == 2 { program.signal(SIGTERM) }
      let answer = await upload
      let ended = try await program.end(within: 60)
      if signals == 1 {
        #expect(
          answer?.contains(#""total_pages_processed":100,"#) == true,
          "\(answer?.prefix(300) ?? "no answer")")
        #expect(ended.code == 0, ended.said)
        #expect(ended.output.contains(" POST /process-pdf 200 in="), ended.said)
        #expect(ended.output.contains(" pages=100 dpi=600\n"), ended.said)
      } else {
        #expect(answer == nil)
        #expect(ended.code == 1, ended.said)
      }
    }
  }

  @Test("A port that is taken is told in a sentence", arguments: ["hummingbird", "flyingfox"])
  func taken(web: String) async throws {
    let workspace = try Workspace()
    let first = try RunningProgram(["serve", "--port", "0"], in: workspace)
    let port = try await Self.port(of: first)
    let second = try await Program.run(
      ["serve", "--port", "\(port)", "--web", web], in: workspace)
    #expect(second.code == 1, second.said)
    #expect(second.error.contains("\(port)"), second.said)
    first.signal(SIGTERM)
    _ = try await first.end(within: 30)
  }
}

/// `demo`: the main job with nothing but the program.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct DemoCommandTests {
  @Test("It ends with a table of two servers, no failure, and no process left")
  func demo() async throws {
    let workspace = try Workspace()
    let ended = try await Program.run(
      ["demo", "--count", "2", "--dpi", "36", "--output", "r.json"], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(ended.output.contains("Hummingbird") && ended.output.contains("FlyingFox"))
    let result = try ResultJSON("r.json", in: workspace)
    for server in ["hummingbird", "flyingfox"] {
      #expect(try result.figure(server, "avg_latency") > 0)
      #expect(try result.figure(server, "successful_requests") == 2)
      #expect(try result.figure(server, "failed_requests") == 0)
    }
    #expect(
      try result.figure("hummingbird", "total_pages") == result.figure("flyingfox", "total_pages"))
    #expect(try workspace.names == ["r.json"])
    #expect(Processes.of(workspace).isEmpty, "\(Processes.of(workspace).map(Processes.command))")
  }

  /// Starts a demo that would take very long, and waits until its two servers are measured.
  private func started(_ workspace: Workspace) async throws -> RunningProgram {
    let program = try RunningProgram(
      ["demo", "--count", "2", "--dpi", "36", "--rounds", "100000", "--output", "r.json"],
      in: workspace)
    #expect(
      await eventually {
        Processes.of(workspace).count { Processes.command($0).contains(" serve ") } == 2
          && workspace.text("r.journal").contains(#""phase":"measurement""#)
      }, "\(program.error)")
    return program
  }

  @Test("Its servers go when it is killed outright")
  func killed() async throws {
    let workspace = try Workspace()
    let program = try await started(workspace)
    program.signal(SIGKILL)
    #expect(try await program.end(within: 30).code == -SIGKILL)
    #expect(
      await eventually(seconds: 40) { Processes.of(workspace).isEmpty },
      "\(Processes.of(workspace).map(Processes.command))")
  }

  @Test("Its servers go when it is interrupted")
  func interrupted() async throws {
    let workspace = try Workspace()
    let program = try await started(workspace)
    program.signal(SIGINT)
    let ended = try await program.end(within: 40)
    #expect(ended.code == 130, ended.said)
    #expect(workspace.exists("r.json"))
    #expect(Processes.of(workspace).isEmpty, "\(Processes.of(workspace).map(Processes.command))")
  }
}
