import CurlKit
import TestSupport
import Testing

/// What could go wrong where libcurl is not between us and the server.
@Suite("Exchanges", .timeLimit(.minutes(1)))
struct ExchangeTests {
  private static let ordinary: [ScriptedServer.Step] = [
    .readRequest, .send(.answer("ok")), .again,
  ]
  /// More than the buffers of any socket hold.
  private static let large = noise(64 << 20)

  private static func bytes(_ text: String) -> [UInt8] { [UInt8](text.utf8) }

  /// Of two URLs of one server, libcurl handles the one whose path it must tidy up.
  static let paths = ["/x", "/./x"]

  @Test(
    "send the head that libcurl sends",
    arguments: [
      [], ["X-One: 1", "X-Two:  2 "], ["Accept: text/html"], ["Accept:"], ["accept:"],
      ["Host: other.example"], ["X-Empty;"], ["X-None:"], ["no colon"],
      ["Content-Type: a/b; c=\"d\""],
      ["Authorization: Bearer abc", "Cookie: a=b; c=d"], ["User-Agent: test"], ["Accept;"],
      ["X: a", "X: b"],
    ],
    [nil, 0, 1000])
  func heads(headers: [String], size: Int?) throws {
    let server = try ScriptedServer { _ in Self.ordinary }
    let loop = TransferLoop(expectedConcurrency: 1)
    for method in ["POST", "GET", "PUT"] {
      for path in Self.paths {
        let result = try loop.run(
          HTTPRequest(
            method: method, url: server.url(path), headers: headers,
            body: size.map { UploadBody(segments: [noise($0)]) }))
        #expect(result.error == nil)
        #expect(result.text == "ok")
      }
      let requests = server.log.requests.suffix(2)
      #expect(requests.first?.headText == requests.last?.headText)
      #expect(requests.first?.body == requests.last?.body)
    }
  }

  @Test("with documents of many lengths announce each one's own")
  func lengths() throws {
    let server = try ScriptedServer { _ in Self.ordinary }
    let loop = TransferLoop(expectedConcurrency: 1)
    for size in [5, 100_000, 0, 99, 1_000_000, 7] {
      let result = try loop.run(.post(server.url(), noise(size)))
      let request = try #require(server.log.requests.last)
      #expect(request.headText.contains("Content-Length: \(size)\r\n\r\n"))
      #expect(request.body == noise(size))
      #expect(result.bytesSent == request.count)
    }
    #expect(server.log.times(.accepted).count == 1)
  }

  @Test(
    "end with an answer that comes before the end of the body, and so does their connection",
    arguments: [200, 413], paths)
  func earlyAnswer(status: Int, path: String) throws {
    // libcurl goes on sending after a 200; only ours is asked here.
    guard status >= 300 || path == "/x" else { return }
    let server = try ScriptedServer { connection in
      connection == 0
        ? [.readPart(bodyBytes: 10), .send(.answer("early", status: status)), .waitForClient]
        : Self.ordinary
    }
    let loop = TransferLoop(expectedConcurrency: 1)
    let early = try loop.run(.post(server.url(path), Self.large))
    #expect(early.error == nil)
    #expect(early.status == status)
    #expect(early.text == "early")
    #expect(early.stamps.bodySent == nil)
    #expect(early.bytesSent > 10 && early.bytesSent < Self.large.count)
    let next = try loop.run(.post(server.url(path), [1, 2, 3]))
    #expect(next.error == nil)
    #expect(!next.connectionReused)
    #expect(server.log.requests.last?.body == [1, 2, 3])
    #expect(server.log.times(.accepted).count == 2)
  }

  @Test("bring the answer of a server that breaks the connection right after it")
  func answerThenReset() throws {
    // Closing with the body unread makes the system send a reset after the answer.
    let server = try ScriptedServer { _ in
      [.readPart(bodyBytes: 10), .send(.answer("too large", status: 413)), .close]
    }
    let loop = TransferLoop(expectedConcurrency: 1)
    // The reset may overtake the answer; it must not always do.
    let isSeen = try (0..<50).contains { _ in
      let result = try loop.run(.post(server.url(), Self.large))
      if result.error == nil { return result.text == "too large" && result.status == 413 }
      #expect(result.error?.kind == .reset || result.error?.kind == .truncated)
      return false
    }
    #expect(isSeen)
    #expect(loop.openConnections == 0)
  }

  @Test("read what came before the connection broke, even if sending finds out first")
  func answerBeforeTheBreak() throws {
    let server = try ScriptedServer { _ in
      [.readPart(bodyBytes: 10), .send(.answer("too large", status: 413)), .close]
    }
    let loop = TransferLoop(expectedConcurrency: 1)
    for round in 1...10 {
      loop.start(.post(server.url(), Self.large), tag: round)
      // The body has had a turn or two; nothing of what follows is seen until all has happened.
      while server.log.times(.requestRead).count < round {
        _ = loop.poll(timeout: .milliseconds(1))
      }
      #expect(server.log.wait(for: .closed, count: round))
      let result = try #require(loop.runAll().first)
      #expect(result.error == nil)
      #expect(result.status == 413)
      #expect(result.text == "too large")
    }
  }

