import Foundation
import TestSupport
import Testing

/// Every server is asked before a document is sent; what is wrong is named, with what to do.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct ServerCheckTests {
  /// An address where nobody listens: its listener has gone.
  private func deadURL() throws -> String { try ScriptedServer { _ in [] }.url("") }

  private static let page: [UInt8] = .answer(
    "<html><head><title>Welcome to nginx</title></head></html>",
    headers: ["Content-Type: text/html"])

  @Test("A server that is down is named with the reason and advice, and nothing is written")
  func down() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 2)
    let good = try DocumentServer()
    let dead = try deadURL()
    let ended = try await Program.run(
      [
        "run", "pdfs", "--python-url", good.url, "--rust-url", dead, "--output", "out/r.json",
      ], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("Rust Axum: \(dead) does not answer"), ended.said)
    #expect(ended.error.contains("--ready-within"), "advice: \(ended.error)")
    #expect(!ended.error.contains("Python FastAPI: "), "only who is missing: \(ended.error)")
    #expect(ended.output.isEmpty)
    #expect(good.documents.isEmpty, "nothing is sent to the other one")
    #expect(!workspace.exists("out"), "not even the folder of the result")
  }

  @Test("Two servers that cannot be measured are both named, each for its own reason")
  func twoBad() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 2)
    let foreign = try DocumentServer(health: [Self.page])
    let ended = try await Program.run(
      [
        "run", "pdfs", "--server", "web=\(foreign.url)", "--server", "gone=\(try deadURL())",
        "--output", "r.json",
      ], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("web: "), ended.said)
    #expect(ended.error.contains("Welcome to nginx"), ended.said)
    #expect(ended.error.contains("gone: "), ended.said)
    #expect(ended.error.contains("does not answer"), ended.said)
    #expect(try workspace.names == ["pdfs"])
    #expect(foreign.documents.isEmpty)
  }

  @Test(
    "What is no document server is recognised",
    arguments: [
      (page, "HTML page"),
      (.answer("hello"), "hello"),
      (.answer(#"{"name":"something else"}"#), "models_loaded"),
      (.answer(#"{"detail":"who are you?"}"#, status: 401), "who are you?"),
      (.answer("", status: 404), "404"),
    ] as [([UInt8], String)])
  func notContract(answer: [UInt8], words: String) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let server = try DocumentServer(health: [answer])
    let ended = try await Program.run(
      ["run", "pdfs", "--server", "one=\(server.url)", "--output", "r.json"], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("one: "), ended.said)
    #expect(ended.error.contains(words), ended.said)
    #expect(ended.error.contains("Check the address"), "advice: \(ended.error)")
    #expect(server.documents.isEmpty)
    #expect(try workspace.names == ["pdfs"])
  }

  @Test(
    "A server that is loading its models is waited for",
    arguments: [
      DocumentServer.loading, .answer(#"{"detail":"models are coming"}"#, status: 503),
    ])
  func loading(answer: [UInt8]) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 2)
    let server = try DocumentServer(health: [answer, answer, answer, DocumentServer.ready])
    let ended = try await Program.run(
      ["run", "pdfs", "--server", "one=\(server.url)", "--output", "r.json"], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(ended.error.contains("one is loading: models are coming"), ended.said)
    #expect(server.documents.count == 3)
    #expect(try ResultJSON("r.json", in: workspace).figure("one", "successful_requests") == 2)
  }

  @Test("A server that goes on loading is given up after the time the user gives it")
  func loadsForever() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let server = try DocumentServer(
      health: Array(repeating: DocumentServer.loading, count: 1000))
    let ended = try await Program.run(
      [
        "run", "pdfs", "--server", "one=\(server.url)", "--output", "r.json", "--ready-within",
        "0.7s",
      ], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("still loading after 0.7 s: models are coming"), ended.said)
    #expect(server.log.requests.count >= 1)
    #expect(try workspace.names == ["pdfs"])
  }

  @Test("A server that is not there yet is waited for where the user says so")
  func notThereYet() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let first = try DocumentServer(health: [DocumentServer.ready])
    // Refuses by closing without an answer, then is there.
    let late = try ScriptedServer { connection in
      switch connection {
      case 0, 1: [.close]
      case 2: [.readRequest, .send(DocumentServer.ready), .close]
      default: DocumentServer.answering()
      }
    }
    let ended = try await Program.run(
      [
        "run", "pdfs", "--server", "first=\(first.url)", "--server", "late=\(late.url(""))",
        "--output", "r.json", "--ready-within", "50s",
      ], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(late.log.times(.accepted).count >= 4)
    #expect(first.documents.count == 2)
  }

  @Test("The rest is measured where the user lets servers be left out")
  func skipUnavailable() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 2)
    let good = try DocumentServer()
    let ended = try await Program.run(
      [
        "run", "pdfs", "--python-url", good.url, "--rust-url", try deadURL(), "--output",
        "r.json", "--skip-unavailable",
      ], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(ended.output.contains("Rust Axum is left out"), ended.said)
    #expect(good.documents.count == 3)
    let result = try ResultJSON("r.json", in: workspace)
    #expect(try result.figure("python", "total_requests") == 2)
    #expect(try result.figure("rust", "total_requests") == 0)
  }

  @Test("A baseline that is not there is not left out: nothing would be compared with it")
  func lostBaseline() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let servers = [try DocumentServer(), try DocumentServer()]
    let ended = try await Program.run(
      [
        "run", "pdfs", "--server", "gone=\(try deadURL())", "--server", "a=\(servers[0].url)",
        "--server", "b=\(servers[1].url)", "--output", "r.json", "--skip-unavailable",
      ], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("--baseline a"), ended.said)
    #expect(servers.allSatisfy { $0.documents.isEmpty })
  }

  @Test("With every server left out there is nothing to measure")
  func nobodyLeft() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 2)
    let ended = try await Program.run(
      [
        "run", "pdfs", "--python-url", try deadURL(), "--rust-url", try deadURL(), "--output",
        "r.json", "--skip-unavailable",
      ], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("Python FastAPI: ") && ended.error.contains("Rust Axum: "))
    #expect(try workspace.names == ["pdfs"])
  }

  @Test("A host that does not exist and a port that cannot be are told at once")
  func badAddress() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    for (url, words) in [
      ("http://no-such-host.invalid:1", "not known"), ("http://127.0.0.1:99999", "one"),
      ("ftp://127.0.0.1:21", "one"), ("nonsense", "one"),
    ] {
      let ended = try await Program.run(
        ["run", "pdfs", "--server", "one=\(url)", "--output", "r.json"], in: workspace)
      #expect(ended.code == 1 || ended.code == 64, "\(url): \(ended.said)")
      #expect(ended.error.contains(words), "\(url): \(ended.said)")
      #expect(try workspace.names == ["pdfs"])
    }
  }
}
