import CurlKit
import TestSupport
import Testing

/// A reused connection that dies before its first byte was idle too long: nobody's failure.
@Suite("Stale connections", .timeLimit(.minutes(1)))
struct StaleConnectionTests {
  private static let ordinary: [ScriptedServer.Step] = [.readRequest, .send(.answer("ok"))]

  /// A loop that a busy machine cannot hurry: what dies late is still stale here.
  private func patientLoop(_ concurrency: Int) -> TransferLoop {
    TransferLoop(expectedConcurrency: concurrency, staleWindow: .seconds(50))
  }

  /// How the server ends the connection on its second request.
  struct Death: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var steps: [ScriptedServer.Step]
  }

  static let deaths = [
    Death(testDescription: "reads the request and closes", steps: [.readRequest, .close]),
    Death(testDescription: "reads the request and resets", steps: [.readRequest, .reset]),
    Death(testDescription: "closes in the middle", steps: [.readPart(bodyBytes: 0), .close]),
    Death(testDescription: "resets in the middle", steps: [.readPart(bodyBytes: 0), .reset]),
    Death(testDescription: "resets late", steps: [.readPart(bodyBytes: 200_000), .reset]),
    Death(
      testDescription: "waits and closes",
      steps: [.readRequest, .wait(milliseconds: 30), .close]),
  ]

  /// Of two URLs of one server, libcurl handles the one whose path it must tidy up.
  static let ways: [(size: Int?, path: String)] = [nil, 0, 10, 5 << 20].flatMap {
    [($0, "/"), ($0, "/./")]
  }

  @Test("are replaced, with a start of their own", arguments: deaths, ways)
  func replaced(_ death: Death, way: (size: Int?, path: String)) throws {
    let (size, path) = way
    let server = try ScriptedServer { connection in
      connection == 0 ? Self.ordinary + death.steps : Self.ordinary
    }
    let loop = patientLoop(1)
    _ = try loop.run(.get(server.url(path)))
    let body = noise(size ?? 0)
    let request = size == nil ? HTTPRequest.get(server.url(path)) : .post(server.url(path), body)
    let firstStart = loop.start(request, tag: 1)
    let result = try #require(loop.runAll().first)
    #expect(result.error == nil)
    #expect(result.text == "ok")
    #expect(result.staleRetries == 1)
    #expect(!result.connectionReused)
    #expect(result.stamps.start - firstStart == result.staleNanoseconds)
    #expect(result.staleNanoseconds > 0)
    // The dead attempt is no part of the service time: the second connection came after it.
    let accepted = server.log.times(.accepted)
    #expect(accepted.count == 2)
    #expect(result.stamps.start < accepted[1])
    if death.steps.count == 3 { #expect(result.staleNanoseconds >= 30_000_000) }
    // The whole body went out again.
    #expect(server.log.requests.last?.body == body)
    #expect(result.bytesSent == server.log.requests.last?.count)
  }

  @Test("that were seen to be closed are not even tried")
  func closedInTime() throws {
    let server = try ScriptedServer { _ in Self.ordinary }
    let loop = patientLoop(1)
    for round in 1...3 {
      let result = try loop.run(.get(server.url()))
      #expect(result.error == nil)
      #expect(result.staleRetries == 0)
      #expect(!result.connectionReused)
      #expect(server.log.wait(for: .closed, count: round))
    }
    #expect(server.log.requests.count == 3)
  }

  @Test("are excused, fresh ones are not")
  func fresh() throws {
    let server = try ScriptedServer { _ in [.readRequest, .close] }
    let result = try patientLoop(1).run(.get(server.url()))
    #expect(result.error?.kind == .reset)
    #expect(result.staleRetries == 0)
    #expect(server.log.requests.count == 1)
  }

  @Test("are excused once: the fresh one that dies too is a failure", arguments: [nil, 5 << 20])
  func diesAgain(size: Int?) throws {
    let server = try ScriptedServer { connection in
      (connection == 0 ? Self.ordinary : []) + [.readPart(bodyBytes: 0), .reset]
    }
    let loop = patientLoop(1)
    _ = try loop.run(.get(server.url()))
    let result = try loop.run(size.map { .post(server.url(), noise($0)) } ?? .get(server.url()))
    #expect(result.error?.kind == .reset)
    #expect(result.staleRetries == 1)
    #expect(!result.connectionReused)
    #expect(server.log.times(.accepted).count == 2)
    // What comes next is unharmed.
    #expect(loop.inFlight == 0)
  }

  @Test("are not excused after the first byte", arguments: [false, true])
  func afterFirstByte(isReset: Bool) throws {
    let cut: [ScriptedServer.Step] = [
      .readRequest, .send([UInt8]("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe".utf8)),
      .wait(milliseconds: 30), isReset ? .reset : .close,
    ]
    let server = try ScriptedServer { _ in Self.ordinary + cut }
    let loop = patientLoop(1)
    _ = try loop.run(.get(server.url()))
    let result = try loop.run(.get(server.url()))
    #expect(result.error?.kind == .truncated)
    #expect(result.connectionReused)
    #expect(result.staleRetries == 0)
  }

  @Test("do not excuse a server that dies of the request", arguments: ways)
  func diesOfTheRequest(way: (size: Int?, path: String)) throws {
    let (size, path) = way
    let server = try ScriptedServer { _ in
      Self.ordinary + [.readRequest, .wait(milliseconds: 60), .close]
    }
    let loop = TransferLoop(expectedConcurrency: 1, staleWindow: .milliseconds(30))
    _ = try loop.run(.get(server.url(path)))
    let request =
      size.map { .post(server.url(path), noise($0)) } ?? HTTPRequest.get(server.url(path))
    let result = try loop.run(request)
    #expect(result.error?.kind == .reset)
    #expect(result.staleRetries == 0)
    #expect(result.stamps.duration >= 60_000_000)
    #expect(server.log.requests.count == 2)
    #expect(loop.openConnections == 0)
  }

  @Test(
    "are given up after libcurl's five attempts, for a new one", arguments: [nil, 3000],
    ["/", "/./"])
  func allStale(size: Int?, path: String) throws {
    let server = try ScriptedServer { connection in
      connection < 8 ? Self.ordinary + [.readRequest, .close] : Self.ordinary + [.again]
    }
    let loop = patientLoop(8)
    for tag in 0..<8 { loop.start(.get(server.url(path)), tag: tag) }
    #expect(loop.runAll().allSatisfy { $0.error == nil })
    #expect(loop.openConnections == 8)
    let body = noise(size ?? 0)
    let request = size == nil ? HTTPRequest.get(server.url(path)) : .post(server.url(path), body)
    let result = try loop.run(request)
    #expect(result.error == nil)
    #expect(result.staleRetries == 6)
    #expect(!result.connectionReused)
    let last = try #require(server.log.requests.last)
    #expect(last.connection == 8)
    #expect(last.body == body)
    #expect(result.bytesSent == last.count)
    // Two of the eight are still there and stale; the new one is used before or after them.
    for _ in 0..<3 { #expect(try loop.run(request).error == nil) }
    #expect(try loop.run(request).connectionReused)
    #expect(server.log.times(.accepted).count == 9)
  }

  @Test("may be many at once")
  func many() throws {
    let server = try ScriptedServer { connection in
      connection < 16
        ? Self.ordinary + [.readRequest, .close] : Self.ordinary + [.again]
    }
    let loop = patientLoop(16)
    for round in 0..<3 {
      for tag in 0..<16 { loop.start(.post(server.url(), noise(3000)), tag: tag) }
      let results = loop.runAll()
      #expect(results.count == 16)
      #expect(results.allSatisfy { $0.error == nil })
      let retries = results.reduce(0) { $0 + $1.staleRetries }
      #expect(round == 1 ? retries >= 16 : retries == 0)
    }
  }
}
