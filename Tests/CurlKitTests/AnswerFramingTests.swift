import Testing

@testable import CurlKit

/// Where the parts of an answer end must not depend on how the network cuts it.
@Suite("Answer framing")
struct AnswerFramingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var bytes: String
    var status: Int? = 200
    var body = ""
    var isReusable = true
    /// What is said when the connection closes after it; nil if the answer ends by itself.
    var verdictAtClose: AnswerFraming.Verdict?
    var isHead = false
  }

  static let good: [Case] = [
    Case(
      testDescription: "with a length", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
      body: "hello"),
    Case(testDescription: "empty", bytes: "HTTP/1.1 200 OK\r\ncontent-length:0\r\n\r\n"),
    Case(
      testDescription: "with bare line feeds", bytes: "HTTP/1.1 200 OK\nContent-Length: 2\n\nhi",
      body: "hi"),
    Case(testDescription: "without content", bytes: "HTTP/1.1 204 No\r\n\r\n", status: 204),
    Case(
      testDescription: "not modified", bytes: "HTTP/1.1 304 No\r\nContent-Length: 9\r\n\r\n",
      status: 304),
    Case(
      testDescription: "to HEAD", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n",
      isHead: true),
    Case(
      testDescription: "after interim ones",
      bytes: "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\nContent-Length: 7\r\n\r\n"
        + "HTTP/1.1 201 Made\r\nContent-Length: 2\r\n\r\nok", status: 201, body: "ok"),
    Case(
      testDescription: "in chunks",
      bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n"
        + "5\r\nhello\r\n1;a=b\r\n \r\n0A\r\n0123456789\r\n0\r\n\r\n", body: "hello 0123456789"),
    Case(
      testDescription: "in chunks, with a trailer",
      bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n"
        + "2\r\nhi\r\n0\r\nX-Sum: 5\r\nY: z\r\n\r\n", body: "hi"),
    Case(
      testDescription: "that announces the end of the connection",
      bytes: "HTTP/1.1 200 OK\r\nConnection: Close\r\nContent-Length: 2\r\n\r\nhi", body: "hi",
      isReusable: false),
    Case(
      testDescription: "of HTTP/1.0", bytes: "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi",
      body: "hi", isReusable: false),
    Case(
      testDescription: "of HTTP/1.0 that keeps the connection",
      bytes: "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\nhi",
      body: "hi"),
    Case(
      testDescription: "until the end", bytes: "HTTP/1.1 200 OK\r\nA: b\r\n\r\nhello",
      body: "hello", isReusable: false, verdictAtClose: .fine),
    Case(
      testDescription: "cut in its body", bytes: "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe",
      body: "he", isReusable: false, verdictAtClose: .cutOff),
    Case(
      testDescription: "cut in a chunk",
      bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe", body: "he",
      isReusable: false, verdictAtClose: .cutOff),
    Case(
      testDescription: "cut before the last chunk's line",
      bytes: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n0\r\n", body: "he",
      isReusable: false, verdictAtClose: .cutOff),
    Case(
      testDescription: "cut in its status line", bytes: "HTTP/1.1 2", status: nil,
      isReusable: false, verdictAtClose: .fine),
    Case(
      testDescription: "cut in its head", bytes: "HTTP/1.1 200 OK\r\nA: b\r\n",
      isReusable: false, verdictAtClose: .fine),
  ]

  @Test("is the same wherever it is cut in two", arguments: good)
  func cuts(_ answer: Case) {
    let bytes = [UInt8](answer.bytes.utf8)
    for cut in 0...bytes.count {
      expect(answer, in: [bytes[..<cut], bytes[cut...]], "cut at \(cut)")
    }
  }

  @Test("is the same byte by byte", arguments: good)
  func drips(_ answer: Case) {
    let bytes = [UInt8](answer.bytes.utf8)
    expect(answer, in: bytes.indices.map { bytes[$0...$0] }, "byte by byte")
  }

  @Test("ends where it says, and what comes after spoils the connection", arguments: good)
  func excess(_ answer: Case) {
    guard answer.verdictAtClose == nil else { return }
    var spoilt = answer
    spoilt.isReusable = false
    let bytes = [UInt8](answer.bytes.utf8)
    expect(spoilt, in: [bytes + [65]], "one byte too many")
  }

  @Test(
    "takes nothing else for an answer",
    arguments: [
      "220 mail.example ESMTP\r\n", "HTTP/1.1 20\r\n", "HTTP/1.1 099 No\r\n", "HTTP/2 200 OK\r\n",
      "HTTP/1.1200 OK\r\n", "\r\n", "SSH-2.0", "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 5x\r\n", "HTTP/1.1 200 OK\r\nContent-Length:\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n",
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n",
    ])
  func malformed(text: String) {
    let bytes = [UInt8](text.utf8)
    for pieces in [[bytes[...]], bytes.indices.map { bytes[$0...$0] }] {
      var framing = AnswerFraming()
      var sink = ResponseSink(limit: 100)
      let codes = pieces.map { piece in
        piece.withUnsafeBytes { framing.receive($0, into: &sink) }
      }
      #expect(codes.contains(.malformed), "\(text)")
    }
  }

  @Test("stops a line without end")
  func endlessLine() {
    var framing = AnswerFraming()
    var sink = ResponseSink(limit: 100)
    let head = [UInt8]("HTTP/1.1 200 OK\r\nX: ".utf8)
    #expect(head.withUnsafeBytes { framing.receive($0, into: &sink) } == .fine)
    let filler = [UInt8](repeating: 120, count: 64 << 10)
    let codes = (0..<5).map { _ in
      filler.withUnsafeBytes { framing.receive($0, into: &sink) }
    }
    #expect(codes.contains(.refused))
    #expect(sink.overflowed)
  }

  @Test("of nothing at all is told from one that broke off")
  func nothing() {
    #expect(AnswerFraming().end() == .nothing)
    #expect(!AnswerFraming().hasStarted)
  }

  private func expect(
    _ answer: Case, in pieces: [some Collection<UInt8>], _ how: String,
    _ location: SourceLocation = #_sourceLocation
  ) {
    var framing = AnswerFraming(isHead: answer.isHead)
    var sink = ResponseSink(limit: 100)
    for piece in pieces where !piece.isEmpty {
      let code = [UInt8](piece).withUnsafeBytes { framing.receive($0, into: &sink) }
      #expect(code == .fine, "\(how)", sourceLocation: location)
    }
    #expect(
      framing.isDone == (answer.verdictAtClose == nil), "\(how)", sourceLocation: location)
    #expect(framing.end() == (answer.verdictAtClose ?? .fine), "\(how)", sourceLocation: location)
    #expect(framing.isReusable == answer.isReusable, "\(how)", sourceLocation: location)
    #expect(sink.status == answer.status, "\(how)", sourceLocation: location)
    #expect(
      String(decoding: sink.body, as: UTF8.self) == answer.body, "\(how)", sourceLocation: location)
  }
}
