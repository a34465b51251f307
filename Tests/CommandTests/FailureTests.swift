import Foundation
import TestSupport
import Testing

/// Requests that fail: how they are counted, told, and what the exit code says of them.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct FailureTests {
  private static let broken: [UInt8] = .answer(#"{"detail":"the model fell over"}"#, status: 500)

  private func run(
    _ workspace: Workspace, _ servers: [DocumentServer], _ arguments: [String] = []
  ) async throws -> Ended {
    let named = zip(["first", "second"], servers).flatMap { ["--server", "\($0)=\($1.url)"] }
    return try await Program.run(
      ["run", "pdfs", "--output", "r.json"] + named + arguments, in: workspace)
  }

  @Test("A server whose every request fails makes the exit code 3, and the result is there")
  func allFail() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 3)
    let servers = [
      try DocumentServer(), try DocumentServer { _ in DocumentServer.answering(Self.broken) },
    ]
    let ended = try await run(workspace, servers)
    #expect(ended.code == 3, ended.said)
    #expect(ended.error.contains("every request of a server failed"), ended.said)
    #expect(ended.output.contains("the model fell over"), ended.said)
    let result = try ResultJSON("r.json", in: workspace)
    #expect(try result.figure("second", "failed_requests") == 3)
    #expect(try result.figure("first", "failed_requests") == 0)
    let request = try #require(try result.measured("second").first)
    #expect(request.flag("success") == false)
    #expect(request.text("failure") == "http")
    #expect(request.text("error")?.contains("the model fell over") == true)
    #expect(request.number("http_status") == 500)
  }

  /// Answers well but for the third document: the second of the measurement.
  private static let oneFailure: [ScriptedServer.Step] = [
    .readRequest, .send(DocumentServer.pages()), .readRequest, .send(DocumentServer.pages()),
    .readRequest, .send(broken), .readRequest, .send(DocumentServer.pages()), .readRequest,
    .send(DocumentServer.pages()),
  ]

  @Test(
    "One failure is told, and is an error only where the user says so", arguments: [false, true])
  func oneFails(failsOnError: Bool) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 4)
    let server = try DocumentServer { _ in Self.oneFailure }
    let ended = try await run(workspace, [server], failsOnError ? ["--fail-on-error"] : [])
    #expect(ended.code == (failsOnError ? 3 : 0), ended.said)
    #expect(server.documents.count == 5)
    #expect(ended.output.contains("the model fell over"), ended.said)
    #expect(try ResultJSON("r.json", in: workspace).figure("first", "failed_requests") == 1)
  }

  @Test("A failing warm-up is no failure of the measurement")
  func warmUpFails() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let server = try DocumentServer { _ in
      [.readRequest, .send(Self.broken), .readRequest, .send(DocumentServer.pages())]
    }
    let ended = try await run(workspace, [server], ["--fail-on-error"])
    #expect(ended.code == 0, ended.said)
    #expect(server.documents.count == 2)
  }

  /// What a server does to the first document that it gets.
  struct Misdeed: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// The class that it is counted in; nil where the request succeeds all the same.
    var kind: String?
    var steps: [ScriptedServer.Step]
    var health = [DocumentServer.ready]
  }

  private static let head = Array("HTTP/1.1 200 X\r\n".utf8)

  private static let misdeeds = [
    Misdeed(
      testDescription: "answers 500", kind: "http", steps: [.readRequest, .send(broken), .close]),
    Misdeed(testDescription: "resets", kind: "reset", steps: [.readRequest, .reset]),
    Misdeed(
      testDescription: "closes in the middle of the body", kind: "truncated",
      steps: [.readRequest, .send(head + Array("Content-Length: 99\r\n\r\n{".utf8)), .close]),
    Misdeed(
      testDescription: "sends half a JSON", kind: "invalid_json",
      steps: [.readRequest, .send(.answer(#"{"total_pages_processed":1,"#)), .close]),
    Misdeed(
      testDescription: "sends another JSON", kind: "wrong_shape",
      steps: [.readRequest, .send(.answer(#"{"hello":1}"#)), .close]),
    Misdeed(
      testDescription: "announces 1 GB", kind: "too_large",
      steps: [
        .readRequest, .send(head + Array("Content-Length: 1000000000\r\n\r\n".utf8)),
        .flood(count: 1_000_000_000),
      ]),
    Misdeed(
      testDescription: "sends 1 GB without announcing it", kind: "too_large",
      steps: [.readRequest, .send(head + Array("\r\n".utf8)), .flood(count: 1_000_000_000)]),
    Misdeed(
      testDescription: "drips", kind: "timeout",
      steps: [.readRequest, .drip(DocumentServer.pages(), milliseconds: 1000)]),
    Misdeed(
      testDescription: "never answers", kind: "timeout", steps: [.readRequest, .waitForClient]),
    Misdeed(
      testDescription: "answers with escape sequences", kind: "http",
      steps: [
        .readRequest, .send(.answer(#"{"detail":"\u001b]0;evil\u0007"}"#, status: 500)), .close,
      ]),
    Misdeed(
      testDescription: "is slow to start", kind: nil, steps: DocumentServer.answering(),
      health: [DocumentServer.loading, DocumentServer.loading, DocumentServer.ready]),
    Misdeed(
      testDescription: "closes idle connections", kind: nil,
      steps: [.readRequest, .send(DocumentServer.pages()), .close]),
    Misdeed(
      testDescription: "closes a kept connection when it is used", kind: nil,
      steps: [.readRequest, .send(DocumentServer.pages()), .readRequest, .close]),
  ]

  @Test("What breaks is counted in its class, and the run goes on", arguments: misdeeds)
  func classes(misdeed: Misdeed) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 3)
    let server = try DocumentServer(health: misdeed.health) { connection in
      connection == 0 ? misdeed.steps : DocumentServer.answering()
    }
    let timeout = misdeed.kind == "timeout" ? "4s" : "90s"
    let ended = try await run(workspace, [server], ["--warmup", "0", "--timeout", timeout])
    #expect(ended.code == 0, ended.said)
    let statistics = try ResultJSON("r.json", in: workspace).statistics("first")
    let failures = try #require(statistics["failures"] as? [String: Double])
    let expected = misdeed.kind.map { [$0: 1.0] } ?? [:]
    #expect(failures.filter { $0.value != 0 } == expected)
    #expect(statistics["successful_requests"] as? Double == (misdeed.kind == nil ? 3 : 2))
    if let kind = misdeed.kind {
      #expect(ended.output.contains(kind.replacing("_", with: " ")), ended.said)
    }
    let said = ended.output + ended.error
    #expect(said.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 }, ended.said)
    #expect(server.documents.count >= 3)
  }

  @Test("A server's words never reach the terminal as control characters")
  func escapes() async throws {
    let hostile = #"\u001b]0;evil title\u0007\u001b[31mred\u001b[2J\u009b31m\r\nnew line\u202e"#
    let raw = "\u{1B}]52;c;ZXZpbA==\u{07}\u{1B}[2J"
    let workspace = try Workspace()
    try workspace.corpus(["a.pdf": SmallPDF.bytes(), "b\u{1B}[31m.pdf": SmallPDF.bytes()])
    try workspace.write("no PDF", to: "pdfs/c\u{1B}]0;evil\u{07}.pdf")
    let servers = [
      try DocumentServer(health: [
        .answer(#"{"status":"\#(hostile)","models_loaded":false,"message":"\#(hostile)"}"#),
        .answer(#"{"status":"ok","message":"\#(hostile)"}"#),
      ]) { _ in DocumentServer.answering(.answer(#"{"detail":"\#(hostile)"}"#, status: 500)) },
      try DocumentServer { connection in
        DocumentServer.answering(.answer(raw, status: 502))
      },
    ]
    let run = try await run(workspace, servers)
    #expect(run.code == 3, run.said)
    #expect(run.output.contains("evil title"), "what can be shown is shown: \(run.output)")
    let saved = try await Program.run(["show", "r.json"], in: workspace)
    let listed = try await Program.run(["corpus", "pdfs"], in: workspace)
    #expect(servers.map(\.documents.count) == [3, 3])
    for ended in [run, saved, listed] {
      let harmful = (ended.output + ended.error).unicodeScalars.filter {
        $0 != "\n" && ($0.value < 32 || (0x7F...0x9F).contains($0.value) || $0 == "\u{202E}")
      }
      #expect(harmful.isEmpty, "\(Array(harmful)) in \(ended.output.debugDescription)")
    }
    let file = try workspace.bytes("r.json")
    #expect(!file.contains(0x1B) && !file.contains(0x07))
  }

  @Test("The words of a server that is refused are harmless too")
  func refusedEscapes() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let server = try DocumentServer(health: [
      .answer("<title>\u{1B}]0;evil\u{07}</title>", headers: ["Content-Type: text/html"])
    ])
    let ended = try await run(workspace, [server])
    #expect(ended.code == 1, ended.said)
    #expect(server.documents.isEmpty)
    #expect(ended.error.contains("evil"), ended.said)
    #expect((ended.output + ended.error).unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 })
  }
}