  /// An answer after which the connection must not be used again.
  static let lastAnswers = [
    "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
    "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
    "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok, and more",
  ]

  @Test("do not use a connection again whose answer forbids it", arguments: lastAnswers, paths)
  func lastAnswer(text: String, path: String) throws {
    let server = try ScriptedServer { _ in
      [.readRequest, .send(Self.bytes(text)), .waitForClient]
    }
    let loop = TransferLoop(expectedConcurrency: 1)
    for round in 1...2 {
      let result = try loop.run(.get(server.url(path)))
      #expect(result.error == nil)
      #expect(result.text == "ok")
      #expect(!result.connectionReused)
      #expect(server.log.wait(for: .closed, count: round))
    }
    #expect(loop.openConnections == 0)
  }

  @Test("do not keep each other waiting: a short one passes a body that nobody reads")
  func passing() throws {
    let server = try ScriptedServer { connection in
      connection == 0 ? [.readPart(bodyBytes: 10), .waitForClient] : Self.ordinary
    }
    let loop = TransferLoop(expectedConcurrency: 2)
    loop.start(.post(server.url(), Self.large), tag: 1)
    while server.log.times(.requestRead).isEmpty { _ = loop.poll(timeout: .milliseconds(10)) }
    for _ in 0..<3 {
      loop.start(.get(server.url()), tag: 2)
      var results: [TransferResult] = []
      while results.isEmpty {
        _ = loop.poll(timeout: .seconds(1))
        results = loop.takeCompleted()
      }
      #expect(results.map(\.tag) == [2])
      #expect(results.first?.error == nil)
    }
    let stuck = try #require(loop.abort(tag: 1))
    #expect(stuck.error?.kind == .aborted)
    #expect(stuck.error?.message.contains("while sending the body") == true)
    #expect(stuck.bytesSent > 10 && stuck.bytesSent < Self.large.count)
    #expect(server.log.wait(for: .closed))
  }

  @Test("run out of time in the middle of the body", arguments: paths)
  func timeout(path: String) throws {
    let server = try ScriptedServer { _ in [.readPart(bodyBytes: 10), .waitForClient] }
    let loop = TransferLoop(expectedConcurrency: 1)
    var request = HTTPRequest.post(server.url(path), Self.large)
    request.timeout = .milliseconds(300)
    let result = try loop.run(request)
    #expect(result.error?.kind == .timeout)
    #expect(result.error?.message.contains("while sending the body") == true)
    #expect(result.stamps.duration >= 299_000_000)
    #expect(result.stamps.bodySent == nil)
    #expect(loop.openConnections == 0)
  }

  @Test("run out of time one by one")
  func timeouts() throws {
    let server = try ScriptedServer { _ in [.readRequest, .waitForClient] }
    let loop = TransferLoop(expectedConcurrency: 4)
    for (tag, milliseconds) in [400, 100, 300, 200].enumerated() {
      var request = HTTPRequest.get(server.url())
      request.timeout = .milliseconds(milliseconds)
      loop.start(request, tag: tag)
    }
    let results = loop.runAll()
    #expect(results.map(\.tag) == [1, 3, 2, 0])
    #expect(results.allSatisfy { $0.error?.kind == .timeout })
    #expect(
      zip(results, [100, 200, 300, 400]).allSatisfy {
        $0.stamps.duration >= UInt64($1) * 1_000_000
      })
  }

  @Test("keep idle connections within bounds")
  func idleLimit() throws {
    let server = try ScriptedServer { _ in Self.ordinary }
    // Room for 24 idle ones.
    let loop = TransferLoop(expectedConcurrency: 1)
    for tag in 0..<40 { loop.start(.get(server.url()), tag: tag) }
    #expect(loop.runAll().allSatisfy { $0.error == nil })
    #expect(loop.openConnections == 24)
    #expect(server.log.wait(for: .closed, count: 16))
  }

  @Test("go to the server that the URL names, over connections of its own")
  func servers() throws {
    let servers = try (0..<3).map { number in
      try ScriptedServer { _ in [.readRequest, .send(.answer("\(number)")), .again] }
    }
    let loop = TransferLoop(expectedConcurrency: 3)
    for round in 0..<4 {
      for (number, server) in servers.enumerated() {
        let result = try loop.run(.get(server.url()))
        #expect(result.text == "\(number)")
        #expect(result.connectionReused == (round > 0))
      }
    }
    #expect(loop.openConnections == 3)
  }
}
