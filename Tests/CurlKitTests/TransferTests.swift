import CurlKit
import TestSupport
import Testing

@Suite("Transfers", .timeLimit(.minutes(1)))
struct TransferTests {
  private static let keepAlive: ScriptedServer.Script = { _ in
    [.readRequest, .send(.answer("hello", headers: ["Content-Type: text/plain"])), .again]
  }

  @Test("bring the answer with status, headers and body")
  func answer() throws {
    let server = try ScriptedServer(script: Self.keepAlive)
    let loop = TransferLoop(expectedConcurrency: 1)
    let result = try loop.run(.get(server.url("/a?b=c")), tag: 42)
    #expect(result.tag == 42)
    #expect(result.error == nil)
    #expect(result.status == 200)
    #expect(result.text == "hello")
    #expect(result.contentType == "text/plain")
    #expect(result.headers.map(\.name) == ["Content-Length", "Content-Type"])
    #expect(result.primaryAddress == "127.0.0.1")
    #expect(loop.inFlight == 0)
  }

  @Test("send nothing but what was asked for")
  func requestHeader() throws {
    let server = try ScriptedServer(script: Self.keepAlive)
    let loop = TransferLoop(expectedConcurrency: 1)
    var request = HTTPRequest.post(server.url("/p"), noise(2 << 20))
    request.headers = ["X-One: 1"]
    let result = try loop.run(request)
    let head = try #require(server.log.requests.first?.headText)
    #expect(
      head == """
        POST /p HTTP/1.1\r\nHost: 127.0.0.1:\(server.port)\r\nAccept: */*\r\nX-One: 1\r
        Content-Length: \(2 << 20)\r\n\r\n
        """)
    #expect(result.error == nil)
  }

  @Test(
    "send the method that was asked for, with and without a body",
    arguments: ["GET", "HEAD", "POST", "PUT", "DELETE"], [nil, 0, 3])
  func methods(method: String, size: Int?) throws {
    let server = try ScriptedServer { _ in
      [.readRequest, .send(.answer(method == "HEAD" ? "" : "hello")), .again]
    }
    let loop = TransferLoop(expectedConcurrency: 1)
    // The handle has served something else before: nothing of that may stay.
    for other in [HTTPRequest.post(server.url(), [1, 2]), .get(server.url())] {
      _ = try loop.run(other)
      let body = size.map { UploadBody(segments: [noise($0)]) }
      let result = try loop.run(HTTPRequest(method: method, url: server.url("/m"), body: body))
      #expect(result.error == nil)
      let request = try #require(server.log.requests.last)
      #expect(request.headText.hasPrefix("\(method) /m HTTP/1.1\r\n"))
      #expect(request.body == noise(size ?? 0))
      #expect(!request.headText.lowercased().contains("expect"))
    }
  }

  @Test(
    "carry every byte of the body to the server",
    arguments: [0, 1, 65_535, 65_536, 65_537, 5 << 20], [1, 64])
  func bodies(size: Int, concurrency: Int) throws {
    let server = try ScriptedServer(script: Self.keepAlive)
    let loop = TransferLoop(expectedConcurrency: concurrency)
    let bytes = noise(size, seed: UInt64(size + 7))
    let middle = size / 3
    let body = UploadBody(segments: [
      [UInt8](bytes[..<middle]), [], [UInt8](bytes[middle...]),
    ])
    #expect(body.count == size)
    for path in ExchangeTests.paths {
      let result = try loop.run(HTTPRequest(method: "POST", url: server.url(path), body: body))
      let request = try #require(server.log.requests.last)
      #expect(request.body == bytes)
      #expect(result.bytesSent == request.count)
      #expect(result.bytesReceived == result.head.count + 5)
      #expect((result.stamps.bodySent != nil) == (size > 0))
    }
  }

  @Test("keep apart what runs at once")
  func manyAtOnce() throws {
    let server = try ScriptedServer { connection in
      [.readRequest, .send(.answer("\(connection)")), .again]
    }
    let loop = TransferLoop(expectedConcurrency: 40)
    var bodies: [Int: [UInt8]] = [:]
    for round in 0..<5 {
      for tag in 0..<40 {
        let bytes = noise(1000 + tag, seed: UInt64(round * 40 + tag))
        bodies[round * 40 + tag] = bytes
        loop.start(.post(server.url("/\(round * 40 + tag)"), bytes), tag: round * 40 + tag)
      }
      #expect(loop.inFlight == 40)
      let results = loop.runAll()
      #expect(Set(results.map(\.tag)).count == 40)
      #expect(results.allSatisfy { $0.error == nil && $0.status == 200 })
      #expect(results.allSatisfy { $0.connectionReused == (round > 0) })
    }
    #expect(loop.openConnections == 40)
    for request in server.log.requests {
      let path = try #require(request.headText.split(separator: " ").dropFirst().first)
      let tag = try #require(Int(path.dropFirst()))
      #expect(request.body == bodies[tag])
    }
  }

  @Test("hand out pieces of the body with stamps, and keep none of them")
  func chunks() throws {
    let server = try ScriptedServer { _ in
      [
        .readRequest, .send([UInt8]("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n".utf8)),
        .drip([UInt8]("hello".utf8), milliseconds: 3), .waitForClient,
      ]
    }
    let loop = TransferLoop(expectedConcurrency: 1)
    var pieces: [(text: String, time: UInt64)] = []
    loop.start(
      .get(server.url()), tag: 0,
      onChunk: { bytes, time in
        pieces.append((String(decoding: bytes, as: UTF8.self), time))
      })
    let result = try #require(loop.runAll().first)
    #expect(pieces.map(\.text).joined() == "hello")
    #expect(pieces.count > 1)
    #expect(result.body.isEmpty)
    #expect(pieces.map(\.time) == pieces.map(\.time).sorted())
    #expect(pieces.last?.time == result.stamps.end)
  }

  @Test("end when the last chunk has come, not when the last byte of text has")
  func chunkedEnd() throws {
    let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
    let server = try ScriptedServer { _ in
      [
        .readRequest, .send([UInt8](head.utf8)), .wait(milliseconds: 30),
        .send([UInt8]("0\r\n\r\n".utf8)), .waitForClient,
      ]
    }
    let result = try TransferLoop(expectedConcurrency: 1).run(.get(server.url()))
    #expect(result.error == nil)
    #expect(result.text == "hello")
    let sent = server.log.times(.replyBegun)
    #expect(result.stamps.end >= sent[1])
  }

  @Test("end without a length when the server closes")
  func untilClose() throws {
    let server = try ScriptedServer { _ in
      [.readRequest, .send([UInt8]("HTTP/1.1 200 OK\r\n\r\nhello".utf8)), .close]
    }
    let result = try TransferLoop(expectedConcurrency: 1).run(.get(server.url()))
    #expect(result.error == nil)
    #expect(result.text == "hello")
  }

  @Test("skip interim answers")
  func interim() throws {
    let server = try ScriptedServer { _ in
      [
        .readRequest, .send([UInt8]("HTTP/1.1 102 Processing\r\nA: b\r\n\r\n".utf8)),
        .wait(milliseconds: 30), .send(.answer("hello")), .waitForClient,
      ]
    }
    let result = try TransferLoop(expectedConcurrency: 1).run(.get(server.url()))
    #expect(result.status == 200)
    #expect(result.text == "hello")
    let sent = server.log.times(.replyBegun)
    #expect(try #require(result.stamps.firstByte) >= sent[1])
  }

  @Test("do not follow redirects")
  func redirect() throws {
    let server = try ScriptedServer { _ in
      [.readRequest, .send(.answer("", status: 302, headers: ["Location: /elsewhere"])), .again]
    }
    let result = try TransferLoop(expectedConcurrency: 1).run(.get(server.url()))
    #expect(result.status == 302)
    #expect(server.log.requests.count == 1)
  }

  @Test("go over a Unix socket")
  func unixSocket() throws {
    let path = "/tmp/curlkit-\(UInt32.random(in: 0...UInt32.max)).sock"
    let server = try ScriptedServer(unixPath: path, script: Self.keepAlive)
    defer { removeFile(path) }
    let loop = TransferLoop(expectedConcurrency: 1)
    let result = try loop.run(HTTPRequest(url: "http://localhost/x", unixSocket: path))
    #expect(result.error == nil)
    #expect(result.text == "hello")
    #expect(server.log.requests.count == 1)
    // The next request on the same handle goes to the network again.
    let other = try ScriptedServer(script: Self.keepAlive)
    #expect(try loop.run(.get(other.url())).error == nil)
    #expect(other.log.requests.count == 1)
  }
}
