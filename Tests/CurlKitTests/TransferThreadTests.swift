import CurlKit
import Synchronization
import TestSupport
import Testing

@Suite("A thread of transfers", .timeLimit(.minutes(1)))
struct TransferThreadTests {
  @Test("carries many requests at once, and uses connections again")
  func many() async throws {
    let server = try ScriptedServer { _ in [.readRequest, .send(.answer("ok")), .again] }
    let thread = TransferThread()
    let url = server.url()
    for _ in 0..<3 {
      let results = await withTaskGroup(of: TransferResult.self) { group in
        for _ in 0..<20 { group.addTask { await thread.send(HTTPRequest(url: url)) } }
        return await group.reduce(into: []) { $0.append($1) }
      }
      #expect(results.allSatisfy { $0.error == nil && $0.body == [UInt8]("ok".utf8) })
    }
    #expect(server.log.times(.accepted).count < 60)
  }

  @Test("lets a stream without a time-out run beside others, and ends it at once when cancelled")
  func streams() async throws {
    let relay = ServerRelay()
    let server = try ScriptedServer { _ in
      [
        .respond { $0.headText.contains("/stream") ? [.relay(relay)] : [.send(.answer("ok"))] },
        .again,
      ]
    }
    relay.send([UInt8]("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8))
    let thread = TransferThread()
    let request = HTTPRequest(url: server.url("/stream"), timeout: nil)
    let seen = Mutex<(status: Int, text: String)>((0, ""))
    let stream = Task {
      await thread.send(
        request, onHead: { status in seen.withLock { $0.status = status } },
        onChunk: { bytes, _ in seen.withLock { $0.text += String(decoding: bytes, as: UTF8.self) } }
      )
    }
    while seen.withLock({ $0.status }) == 0 { await Task.yield() }
    // The head is told before any of the body is there.
    #expect(seen.withLock { $0 } == (200, ""))
    #expect(await thread.send(HTTPRequest(url: server.url())).status == 200)
    relay.sendChunk([UInt8]("one".utf8))
    while seen.withLock({ $0.text }) != "one" { await Task.yield() }
    stream.cancel()
    let result = await stream.value
    #expect(result.error?.kind == .aborted)
    #expect(result.body.isEmpty)
  }

  @Test("keeps what an error says instead of handing it out in pieces, up to a limit")
  func errors() async throws {
    let server = try ScriptedServer { _ in
      [.readRequest, .send(.answer("no such thing", status: 404)), .again]
    }
    let thread = TransferThread()
    var request = HTTPRequest(url: server.url(), errorBodyLimit: 100)
    let kept = await thread.send(request, onChunk: { _, _ in Issue.record("handed out") })
    #expect(kept.body == [UInt8]("no such thing".utf8))
    request.errorBodyLimit = 5
    let cut = await thread.send(request, onChunk: { _, _ in Issue.record("handed out") })
    #expect(cut.error?.kind == .tooLarge)
  }

  @Test("does not even start what was cancelled before")
  func cancelledBefore() async throws {
    let server = try ScriptedServer { _ in [.readRequest, .waitForClient] }
    let thread = TransferThread()
    let request = HTTPRequest(url: server.url(), timeout: nil)
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await thread.send(request)
    }
    #expect(await task.value.error?.kind == .aborted)
    #expect(server.log.requests.isEmpty)
  }
}
