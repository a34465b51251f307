import CurlKit
import TestSupport
import Testing

@Suite("Stamps", .timeLimit(.minutes(1)))
struct StampTests {
  @Test("put the first byte of a 5 MB upload where the server sent it", arguments: [0, 20])
  func firstByte(milliseconds: Int) throws {
    let server = try ScriptedServer { _ in
      [.readRequest, .wait(milliseconds: milliseconds), .send(.answer("done")), .again]
    }
    let loop = TransferLoop(expectedConcurrency: 1)
    let body = noise(5 << 20)
    var delays: [UInt64] = []
    for round in 0..<20 {
      let result = try loop.run(.post(server.url(), body))
      #expect(server.log.wait(for: .replySent, count: round + 1))
      let read = try #require(server.log.times(.requestRead).last)
      let replied = try #require(server.log.times(.replyBegun).last)
      let stamps = result.stamps
      let firstByte = try #require(stamps.firstByte)
      let bodySent = try #require(stamps.bodySent)
      // Both sides read one clock, so these hold however busy the machine is.
      #expect(stamps.start < read)
      #expect(stamps.start < bodySent && bodySent < firstByte)
      #expect(replied < firstByte && firstByte <= stamps.end)
      #expect(replied >= read + UInt64(milliseconds) * 1_000_000)
      delays.append(firstByte - replied)
    }
    // How late a stamp is depends on who else wants the processor: the best of twenty tells.
    #expect(try #require(delays.min()) < 1_000_000)
  }

  @Test("start when the request was handed over, not when the loop first ran it")
  func start() throws {
    let server = try ScriptedServer { _ in [.readRequest, .send(.answer("x")), .again] }
    let loop = TransferLoop(expectedConcurrency: 1)
    let before = MonotonicClock.now()
    let start = loop.start(.get(server.url()), tag: 0)
    let after = MonotonicClock.now()
    while MonotonicClock.now() < after + 5_000_000 {}
    let result = try #require(loop.runAll().first)
    #expect(result.stamps.start == start)
    #expect(before <= start && start <= after)
  }

  @Test("tell when the body was sent, apart from when the server answers")
  func bodySent() throws {
    let server = try ScriptedServer { _ in
      [.readRequest, .wait(milliseconds: 50), .send(.answer("x")), .again]
    }
    let loop = TransferLoop(expectedConcurrency: 1)
    for size in [10, 100_000] {
      // A busy machine may keep us from looking at the clock until the server has answered.
      let isSeen = try (0..<20).contains { _ in
        let result = try loop.run(.post(server.url(), noise(size)))
        let bodySent = try #require(result.stamps.bodySent)
        let replied = try #require(server.log.times(.replyBegun).last)
        return bodySent < replied
      }
      #expect(isSeen)
    }
  }

  @Test("know no body sent where the server answered without reading it")
  func earlyAnswer() throws {
    let server = try ScriptedServer { _ in
      [.readPart(bodyBytes: 10), .send(.answer("no", status: 413)), .waitForClient]
    }
    let result = try TransferLoop(expectedConcurrency: 1).run(.post(server.url(), noise(64 << 20)))
    #expect(result.error == nil)
    #expect(result.status == 413)
    #expect(result.text == "no")
    #expect(result.stamps.bodySent == nil)
    #expect(result.stamps.firstByte != nil)
  }

  @Test("tell the phases of a new connection and none of a reused one")
  func phases() throws {
    let server = try ScriptedServer { _ in [.readRequest, .send(.answer("x")), .again] }
    let loop = TransferLoop(expectedConcurrency: 1)
    let url = "http://localhost:\(server.port)/"
    let first = try loop.run(.get(url))
    #expect(!first.connectionReused)
    #expect(first.phases.nameLookup > 0)
    #expect(first.phases.connect > 0)
    #expect(first.phases.tls == 0)
    #expect(first.phases.nameLookup + first.phases.connect <= first.stamps.duration)
    let second = try loop.run(.get(url))
    #expect(second.connectionReused)
    #expect(second.phases == ConnectionPhases())
    #expect(second.primaryAddress == nil)
  }
}
