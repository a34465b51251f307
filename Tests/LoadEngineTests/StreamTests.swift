import BenchCore
import LoadEngine
import TestSupport
import Testing

/// Streamed answers over real sockets: when pages are told, and what becomes of streams that break.
@Suite("Streamed answers", .timeLimit(.minutes(1))) struct StreamTests {
  static let head = [UInt8](
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)
  static let end = [UInt8]("0\r\n\r\n".utf8)

  static func chunk(_ text: String) -> [UInt8] {
    [UInt8]((String(text.utf8.count, radix: 16) + "\r\n" + text + "\r\n").utf8)
  }

  static func page(_ number: Int) -> String {
    "event: page\ndata: {\"page_number\":\(number),\"page_text\":\"t\"}\n\n"
  }

  static func complete(_ pages: Int) -> String {
    "event: complete\ndata: {\"total_pages\":\(pages),\"elapsed_seconds\":0.5}\n\n"
  }

  @Test("pages are told one by one, between the start and the end of their request")
  func pages() async throws {
    let server = try ScriptedServer { _ in
      [
        .readRequest, .send(Self.head), .send(Self.chunk(Self.page(1) + Self.page(2))),
        .send(Self.chunk(Self.page(3))), .send(Self.chunk(Self.complete(3)) + Self.end), .again,
      ]
    }
    let (end, events) = await EngineHarness().run(
      [pass(6, concurrency: 2)], urls: [server.url()], documents: Array(repeating: [1], count: 6),
      concurrency: 2, streams: true)
    #expect(end == .completed)
    #expect(events.records.count == 6)
    #expect(events.records.allSatisfy { $0.outcome.answer?.pages == 3 })
    #expect(events.records.allSatisfy { $0.outcome.answer?.serverSeconds == 0.5 })
    for record in events.records {
      let own = events.pages.filter { $0.page.sequence == record.sequence }
      #expect(own.map(\.page.page) == [1, 2, 3])
      #expect(own.map(\.time) == own.map(\.time).sorted())
      #expect(own.allSatisfy { record.start < $0.time && $0.time <= record.end })
      // Told before the end of their request, and after its start.
      let order = events.indices.filter { events[$0].sequence == record.sequence }
      #expect(order.map { events[$0].name } == ["start", "page", "page", "page", "end"])
    }
    // Connections are used again after a stream.
    #expect(server.log.times(.accepted).count <= 2)
  }

  @Test("a page is told while the rest of its answer is still to come")
  func early() async throws {
    let server = try ScriptedServer { _ in
      [.readRequest, .send(Self.head + Self.chunk(Self.page(1))), .waitForClient]
    }
    let harness = EngineHarness()
    let (end, events) = await harness.run(
      [pass(1)], urls: [server.url()], documents: [[1]], streams: true,
      during: { engine in
        while harness.published.pages.isEmpty { await Task.yield() }
        engine.stop()
      })
    #expect(end == .stopped)
    #expect(events.pages.map(\.page.page) == [1])
    #expect(events.records.map { $0.outcome.failure?.kind } == [.aborted])
  }

  @Test("a page has the stamp of the piece that completes it")
  func stamps() async throws {
    let page = Self.chunk(Self.page(1))
    let server = try ScriptedServer { _ in
      [
        .readRequest, .send(Self.head + page.prefix(page.count / 2)), .wait(milliseconds: 60),
        .send([UInt8](page.suffix(page.count - page.count / 2))), .wait(milliseconds: 120),
        .send(Self.chunk(Self.complete(1)) + Self.end),
      ]
    }
    let harness = EngineHarness()
    let (_, events) = await harness.run(
      [pass(1)], urls: [server.url()], documents: [[1]], streams: true)
    let sent = server.log.times(.replyBegun).map { Int64($0) - Int64(harness.zero) }
    let record = try #require(events.records.first)
    let time = try #require(events.pages.first?.time.nanoseconds)
    // Nothing can be there before it was sent.
    #expect(sent.count == 3)
    #expect(time >= sent[1])
    #expect(record.end.nanoseconds >= sent[2])
    #expect(record.outcome.answer?.pages == 1)
  }

  struct Fault: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var steps: [ScriptedServer.Step]
    var kind: FailureKind
    var pages: Int
    var words: String
  }

  static let faults: [Fault] = [
    Fault(
      testDescription: "hangs up in the middle",
      steps: [.send(head + chunk(page(1) + page(2))), .close], kind: .truncated, pages: 2,
      words: "after 2 pages"),
    Fault(
      testDescription: "ends in order without complete",
      steps: [.send(head + chunk(page(1)) + end)], kind: .truncated, pages: 1,
      words: "without \"complete\""),
    Fault(
      testDescription: "says error",
      steps: [
        .send(head + chunk(page(1))),
        .send(chunk("event: error\ndata: {\"error\":\"no memory\"}\n\n") + end),
      ], kind: .streamError, pages: 1, words: "no memory"),
    Fault(
      testDescription: "answers whole", steps: [.send(.answer("{\"total_pages_processed\":1}"))],
      kind: .wrongShape, pages: 0, words: "no stream of events"),
    Fault(
      testDescription: "refuses", steps: [.send(.answer("{\"detail\":\"busy\"}", status: 503))],
      kind: .http, pages: 0, words: "HTTP 503: busy"),
    Fault(
      testDescription: "never ends", steps: [.send(head), .flood(count: 4 << 20), .close],
      kind: .tooLarge, pages: 0, words: "larger than allowed"),
  ]

  @Test(
    "a stream that breaks is a failure of its class, with the pages that came", arguments: faults)
  func breaks(fault: Fault) async throws {
    let server = try ScriptedServer { _ in [.readRequest] + fault.steps }
    let (end, events) = await EngineHarness().run(
      [pass(1)], urls: [server.url()], documents: [[1]], streams: true)
    #expect(end == .completed)
    let failure = events.records.first?.outcome.failure
    #expect(failure?.kind == fault.kind, "\(failure?.message ?? "")")
    #expect(failure?.message.contains(fault.words) == true, "\(failure?.message ?? "")")
    #expect(events.pages.count == fault.pages)
  }

  @Test("a stream larger than an answer may be is given up")
  func limit() async throws {
    let text = String(repeating: ": comment\n", count: 2000)
    let server = try ScriptedServer { _ in
      [.readRequest, .send(Self.head + Self.chunk(text + Self.page(1)) + Self.end)]
    }
    let (_, events) = await EngineHarness().run(
      [pass(1)], urls: [server.url()], documents: [[1]], responseLimit: 1000, streams: true)
    #expect(events.records.map { $0.outcome.failure?.kind } == [.tooLarge])
  }
}

extension RunEvent {
  /// The request that it is about.
  fileprivate var sequence: Int? {
    switch payload {
    case .requestStarted(let start): start.sequence
    case .pageReceived(let page): page.sequence
    case .requestFinished(let record): record.sequence
    default: nil
    }
  }

  fileprivate var name: String {
    switch payload {
    case .requestStarted: "start"
    case .pageReceived: "page"
    case .requestFinished: "end"
    default: ""
    }
  }
}
