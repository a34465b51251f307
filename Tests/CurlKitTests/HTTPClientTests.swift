import CurlKit
import Synchronization
import TestSupport
import Testing

@Suite("HTTP client", .timeLimit(.minutes(1)))
struct HTTPClientTests {
  @Test("brings answers, many at once, without blocking tasks")
  func manyAtOnce() async throws {
    let server = try ScriptedServer { _ in
      [.readRequest, .wait(milliseconds: 20), .send(.answer("ok"))]
    }
    let url = server.url()
    let results = await withTaskGroup(of: TransferResult.self) { group in
      for _ in 0..<30 { group.addTask { await HTTPClient().send(HTTPRequest(url: url)) } }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(results.count == 30)
    #expect(results.allSatisfy { $0.error == nil && $0.body == [UInt8]("ok".utf8) })
  }

  @Test("works on the calling thread, too")
  func blocking() throws {
    let server = try ScriptedServer { _ in [.readRequest, .send(.answer("ok", status: 503))] }
    let result = HTTPClient().perform(HTTPRequest(url: server.url()))
    #expect(result.status == 503)
    #expect(HTTPClient().perform(HTTPRequest(url: "nonsense://")).error?.kind == .unsupported)
  }

  @Test("stops when its task is cancelled")
  func cancellation() async throws {
    let server = try ScriptedServer { _ in [.readRequest, .waitForClient] }
    let request = HTTPRequest(url: server.url(), timeout: .seconds(50))
    let task = Task { await HTTPClient().send(request) }
    #expect(await server.log.waiting(for: .requestRead))
    task.cancel()
    let result = await task.value
    #expect(result.error?.kind == .aborted)
    #expect(await server.log.waiting(for: .closed))
  }

  @Test("sends in turn over one connection, up to the first that gets no answer")
  func inTurn() async throws {
    let server = try ScriptedServer { connection in
      // The last one is sent again over a new connection: the old one might only have been idle.
      guard connection == 0 else { return [.readRequest, .reset] }
      return [.readRequest, .send(.answer("1")), .readRequest, .send(.answer("2", status: 500))]
        + [.readRequest, .send(.answer("3")), .readRequest, .reset]
    }
    let requests = (0..<6).map { HTTPRequest(url: server.url("/\($0)"), timeout: .seconds(50)) }
    let results = await HTTPClient().sendInTurn(requests)
    #expect(results.map(\.status) == [200, 500, 200, nil])
    #expect(results.map(\.connectionReused).prefix(3) == [false, true, true])
    #expect(results.last?.error != nil)
    #expect(server.log.requests.filter { $0.connection == 0 }.count == 4)
    #expect(await HTTPClient().sendInTurn([]).isEmpty)
  }

  @Test("stops in turn when its task is cancelled")
  func cancelledInTurn() async throws {
    let server = try ScriptedServer { _ in
      [.readRequest, .send(.answer("1")), .readRequest, .waitForClient]
    }
    let requests = (0..<3).map { HTTPRequest(url: server.url("/\($0)"), timeout: .seconds(50)) }
    let task = Task { await HTTPClient().sendInTurn(requests) }
    #expect(await server.log.waiting(for: .requestRead, count: 2))
    task.cancel()
    let results = await task.value
    #expect(results.map { $0.error?.kind } == [nil, .aborted])
  }

  @Test("does not even start when its task is cancelled before")
  func cancelledBefore() async throws {
    let server = try ScriptedServer { _ in [.readRequest, .waitForClient] }
    let request = HTTPRequest(url: server.url(), timeout: .seconds(50))
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await HTTPClient().send(request)
    }
    #expect(await task.value.error?.kind == .aborted)
    #expect(server.log.requests.isEmpty)
  }

  @Test("streams pieces of an answer")
  func streaming() async throws {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    let server = try ScriptedServer { _ in
      [
        .readRequest, .send([UInt8](head.utf8)), .send([UInt8]("3\r\none\r\n".utf8)),
        .wait(milliseconds: 20), .send([UInt8]("3\r\ntwo\r\n0\r\n\r\n".utf8)), .waitForClient,
      ]
    }
    let text = Mutex("")
    let result = await HTTPClient().send(HTTPRequest(url: server.url())) { bytes, _ in
      text.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
    }
    #expect(result.error == nil)
    #expect(text.withLock { $0 } == "onetwo")
  }
}
