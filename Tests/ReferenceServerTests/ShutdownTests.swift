import Foundation
import ReferenceServer
import Testing

/// The end of a server that was asked to end.
@Suite(.timeLimit(.minutes(2))) struct ShutdownTests {
  /// Runs a server whose end the body asks for, and returns what the body did when the server is gone.
  private func withShutdown<Value: Sendable>(
    _ web: WebLayer, grace: Duration,
    body: @escaping @Sendable (_ port: Int, _ shutdown: ServerShutdown) async throws -> Value
  ) async throws -> Value {
    let shutdown = ServerShutdown()
    let (ports, feed) = AsyncStream<Int>.makeStream()
    var configuration = ServerConfiguration(web: web, port: 0, workers: 1)
    configuration.grace = grace
    return try await withThrowingTaskGroup(of: Void.self) { [configuration] group in
      group.addTask {
        defer { feed.finish() }
        try await serve(configuration: configuration, shutdown: shutdown) { feed.yield($0) }
      }
      let port = try #require(await ports.first { _ in true })
      let value = try await body(port, shutdown)
      // Returns by itself: nothing cancels it here.
      try await group.waitForAll()
      return value
    }
  }

  private func send(_ bytes: [UInt8], to port: Int) async throws -> RawConnection {
    try await blocking {
      let connection = try RawConnection(port: port)
      try connection.send(bytes)
      return connection
    }
  }

  private func isBusy(_ port: Int) async throws -> Bool {
    let json = try await Request.get("/", port: port).json
    return (json["workers"] as? [String: Int])?["busy"] == 1
  }

  private func isClosed(_ port: Int) async -> Bool {
    do {
      _ = try await Request.get("/", port: port)
      return false
    } catch {
      return true
    }
  }

  @Test(arguments: WebLayer.allCases)
  func `what is in flight is answered, new connections are not taken, idle ones are closed`(
    web: WebLayer
  ) async throws {
    // A second or more of work.
    let upload = Request.upload(TinyPDF.text(pages: 30).bytes, query: "?dpi=300")
    let stream = StreamTests.stream(TinyPDF.text(pages: 30).bytes, query: "?dpi=300", closes: false)
    let (whole, events) = try await withShutdown(web, grace: .seconds(100)) { port, shutdown in
      let idle = try await send(Array("GET / HTTP/1.1\r\nHost: t\r\n\r\n".utf8), to: port)
      _ = try await blocking { try idle.reply() }
      let first = try await send(upload, to: port)
      #expect(try await eventually { try await isBusy(port) })
      let second = try await send(stream, to: port)
      let hasBegun = try await blocking { try second.received(until: "event: start") }
      shutdown.begin()
      #expect(await eventually { await isClosed(port) })
      #expect(try await blocking { idle.isAtEnd() })
      return try await blocking {
        defer { for connection in [idle, first, second] { connection.close() } }
        let whole = try first.reply()
        return (whole, hasBegun + String(decoding: try second.everything(), as: UTF8.self))
      }
    }
    #expect(whole.status == 200)
    #expect(whole.json["total_pages_processed"] as? Int == 30)
    #expect(events.contains("event: complete"))
  }

  @Test(arguments: WebLayer.allCases)
  func `what is in flight has the grace period and no longer`(web: WebLayer) async throws {
    let connection = try await withShutdown(web, grace: .milliseconds(200)) { port, shutdown in
      let connection = try await send(DisconnectTests.endless, to: port)
      #expect(try await eventually { try await isBusy(port) })
      shutdown.begin()
      return connection
    }
    #expect(try await blocking { connection.isAtEnd() })
    connection.close()
  }

  @Test(arguments: WebLayer.allCases)
  func `a server with nothing to do ends at once, however long the grace period is`(
    web: WebLayer
  ) async throws {
    let began = ContinuousClock.now
    try await withShutdown(web, grace: .seconds(3600)) { _, shutdown in shutdown.begin() }
    #expect(ContinuousClock.now - began < .seconds(100))
  }
}
