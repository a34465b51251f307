import CurlKit
import Glibc
import TestSupport
import Testing

@Suite("Failures", .timeLimit(.minutes(1)))
struct FailureTests {
  /// A server's bad behaviour, and the class of failure it must be counted in.
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var kind: TransferError.Kind
    var status: Int?
    var body = ""
    var steps: [ScriptedServer.Step]

    var testDescription: String { name }
  }

  /// More than the buffers of any socket hold.
  private static let large = noise(8 << 20)

  private static func bytes(_ text: String) -> [UInt8] { [UInt8](text.utf8) }

  static let cases: [Case] = [
    Case(name: "closes without an answer", kind: .reset, steps: [.readRequest, .close]),
    Case(name: "resets without an answer", kind: .reset, steps: [.readRequest, .reset]),
    Case(
      name: "resets in the middle of the upload", kind: .reset,
      steps: [.readPart(bodyBytes: 1000), .reset]),
    Case(
      name: "closes within the status line", kind: .reset,
      steps: [.readRequest, .send(bytes("HTTP/1.1 2")), .close]),
    Case(
      name: "closes between two header lines", kind: .reset, status: 200,
      steps: [.readRequest, .send(bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n")), .close]),
    Case(
      name: "closes within a header line", kind: .reset, status: 200,
      steps: [.readRequest, .send(bytes("HTTP/1.1 200 OK\r\nContent-Le")), .close]),
    Case(
      name: "resets between header and body", kind: .reset, status: 200,
      steps: [
        .readRequest, .send(bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")),
        .wait(milliseconds: 30), .reset,
      ]),
    Case(
      name: "sends less than it announced", kind: .truncated, status: 200, body: "hel",
      steps: [
        .readRequest, .send(bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel")), .close,
      ]),
    Case(
      name: "breaks off between chunks", kind: .truncated, status: 200, body: "hello",
      steps: [
        .readRequest,
        .send(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n")), .close,
      ]),
    Case(
      name: "breaks off within a chunk", kind: .truncated, status: 500, body: "he",
      steps: [
        .readRequest,
        .send(bytes("HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe")), .close,
      ]),
    Case(
      name: "sends chunks that are none", kind: .malformed, status: 200,
      steps: [
        .readRequest,
        .send(bytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")), .waitForClient,
      ]),
    Case(
      name: "answers in another language", kind: .malformed,
      steps: [.readRequest, .send(bytes("220 mail.example ESMTP\r\n")), .waitForClient]),
    Case(name: "never answers", kind: .timeout, steps: [.readRequest, .waitForClient]),
    Case(
      name: "never finishes", kind: .timeout, status: 200, body: "he",
      steps: [
        .readRequest, .send(bytes("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe")),
        .waitForClient,
      ]),
    Case(
      name: "sends interim answers only", kind: .timeout,
      steps: [.readRequest, .send(bytes("HTTP/1.1 102 Processing\r\n\r\n")), .waitForClient]),
  ]

  @Test(
    "of a server are told by their class", arguments: cases,
    [(false, "/"), (true, "/"), (false, "/./"), (true, "/./")])
  func server(_ bad: Case, way: (isReused: Bool, path: String)) throws {
    let (isReused, path) = way
    // On a reused connection, what dies before its first byte is tried again on a fresh one, and
    // fails there in the same way.
    let server = try ScriptedServer { connection in
      let ordinary: [ScriptedServer.Step] = [.readRequest, .send(.answer("ok"))]
      return (isReused && connection == 0 ? ordinary : []) + bad.steps
    }
    let loop = TransferLoop(expectedConcurrency: 1)
    if isReused { #expect(try loop.run(.get(server.url(path))).error == nil) }
    var request = HTTPRequest.post(server.url(path), Self.large)
    request.timeout = bad.kind == .timeout ? .seconds(1) : .seconds(30)
    let result = try loop.run(request)
    let error = try #require(result.error)
    #expect(error.kind == bad.kind, "\(error)")
    #expect(result.status == bad.status)
    #expect(result.text == bad.body)
    #expect(!error.message.isEmpty)
    #expect(loop.inFlight == 0)
    #expect(result.stamps.end > result.stamps.start)
    if error.kind == .timeout { #expect(result.stamps.duration >= 999_000_000) }
  }

  @Test("to find the host are told")
  func dns() throws {
    let result = try TransferLoop(expectedConcurrency: 1).run(.get("http://nonexistent.invalid/"))
    #expect(result.error?.kind == .dns)
    #expect(result.error?.message.contains("nonexistent.invalid") == true)
    #expect(result.status == nil)
  }

  @Test("to connect are told, and leave no socket open")
  func refused() throws {
    let port = try ScriptedServer { _ in [] }.port
    let loop = TransferLoop(expectedConcurrency: 1)
    for host in ["127.0.0.1", "localhost"] {
      let result = try loop.run(.get("http://\(host):\(port)/"))
      #expect(result.error?.kind == .connect)
      #expect(!result.connectionReused)
    }
    let noSocket = HTTPRequest(url: "http://localhost/", unixSocket: "/nonexistent/socket")
    #expect(try loop.run(noSocket).error?.kind == .connect)
    #expect(loop.openConnections == 0)
  }

  @Test("of TLS against a plain server are told")
  func tls() throws {
    let server = try ScriptedServer { _ in [.send([UInt8]("HTTP/1.1 400 No\r\n\r\n".utf8)), .close]
    }
    let result = try TransferLoop(expectedConcurrency: 1)
      .run(.get("https://127.0.0.1:\(server.port)/"))
    #expect(result.error?.kind == .tls)
  }

  @Test("to keep within the limit stop an endless answer", arguments: [true, false])
  func tooLarge(isAnnounced: Bool) throws {
    let head = isAnnounced ? "Content-Length: 1073741824" : "X: y"
    let server = try ScriptedServer { _ in
      [
        .readRequest, .send([UInt8]("HTTP/1.1 200 OK\r\n\(head)\r\n\r\n".utf8)),
        .flood(count: 1 << 30), .close,
      ]
    }
    var request = HTTPRequest.get(server.url())
    request.responseLimit = 1 << 20
    let result = try TransferLoop(expectedConcurrency: 1).run(request)
    #expect(result.error?.kind == .tooLarge)
    #expect(result.status == 200)
    #expect(result.body.isEmpty)
    #expect(result.bytesReceived < 2 << 20)
  }

  @Test("to keep the header within bounds stop it")
  func endlessHeader() throws {
    let line = "X-Filler: \(String(repeating: "x", count: 8000))\r\n"
    let server = try ScriptedServer { _ in
      [.readRequest, .send([UInt8]("HTTP/1.1 200 OK\r\n".utf8))]
        + Array(repeating: .send([UInt8](line.utf8)), count: 100)
    }
    let result = try TransferLoop(expectedConcurrency: 1).run(.get(server.url()))
    #expect(result.error?.kind == .tooLarge)
  }

  @Test("an answer of exactly the limit is none")
  func exactlyTheLimit() throws {
    let server = try ScriptedServer { _ in [.readRequest, .send(.answer("hello")), .again] }
    let loop = TransferLoop(expectedConcurrency: 1)
    for (limit, kind) in [(5, nil), (4, TransferError.Kind.tooLarge)] {
      var request = HTTPRequest.get(server.url())
      request.responseLimit = limit
      #expect(try loop.run(request).error?.kind == kind)
    }
  }

  @Test("of a dripping server come at the timeout")
  func drip() throws {
    let server = try ScriptedServer { _ in
      [
        .readRequest, .send([UInt8]("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".utf8)),
        .drip([UInt8](repeating: 65, count: 1000), milliseconds: 20),
      ]
    }
    var request = HTTPRequest.get(server.url())
    request.timeout = .seconds(1)
    let result = try TransferLoop(expectedConcurrency: 1).run(request)
    #expect(result.error?.kind == .timeout)
    #expect(result.status == 200)
    #expect(!result.body.isEmpty && result.body.count < 1000)
  }

  @Test(
    "of the request itself are told without sending anything",
    arguments: [
      HTTPRequest(url: ""), HTTPRequest(url: "http://127.0.0.1:1/a b"),
      HTTPRequest(url: "http://127.0.0.1:1/\r\nX: y"), HTTPRequest(url: "http://127.0.0.1\0/"),
      HTTPRequest(url: "file:///etc/passwd"), HTTPRequest(url: "ftp://127.0.0.1/"),
      HTTPRequest(url: "http://[::1"), HTTPRequest(url: "http://127.0.0.1:99999/"),
      HTTPRequest(method: "GET /x", url: "http://127.0.0.1:1/"),
      HTTPRequest(method: "", url: "http://127.0.0.1:1/"),
      HTTPRequest(url: "http://127.0.0.1:1/", headers: ["A: b\r\nC: d"]),
      HTTPRequest(url: "http://127.0.0.1:1/", headers: ["A: b\0"]),
    ])
  func unsupported(_ request: HTTPRequest) throws {
    let loop = TransferLoop(expectedConcurrency: 1)
    let server = try ScriptedServer { _ in [.readRequest, .send(.answer("ok")), .again] }
    #expect(try loop.run(request).error?.kind == .unsupported)
    #expect(loop.openConnections == 0)
    // The handle is as good as new.
    #expect(try loop.run(.get(server.url())).error == nil)
  }

  @Test("of one transfer leave the others alone")
  func others() throws {
    let server = try ScriptedServer { connection in
      connection % 2 == 0
        ? [.readRequest, .reset] : [.readRequest, .wait(milliseconds: 20), .send(.answer("ok"))]
    }
    let loop = TransferLoop(expectedConcurrency: 20)
    for tag in 0..<20 { loop.start(.get(server.url()), tag: tag) }
    let results = loop.runAll()
    #expect(results.count == 20)
    #expect(results.filter { $0.error == nil }.count == 10)
    #expect(results.filter { $0.error?.kind == .reset }.count == 10)
  }
}
