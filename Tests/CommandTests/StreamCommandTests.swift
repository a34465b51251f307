import Foundation
import TestSupport
import Testing

/// `--stream`, and embedded servers with faults: seen from outside.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct StreamCommandTests {
  /// Answers every document with a stream of two pages that never says `complete`.
  private static let unfinished: ScriptedServer.Script = { _ in
    let page = "event: page\ndata: {\"page_number\":1,\"page_text\":\"x\"}\n\n"
    return [
      .readRequest, .send(.answer(page, headers: ["Content-Type: text/event-stream"])), .again,
    ]
  }

  @Test("Streams of two servers are measured page by page")
  func stream() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 3)
    let serving = try RunningProgram(["serve", "--port", "0"], in: workspace)
    #expect(await eventually { serving.output.contains("\n") || serving.hasEnded })
    let url = try #require(serving.output.firstMatch(of: /http:\/\/\S+/)).output
    let ended = try await Program.run(
      [
        "run", "pdfs", "--server", "one=\(url)", "--server", "two=embedded:flyingfox", "--stream",
        "--rounds", "2", "--dpi", "36", "--output", "r.json",
      ], in: workspace)
    serving.signal(SIGTERM)
    _ = try await serving.end(within: 30)
    #expect(ended.code == 0, ended.said)
    #expect(ended.output.contains("Time to first page p50 (n = 6)"), ended.said)
    // Documents of 1, 2 and 3 pages, twice: 0 + 1 + 2 gaps each time.
    #expect(ended.output.contains("Gap between pages p50 (n = 6)"), ended.said)
    let result = try ResultJSON("r.json", in: workspace)
    for server in ["one", "two"] {
      #expect(try result.figure(server, "successful_requests") == 6)
      let first = try #require(result.statistics(server)["first_page"] as? [String: Any])
      let gap = try #require(result.statistics(server)["page_gap"] as? [String: Any])
      #expect(first["n"] as? Int == 6 && (first["p50"] as? Double ?? 0) > 0)
      #expect(gap["n"] as? Int == 6 && (gap["p50"] as? Double ?? 0) > 0)
      #expect(try result.figure(server, "p50_latency") > first["p50"] as? Double ?? .infinity)
    }
    let timeline = try #require(result.slimbench["timeline"] as? [[String: Any]])
    // Two servers, 12 pages in the measurement each, and one warm-up document.
    #expect(timeline.count { $0["page"] != nil } >= 26)
    let shown = try await Program.run(["show", "r.json"], in: workspace)
    #expect(shown.output.contains("Time to first page p50 (n = 6)"), shown.said)
  }

  @Test("A stream without an end is a failure, and the plan file can ask for streams")
  func unfinished() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 2)
    let server = try ScriptedServer { connection in
      // The first connection is the probe's.
      connection == 0
        ? [.readRequest, .send(.answer("{\"models_loaded\":true}")), .close]
        : Self.unfinished(connection)
    }
    try workspace.write(
      """
      servers:
        mine: {url: "\(server.url(""))", request: {stream_path: /pages}}
      corpus: pdfs
      stream: true
      warmup: 0
      output: r.json
      """, to: "slimbench.yaml")
    let ended = try await Program.run(["run"], in: workspace)
    #expect(ended.code == 3, ended.said)
    let result = try ResultJSON("r.json", in: workspace)
    #expect(try result.requests("mine").map { $0.text("failure") } == ["truncated", "truncated"])
    #expect(try result.requests("mine")[0].text("error")?.contains("after 1 page") == true)
    let asked = server.log.requests.map(\.headText).filter { $0.hasPrefix("POST") }
    #expect(asked.allSatisfy { $0.hasPrefix("POST /pages?dpi=150 ") })
    #expect(asked.allSatisfy { $0.contains("Accept: text/event-stream") })
  }

  @Test("An embedded server is launched with its faults, and they are found")
  func faults() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 3)
    let ended = try await Program.run(
      [
        "run", "pdfs", "--server", "plain=embedded:hummingbird", "--server",
        "slow=embedded:hummingbird,extra-latency=2000%,startup-delay=200ms", "--server",
        "broken=embedded:hummingbird,fail-rate=100%", "--rounds", "3", "--output", "r.json",
      ], in: workspace)
    #expect(ended.code == 3, ended.said)
    let result = try ResultJSON("r.json", in: workspace)
    func seconds(_ server: String) throws -> Double {
      let own = try #require(result.statistics(server)["server_seconds"] as? [String: Any])
      return try #require(own["mean"] as? Double)
    }
    // Twenty-one times the work: no noise makes that of equal work.
    #expect(try seconds("slow") / seconds("plain") > 5)
    #expect(try result.measured("broken").allSatisfy { $0.number("http_status") == 500 })
    #expect(ended.output.contains("--fail-rate"), ended.said)
    #expect(Processes.of(workspace).isEmpty)
  }

  @Test("An embedded server that cannot be is refused with what can be")
  func wrong() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    for (text, words) in [
      ("hummingbird,stahl=2s/20s", "extra-latency, stall"), ("hummingbird,stall=2s", "2s/20s"),
      ("nope", "hummingbird"),
    ] {
      let ended = try await Program.run(
        ["run", "pdfs", "--server", "a=embedded:\(text)", "--output", "r.json"], in: workspace)
      #expect(ended.code == 1, ended.said)
      #expect(ended.error.contains(words), ended.said)
    }
  }
}
