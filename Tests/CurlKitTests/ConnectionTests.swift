import CurlKit
import Glibc
import TestSupport
import Testing

@Suite("Connections and the loop", .timeLimit(.minutes(1)))
struct ConnectionTests {
  private static let ordinary: ScriptedServer.Script = { _ in
    [.readRequest, .send(.answer("ok")), .again]
  }

  @Test("are kept alive between requests and servers")
  func keepAlive() throws {
    let servers = try (0..<3).map { _ in try ScriptedServer(script: Self.ordinary) }
    let loop = TransferLoop(expectedConcurrency: 1)
    for round in 0..<10 {
      for server in servers {
        let result = try loop.run(.get(server.url()))
        #expect(result.connectionReused == (round > 0))
      }
    }
    #expect(loop.openConnections == 3)
    for server in servers { #expect(server.log.times(.accepted).count == 1) }
  }

  @Test("are given up when the server says so")
  func connectionClose() throws {
    let server = try ScriptedServer { _ in
      [.readRequest, .send(.answer("ok", headers: ["Connection: close"])), .waitForClient]
    }
    let loop = TransferLoop(expectedConcurrency: 1)
    for _ in 0..<3 { #expect(try !loop.run(.get(server.url())).connectionReused) }
    #expect(loop.openConnections == 0)
  }

  @Test("are closed on demand, if nothing is in flight")
  func closeIdle() throws {
    let server = try ScriptedServer(script: Self.ordinary)
    let loop = TransferLoop(expectedConcurrency: 1)
    _ = try loop.run(.get(server.url()))
    loop.start(.get(server.url()), tag: 0)
    #expect(!loop.closeIdleConnections())
    _ = loop.runAll()
    #expect(loop.openConnections == 1)
    #expect(loop.closeIdleConnections())
    #expect(loop.openConnections == 0)
    #expect(server.log.wait(for: .closed))
    #expect(try loop.run(.get(server.url())).error == nil)
    let waker = loop.waker
    waker.wake()
    #expect(loop.poll(timeout: .seconds(50)).isEmpty)
  }

  @Test("are closed when the loop goes, also those in use")
  func closedAtTheEnd() throws {
    let server = try ScriptedServer { _ in [.readRequest, .waitForClient] }
    var loop: TransferLoop? = TransferLoop(expectedConcurrency: 4)
    for tag in 0..<4 { loop?.start(.get(server.url()), tag: tag) }
    while server.log.times(.requestRead).count < 4 { _ = loop?.poll(timeout: .milliseconds(10)) }
    let waker = loop?.waker
    loop = nil
    #expect(server.log.wait(for: .closed, count: 4))
    // A waker may outlive its loop.
    waker?.wake()
  }

  @Test("break off when a transfer is aborted, which tells how far it came")
  func abort() throws {
    let server = try ScriptedServer { _ in [.readRequest, .waitForClient] }
    let loop = TransferLoop(expectedConcurrency: 4)
    let starts = (0..<4).map { loop.start(.get(server.url()), tag: $0) }
    while server.log.times(.requestRead).count < 4 { _ = loop.poll(timeout: .milliseconds(10)) }
    let one = try #require(loop.abort(tag: 2))
    #expect(one.tag == 2)
    #expect(one.error?.kind == .aborted)
    #expect(one.stamps.start == starts[2])
    #expect(one.stamps.end > one.stamps.start)
    #expect(loop.abort(tag: 2) == nil)
    #expect(loop.inFlight == 3)
    let rest = loop.abortAll()
    #expect(Set(rest.map(\.tag)) == [0, 1, 3])
    #expect(loop.inFlight == 0)
    #expect(loop.abortAll().isEmpty)
    #expect(loop.openConnections == 0)
    #expect(server.log.wait(for: .closed, count: 4))
  }

  @Test("wait wakes up for a descriptor")
  func descriptors() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { ends.forEach { close($0) } }
    let loop = TransferLoop(expectedConcurrency: 1)
    #expect(loop.poll(timeout: .zero, alsoWaitingFor: [ends[0]]).isEmpty)
    var byte: UInt8 = 1
    #expect(write(ends[1], &byte, 1) == 1)
    #expect(loop.poll(timeout: .seconds(50), alsoWaitingFor: [ends[0]]) == [ends[0]])
  }

  @Test("wait wakes up for the waker, from any thread")
  func wake() async throws {
    let loop = TransferLoop(expectedConcurrency: 1)
    let waker = loop.waker
    let before = MonotonicClock.now()
    let task = Task.detached { for _ in 0..<1000 { waker.wake() } }
    _ = loop.poll(timeout: .seconds(50))
    #expect(MonotonicClock.now() - before < 40_000_000_000)
    await task.value
  }

  @Test("wait ends by itself")
  func timeout() {
    let loop = TransferLoop(expectedConcurrency: 1)
    let before = MonotonicClock.now()
    _ = loop.poll(timeout: .milliseconds(20))
    #expect(MonotonicClock.now() - before >= 19_000_000)
  }

  @Test("results are taken once, in lists that are used again")
  func taking() throws {
    let server = try ScriptedServer(script: Self.ordinary)
    let loop = TransferLoop(expectedConcurrency: 8)
    var results: [TransferResult] = []
    var total = 0
    for _ in 0..<3 {
      for tag in 0..<8 { loop.start(.get(server.url()), tag: tag) }
      while loop.inFlight > 0 {
        _ = loop.poll(timeout: .seconds(1))
        loop.takeCompleted(into: &results)
        total += results.count
      }
    }
    #expect(total == 24)
    loop.takeCompleted(into: &results)
    #expect(results.isEmpty)
  }
}
