import Foundation
import TestSupport
import Testing

/// `check`: whether servers can be measured, before anything is.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct CheckCommandTests {
  /// An address where nobody listens: its listener has gone.
  private func deadURL() throws -> String { try ScriptedServer { _ in [] }.url("") }

  /// Starts the embedded server, and tells where it listens.
  private func embedded(
    _ web: String, _ workspace: Workspace
  ) async throws -> (program: RunningProgram, url: String) {
    let program = try RunningProgram(["serve", "--port", "0", "--web", web], in: workspace)
    #expect(await eventually { program.output.contains("\n") || program.hasEnded })
    let match = try #require(
      program.output.firstMatch(of: /listening on (http:\/\/127\.0\.0\.1:\d+)\n/),
      "\(program.output)\(program.error)")
    return (program, String(match.output.1))
  }

  private func servers(_ ended: Ended) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(ended.output.utf8))
    return try #require((object as? [String: Any])?["servers"] as? [[String: Any]], ended.said)
  }

  @Test(
    "The embedded server keeps every promise and reacts, read from either place",
    arguments: ["hummingbird", "flyingfox"])
  func good(web: String) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 2)
    let (program, url) = try await embedded(web, workspace)
    let ended = try await Program.run(
      ["check", "pdfs", "--server", "one=\(url)", "--strict"], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(ended.output.hasPrefix("one (one) at \(url)\n"), ended.said)
    #expect(ended.output.contains("pages          ok: 2 of 2 pages counted\n"), ended.said)
    #expect(ended.output.contains("dpi            ok: reacts, reads it from the query, and from"))
    #expect(ended.output.contains("72 → 300 dpi on a.pdf, 5 pairs: "), ended.said)
    #expect(!ended.output.contains("WARNING") && !ended.output.contains("FAILED"), ended.said)
    #expect(try workspace.names == ["pdfs"], "nothing is saved")
    program.signal(SIGTERM)
    _ = try await program.end(within: 30)
  }

  @Test("Without a folder it has documents of its own, and tells machines in JSON")
  func json() async throws {
    let workspace = try Workspace()
    let (program, url) = try await embedded("hummingbird", workspace)
    let dead = try deadURL()
    let ended = try await Program.run(
      ["check", "--python-url", url, "--rust-url", dead, "--json"], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.isEmpty, ended.said)
    let servers = try servers(ended)
    #expect(servers.map { $0["key"] as? String } == ["python", "rust"])
    #expect(servers.map { $0["available"] as? Bool } == [true, false])
    let dpi = try #require(servers[0]["dpi"] as? [String: Any])
    #expect(dpi["outcome"] as? String == "reacts" && dpi["decided_by"] as? String == "pixels")
    #expect(dpi["read_from"] as? String == "either_query_wins")
    let pixels = try #require(dpi["megapixels"] as? [Double])
    // (300 / 72)² but for the rounding to whole pixels.
    #expect(abs(pixels[1] / pixels[0] / 17.361 - 1) < 0.01)
    let findings = try #require(servers[0]["findings"] as? [[String: Any]])
    #expect(findings.allSatisfy { $0["grade"] as? String == "ok" }, ended.said)
    program.signal(SIGTERM)
    _ = try await program.end(within: 30)
  }

  @Test("A server that is down is named with the reason, and the others are checked all the same")
  func down() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 2)
    let dead = try deadURL()
    let good = try DocumentServer()
    let ended = try await Program.run(
      ["check", "pdfs", "--server", "gone=\(dead)", "--server", "good=\(good.url)", "-q"],
      in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.output.contains("FAILED: \(dead) does not answer"), ended.said)
    #expect(ended.output.contains("good (good) at \(good.url)"), ended.said)
    #expect(ended.error.isEmpty, ended.said)
    #expect(good.documents.count > 3)
  }

  @Test(
    "A broken contract exits with 4, and says what is broken",
    arguments: [
      (
        .answer(#"{"pages":2}"#),
        ["wrong shape: the answer has no number of pages at \"/total_pages_processed\""]
      ),
      // One page whatever it gets, a text that is no PDF included.
      (
        DocumentServer.pages(),
        ["it counts 1 page where b.pdf has 2", "it accepts a file that is no PDF"]
      ),
      (
        .answer(#"{"error":"out of memory"}"#, status: 500), ["http: HTTP 500: out of memory"]
      ),
    ] as [([UInt8], [String])])
  func broken(answer: [UInt8], words: [String]) async throws {
    let workspace = try Workspace()
    try workspace.corpus(["b.pdf": SmallPDF.bytes(pages: 2)])
    let server = try DocumentServer { _ in DocumentServer.answering(answer) }
    let ended = try await Program.run(
      ["check", "pdfs", "--server", "one=\(server.url)", "-q"], in: workspace)
    #expect(ended.code == 4, ended.said)
    let flat = ended.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for word in words { #expect(flat.contains(word), ended.said) }
    #expect(flat.hasSuffix("1 server: 1 not as the contract says"), ended.said)
  }

  @Test("A warning is one only under --strict", arguments: [false, true])
  func strict(isStrict: Bool) async throws {
    let workspace = try Workspace()
    try workspace.corpus(["a.pdf": SmallPDF.bytes()])
    let refusal: [ScriptedServer.Step] = [
      .readRequest, .send(.answer(#"{"detail":"not a PDF"}"#, status: 400)), .again,
    ]
    // The same 2.1 megapixels whatever the DPI.
    let page: [UInt8] = .answer(
      """
      {"total_pages_processed":1,"total_pdfs":1,"elapsed_seconds":0.0001,"results":[\
      {"pdf_path":"a.pdf","pages_processed":1,"ocr_text":"word","raw_ocr_results":["word"],\
      "pages":[{"page":1,"width":1240,"height":1754,"dpi":150,"text":"word"}]}]}
      """)
    let server = try DocumentServer { connection in
      connection == 0
        ? [.readRequest, .send(page), .readRequest, .send(page)] + refusal
        : DocumentServer.answering(page)
    }
    let ended = try await Program.run(
      ["check", "pdfs", "--server", "one=\(server.url)"] + (isStrict ? ["--strict"] : []),
      in: workspace)
    #expect(ended.code == (isStrict ? 6 : 0), ended.said)
    #expect(ended.output.contains("dpi            WARNING: does not react"), ended.said)
    #expect(ended.output.contains("2.17 → 2.17 megapixels"), ended.said)
    #expect(ended.output.hasSuffix("1 server: 1 with a warning\n"), ended.said)
  }

  @Test("The plan file names servers, folder and resolutions")
  func planFile() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1, in: "mine")
    try workspace.write(
      """
      servers:
        here: {name: Embedded, embedded: hummingbird}
      corpus: mine
      dpi: [50, 150]
      """, to: "slimbench.yaml")
    let ended = try await Program.run(["check"], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(ended.output.contains("Embedded (here) at http://127.0.0.1:"), ended.said)
    #expect(ended.output.contains("50 → 150 dpi on a.pdf"), ended.said)
    #expect(ended.error.contains("Embedded is starting"), ended.said)
    #expect(Processes.of(workspace).isEmpty, "\(Processes.of(workspace).map(Processes.command))")
  }

  @Test("What cannot be asked is told in a sentence")
  func usage() async throws {
    let workspace = try Workspace()
    try workspace.corpus(["a.pdf": Array("no PDF".utf8)])
    for (arguments, code, words) in [
      (["nowhere"], 1, "there is no such folder"), (["pdfs"], 1, "no document is fit to be sent"),
      (["--server", "nonsense"], 64, "NAME=URL"), (["--header", "x"], 64, "Name: value"),
      (["--server", "one=ftp://x"], 1, "is no http:// or https:// address"),
    ] {
      let ended = try await Program.run(["check"] + arguments, in: workspace)
      #expect(ended.code == code, ended.said)
      #expect(ended.error.contains(words), ended.said)
      #expect(ended.output.isEmpty)
    }
  }
}
