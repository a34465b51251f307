import Foundation
import TestSupport
import Testing

/// The main job from the command line: two servers, a folder, a table, a result.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct RunCommandTests {
  @Test("A run ends with a table of both servers and a result that can be read")
  func mainJob() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 3)
    let python = try DocumentServer { _ in
      DocumentServer.answering(DocumentServer.pages(2, seconds: 0.02), afterMilliseconds: 40)
    }
    let rust = try DocumentServer { _ in DocumentServer.answering(DocumentServer.pages(2)) }
    let ended = try await Program.run(
      [
        "run", "pdfs", "--python-url", python.url, "--rust-url", rust.url, "--output", "r.json",
        "--rounds", "4",
      ], in: workspace)

    #expect(ended.code == 0, ended.said)
    #expect(ended.output.hasSuffix("\nresult: r.json\n"), ended.said)
    for label in [
      "Python FastAPI", "Rust Axum", "Requests", "successful", "failed", "Pages",
      "Average service time", "minimum", "p50", "p95", "maximum", "Web overhead", "own time",
      "Pages per second", "Requests per second",
    ] {
      #expect(ended.output.contains(label), "\(label) is missing in:\n\(ended.output)")
    }
    #expect(ended.output.contains("faster"), ended.said)
    #expect(try workspace.names == ["pdfs", "r.json"], "the journal is removed")
    #expect(python.documents.count == 13 && rust.documents.count == 13)

    let result = try ResultJSON("r.json", in: workspace)
    #expect(result.keys == ["python", "rust", "slimbench", "timestamp"])
    try expectPlausible(result, "python", atLeast: 0.04, serverSeconds: 0.02)
    try expectPlausible(result, "rust", atLeast: 0, serverSeconds: 0.0005)
    #expect(try result.figure("python", "avg_latency") > result.figure("rust", "avg_latency"))
  }

  /// Recomputes a server's statistics from its requests.
  private func expectPlausible(
    _ result: ResultJSON, _ server: String, atLeast fastest: Double, serverSeconds: Double
  ) throws {
    let requests = try result.measured(server)
    let latencies = try requests.map { try #require($0.number("latency")) }
    let total = latencies.reduce(0, +)
    #expect(requests.count == 12)
    for (key, value) in [
      "total_requests": 12, "successful_requests": 12, "failed_requests": 0, "total_pages": 24,
      "warm_up_requests": 1, "total_latency": total, "avg_latency": total / 12,
      "min_latency": latencies.min() ?? 0, "max_latency": latencies.max() ?? 0,
    ] {
      let figure = try result.figure(server, key)
      #expect(abs(figure - value) < 1e-8, "\(server) \(key): \(figure), not \(value)")
    }
    #expect(latencies.allSatisfy { $0 >= fastest && $0 < 30 }, "\(latencies)")
    let wall = try result.figure(server, "wall_seconds")
    #expect(wall >= total - 1e-9, "one request at a time cannot overlap")
    #expect(abs(try result.figure(server, "requests_per_second") - 12 / wall) < 1e-6)
    #expect(abs(try result.figure(server, "pages_per_second") - 24 / wall) < 1e-6)
    let overhead = try #require(result.statistics(server)["web_overhead"] as? [String: Any])
    let mean = try #require(overhead["mean"] as? Double)
    #expect(abs(mean - (total / 12 - serverSeconds)) < 1e-8)
    #expect(overhead["n"] as? Double == 12)
  }

  @Test("Every request is saved with the guide's fields and the stamps")
  func requestFields() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 2)
    let server = try DocumentServer()
    let ended = try await Program.run(
      ["run", "pdfs", "--server", "one=\(server.url)", "--output", "r.json"], in: workspace)
    #expect(ended.code == 0, ended.said)

    let requests = try ResultJSON("r.json", in: workspace).requests("one")
    #expect(requests.count == 3 && server.documents.count == 3)
    for request in requests {
      #expect(
        request.keys.isSuperset(of: [
          "server", "filename", "success", "latency", "total_pages", "error", "seq", "round",
          "phase", "intended_start_ns", "start_ns", "first_byte_ns", "end_ns", "http_status",
          "failure", "bytes_sent", "bytes_received", "connection_reused", "server_seconds",
          "text_digest", "text_simhash",
        ]), "\(request.keys.sorted())")
      #expect(request.text("server") == "one")
      #expect(["a.pdf", "b.pdf"].contains(request.text("filename")))
      #expect(request.flag("success") == true)
      #expect(request.text("error") == "")
      #expect(request.number("total_pages") == 1)
      #expect(request.number("http_status") == 200)
      #expect(request.number("server_seconds") == 0.0005)
      let stamps = try ["intended_start_ns", "start_ns", "body_sent_ns", "first_byte_ns", "end_ns"]
        .map { try #require(request.number($0)) }
      #expect(stamps == stamps.sorted(), "\(stamps)")
      let latency = try #require(request.number("latency"))
      #expect(abs(latency - (stamps[4] - stamps[1]) / 1e9) < 1e-9)
    }
    let sent = requests.compactMap { $0.number("bytes_sent") }.map { Int($0) }
    let read = server.log.requests.dropFirst().map(\.count)
    #expect(sent.sorted() == read.sorted(), "what we say was sent is what the server read")
    #expect(requests.filter { $0.flag("connection_reused") == true }.count == 2)
  }

  @Test("The resolution reaches the server in the query and in the form", arguments: ["72", "300"])
  func resolution(dpi: String) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 2)
    let server = try DocumentServer()
    let ended = try await Program.run(
      ["run", "pdfs", "--server", "one=\(server.url)", "--output", "r.json", "--dpi", dpi],
      in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(server.documents.count == 3)
    for document in server.documents {
      #expect(document.requestLine == "POST /process-pdf?dpi=\(dpi) HTTP/1.1")
      #expect(document.field("dpi") == dpi)
      #expect(!document.head.lowercased().contains("expect:"))
    }
  }

  @Test("Only the first documents are sent, and defective ones do not count")
  func maxFiles() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 4)
    try workspace.write("no PDF at all", to: "pdfs/aa.pdf")
    let server = try DocumentServer()
    let ended = try await Program.run(
      ["run", "pdfs", "--server", "one=\(server.url)", "--output", "r.json", "--max-files", "2"],
      in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(ended.error.contains("aa.pdf"), "what is left out is told: \(ended.error)")
    #expect(Set(server.documents.map(\.fileName)) == ["a.pdf", "b.pdf"])
    #expect(try ResultJSON("r.json", in: workspace).measured("one").count == 2)
  }

  @Test("Defective documents are sent where the user wants it")
  func keepDefective() async throws {
    let workspace = try Workspace()
    try workspace.corpus(["a.pdf": SmallPDF.bytes(), "text.pdf": Array("no PDF".utf8)])
    let server = try DocumentServer()
    let ended = try await Program.run(
      ["run", "pdfs", "--server", "one=\(server.url)", "--output", "r.json", "--keep-defective"],
      in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(Set(server.documents.map(\.fileName)) == ["a.pdf", "text.pdf"])
  }

  @Test("A header is sent with every request, probes too, and its value is saved nowhere")
  func headers() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let server = try DocumentServer()
    let ended = try await Program.run(
      [
        "run", "pdfs", "--server", "one=\(server.url)", "--output", "r.json",
        "--header", "Authorization: Bearer tell-nobody-1", "-H", "X-Key: tell-nobody-2",
        "--header=X-Third: tell-nobody-3",
      ], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(server.log.requests.count == 3)
    for request in server.log.requests {
      #expect(request.headText.contains("Authorization: Bearer tell-nobody-1\r\n"))
      #expect(request.headText.contains("X-Key: tell-nobody-2\r\n"))
      #expect(request.headText.contains("X-Third: tell-nobody-3\r\n"))
    }
    let saved = String(decoding: try workspace.bytes("r.json"), as: UTF8.self)
    #expect(!saved.contains("tell-nobody"))
    #expect(!(ended.output + ended.error).contains("tell-nobody"))
    let arguments = try #require(
      ResultJSON("r.json", in: workspace).slimbench["arguments"] as? [String])
    #expect(arguments.contains { $0.contains("Authorization") && $0.contains("redacted") })
  }

  @Test("A password in a URL is used, and neither printed nor saved")
  func password() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let server = try DocumentServer()
    let url = server.url.replacingOccurrences(of: "http://", with: "http://me:tell-nobody@")
    let ended = try await Program.run(
      ["run", "pdfs", "--server", "one=\(url)", "--output", "r.json"], in: workspace)
    #expect(ended.code == 0, ended.said)
    // echo -n me:tell-nobody | base64
    #expect(
      server.log.requests.allSatisfy {
        $0.headText.contains("Authorization: Basic bWU6dGVsbC1ub2JvZHk=")
      }, "\(server.log.requests.map(\.headText))")
    let saved = String(decoding: try workspace.bytes("r.json"), as: UTF8.self)
    #expect(!(saved + ended.output + ended.error).contains("tell-nobody"), ended.said)
  }

  @Test("So many requests are in flight as asked, and no more")
  func concurrency() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 9)
    let server = try DocumentServer { _ in DocumentServer.answering(afterMilliseconds: 30) }
    let ended = try await Program.run(
      [
        "run", "pdfs", "--server", "one=\(server.url)", "--output", "r.json",
        "--concurrent", "3", "--rounds", "2",
      ], in: workspace)
    #expect(ended.code == 0, ended.said)
    let requests = try ResultJSON("r.json", in: workspace).measured("one")
    #expect(requests.count == 18)
    let most = RequestJSON.mostInFlight(requests)
    #expect(most == 3)
    #expect(server.log.times(.accepted).count <= 1 + 3 + 1, "a probe, three slots, a warm-up")
  }

  @Test("Without --output the name tells date, resolution and concurrency")
  func defaultName() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 2)
    let server = try DocumentServer()
    let ended = try await Program.run(
      ["run", "pdfs", "--server", "one=\(server.url)", "--dpi", "72", "--concurrent", "2"],
      in: workspace)
    #expect(ended.code == 0, ended.said)
    let name = try #require(
      FileManager.default.contentsOfDirectory(atPath: workspace.path("results")).first)
    #expect(name.wholeMatch(of: /\d{4}-\d\d-\d\d_\d{6}_72dpi_c2\.json/) != nil, "\(name)")
    #expect(ended.output.hasSuffix("\nresult: results/\(name)\n"))
    #expect(server.documents.count == 3)
  }
}
