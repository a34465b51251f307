import BenchCore
import Contract
import CurlKit
import LoadEngine
import TestSupport
import Testing

/// Every way in which a server can misbehave is counted in its class, and the run goes on.
@Suite(.timeLimit(.minutes(2))) struct ServerFaultTests {
  /// A misbehaviour, and what must be made of it.
  struct Fault: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What the first connection does with its first request; later ones are answered well.
    var steps: [ScriptedServer.Step]
    var kind: FailureKind
    /// Words that the message must hold.
    var words: String = ""
    var timeout: Duration = .seconds(10)

    init(
      _ description: String, _ steps: [ScriptedServer.Step], _ kind: FailureKind,
      _ words: String = "", timeout: Duration = .seconds(10)
    ) {
      testDescription = description
      self.steps = steps
      self.kind = kind
      self.words = words
      self.timeout = timeout
    }
  }

  static let faults: [Fault] = [
    Fault(
      "answers 500 with a detail",
      [.readRequest, .send(.answer(#"{"detail":"CUDA out of memory"}"#, status: 500)), .close],
      .http, "CUDA out of memory"),
    Fault(
      "answers 503 with an error",
      [.readRequest, .send(.answer(#"{"error":"queue is full"}"#, status: 503)), .close],
      .http, "queue is full"),
    Fault("resets before an answer", [.readRequest, .reset], .reset),
    Fault("closes before an answer", [.readRequest, .close], .reset),
    Fault("resets while we are sending", [.readPart(bodyBytes: 1), .reset], .reset),
    Fault(
      "closes in the middle of the body",
      [.readRequest, .send(head(length: 100) + Array("{\"total".utf8)), .close], .truncated),
    Fault(
      "sends half a JSON", [.readRequest, .send(.answer(#"{"total_pages_processed": 3"#)), .close],
      .invalidJSON),
    Fault(
      "answers HTML", [.readRequest, .send(.answer("<html>hello</html>")), .close], .invalidJSON),
    Fault(
      "answers JSON of another shape",
      [.readRequest, .send(.answer(#"{"pages": "three"}"#)), .close], .wrongShape,
      "total_pages_processed"),
    Fault(
      "sends 1 GB", [.readRequest, .send(head(length: 1 << 30)), .flood(count: 1 << 30), .close],
      .tooLarge),
    Fault(
      "drips a byte a second",
      [.readRequest, .send(head(length: 50)), .drip(Array("abcdefgh".utf8), milliseconds: 1000)],
      .timeout, timeout: .milliseconds(400)),
    Fault("never answers", [.readRequest, .waitForClient], .timeout, timeout: .milliseconds(300)),
    Fault(
      "speaks no HTTP", [.readRequest, .send(Array("SSH-2.0-x\r\n".utf8)), .close], .wrongShape),
  ]

  private static func head(length: Int) -> [UInt8] {
    Array("HTTP/1.1 200 OK\r\nContent-Length: \(length)\r\n\r\n".utf8)
  }

  private static let good = [UInt8].answer(
    #"{"total_pages_processed":2,"elapsed_seconds":0.01,"results":[{"ocr_text":"fine"}]}"#)

  @Test("a misbehaving server is counted in its class, and the run goes on", arguments: faults)
  func fault(_ fault: Fault) async throws {
    let server = try ScriptedServer { connection in
      connection == 0 ? fault.steps : [.readRequest, .send(Self.good), .again]
    }
    let records = await run(server.url(), documents: 3, timeout: fault.timeout)
    #expect(records.count == 3)
    let failure = try #require(records.first?.outcome.failure)
    #expect(failure.kind == fault.kind, "\(failure)")
    #expect(failure.message.contains(fault.words), "\(failure.message)")
    #expect(!failure.message.isEmpty)
    #expect(failure.message.count <= RequestFailure.messageLimit)
    #expect(records.dropFirst().allSatisfy { $0.outcome.answer?.pages == 2 })
  }

  @Test("a server whose name is unknown is a dns failure")
  func unknownName() async {
    let records = await run("http://no-such-host.invalid/", documents: 1, timeout: .seconds(5))
    #expect(records.map { $0.outcome.failure?.kind } == [.dns])
  }

  @Test("a port where nobody listens is a connect failure")
  func nobodyListens() async throws {
    let port = try ScriptedServer(script: answering()).port
    let records = await run("http://127.0.0.1:\(port)/", documents: 2, timeout: .seconds(5))
    #expect(records.map { $0.outcome.failure?.kind } == [.connect, .connect])
  }

  @Test("https to a server without TLS is a tls failure")
  func noTLS() async throws {
    let server = try ScriptedServer { _ in [.send(.answer("no")), .waitForClient] }
    let records = await run(
      "https://127.0.0.1:\(server.port)/", documents: 1, timeout: .seconds(10))
    #expect(records.map { $0.outcome.failure?.kind } == [.tls])
  }

  @Test("a connection that the server closed while idle is used once more, and no failure")
  func idleConnectionClosed() async throws {
    // Each connection serves one request and is then closed without a word about it.
    let server = try ScriptedServer { _ in [.readRequest, .send(Self.good), .close] }
    let records = await run(server.url(), documents: 6, timeout: .seconds(5))
    #expect(records.count == 6)
    #expect(records.allSatisfy { $0.outcome.answer != nil })
  }

  @Test("a kept connection that dies with the next request is retried once and marked stale")
  func staleConnection() async throws {
    let server = try ScriptedServer { connection in
      connection == 0
        ? [.readRequest, .send(Self.good), .readRequest, .reset]
        : [.readRequest, .send(Self.good), .again]
    }
    let records = await run(server.url(), documents: 3, timeout: .seconds(5))
    #expect(records.allSatisfy { $0.outcome.answer != nil })
    #expect(records.map(\.staleRetries) == [0, 1, 0])
  }

  @Test("escape sequences in a server's words are kept as text, for the views to disarm")
  func escapes() async throws {
    let server = try ScriptedServer { _ in
      [
        .readRequest, .send(.answer(#"{"detail":"\u001b]0;owned\u0007\u001b[2J"}"#, status: 500)),
        .again,
      ]
    }
    let records = await run(server.url(), documents: 1, timeout: .seconds(5))
    #expect(records.first?.outcome.failure?.message.contains("owned") == true)
  }

  private func run(
    _ url: String, documents: Int, timeout: Duration
  ) async -> [RequestRecord] {
    let judge = TestJudge()
    let (_, events) = await EngineHarness().run(
      [pass(documents)], urls: [url],
      documents: Array(repeating: [UInt8](repeating: 1, count: 3 << 20), count: documents),
      timeout: timeout, responseLimit: 16 << 20,
      judge: { judge.judge(status: $1, body: $2) })
    return events.records
  }
}
