import Testing

@testable import CurlKit

@Suite("Response sink")
struct ResponseSinkTests {
  private func feed(_ sink: inout ResponseSink, _ lines: [String]) -> Bool {
    lines.allSatisfy { line in
      [UInt8]("\(line)\r\n".utf8).withUnsafeBytes { sink.receiveHeader($0) }
    }
  }

  private func feed(_ sink: inout ResponseSink, body: String) -> Bool {
    [UInt8](body.utf8).withUnsafeBytes { sink.receiveBody($0) }
  }

  @Test("does not take an interim answer for the first byte")
  func interim() {
    var sink = ResponseSink(limit: 100)
    _ = feed(&sink, ["HTTP/1.1 100 Continue", "X-Interim: 1", ""])
    #expect(sink.firstByte == nil)
    #expect(sink.headState == .waiting)
    _ = feed(&sink, ["HTTP/1.1 200 OK"])
    #expect(sink.firstByte != nil)
    #expect(sink.headState == .open)
    _ = feed(&sink, ["A: b", ""])
    #expect(sink.headState == .complete)
    #expect(sink.takeBytes().head == [UInt8]("HTTP/1.1 200 OK\r\nA: b\r\n\r\n".utf8))
  }

  @Test("takes a body up to its limit and not a byte more", arguments: [(4, true), (3, false)])
  func limit(bytes: Int, isTaken: Bool) {
    var sink = ResponseSink(limit: bytes)
    #expect(feed(&sink, body: "ab"))
    #expect(feed(&sink, body: "cd") == isTaken)
    #expect(sink.overflowed == !isTaken)
  }

  @Test("bounds the header")
  func headLimit() {
    var sink = ResponseSink(limit: 100)
    _ = feed(&sink, ["HTTP/1.1 200 OK"])
    let line = "X: " + String(repeating: "x", count: 64 << 10)
    #expect(!feed(&sink, [line, line, line, line]))
    #expect(sink.overflowed)
  }

  @Test(
    "survives any announced length",
    arguments: ["99999999999999999999999999", "-1", "", "0", "9223372036854775807", "12"])
  func announcedLength(text: String) {
    var sink = ResponseSink(limit: .max)
    _ = feed(&sink, ["HTTP/1.1 200 OK", "content-LENGTH: \(text)", ""])
    #expect(feed(&sink, body: "hello"))
    #expect(sink.takeBytes().body == [UInt8]("hello".utf8))
  }

  @Test("keeps trailers out of the head")
  func trailers() {
    var sink = ResponseSink(limit: 100)
    _ = feed(&sink, ["HTTP/1.1 200 OK", "Transfer-Encoding: chunked", ""])
    _ = feed(&sink, body: "a")
    let before = sink.head
    _ = feed(&sink, ["X-Trailer: 1", ""])
    #expect(sink.head == before)
  }

  @Test("starts over after a reset, with its limit")
  func reset() {
    var sink = ResponseSink(limit: 2)
    _ = feed(&sink, ["HTTP/1.1 200 OK", ""])
    _ = feed(&sink, body: "ab")
    sink.reset()
    #expect(sink.headState == .waiting && sink.bodyBytes == 0 && sink.firstByte == nil)
    #expect(!feed(&sink, body: "abc"))
  }
}
