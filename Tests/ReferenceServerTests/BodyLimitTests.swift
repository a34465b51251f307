import ReferenceServer
import Testing

@Suite(.timeLimit(.minutes(2))) struct BodyLimitTests {
  static let limit = 20_000

  @Test(arguments: WebLayer.allCases)
  func `refuses a body that is announced too large before any of it is sent`(
    web: WebLayer
  ) async throws {
    let reply = try await withServer(web, adjust: { $0.bodyLimitBytes = Self.limit }) { port in
      try await Request.send(Request.head(length: Self.limit + 1), port: port)
    }
    #expect(reply.status == 413)
    #expect(reply.detail?.contains("20000 bytes") == true)
    #expect(reply.headers["connection"] == "close")
  }

  @Test(arguments: WebLayer.allCases)
  func `takes a body of exactly the limit`(web: WebLayer) async throws {
    let document = TinyPDF.text(pages: 5).bytes
    let limit = Request.form(document).count
    let reply = try await withServer(web, adjust: { $0.bodyLimitBytes = limit }) {
      try await Request.send(Request.upload(document), port: $0)
    }
    #expect(reply.status == 200)
  }

  @Test(arguments: WebLayer.allCases)
  func `stops reading a body of unknown length at the limit and ends the connection`(
    web: WebLayer
  ) async throws {
    let (reply, isAtEnd) = try await withServer(web, adjust: { $0.bodyLimitBytes = Self.limit }) {
      port in
      try await blocking {
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        try connection.send(
          "POST /process-pdf HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n"
            + "Content-Type: multipart/form-data; boundary=b\r\n\r\n")
        let start = "--b\r\nContent-Disposition: form-data; name=file; filename=f.pdf\r\n\r\n"
        try connection.send("\(String(start.utf8.count, radix: 16))\r\n\(start)\r\n")
        let piece = String(repeating: "x", count: 1000)
        for _ in 0..<(Self.limit / 1000) { try connection.send("3e8\r\n\(piece)\r\n") }
        let reply = try connection.reply()
        return (reply, connection.isAtEnd())
      }
    }
    #expect(reply.status == 413)
    #expect(isAtEnd)
  }

  @Test(arguments: WebLayer.allCases, [true, false])
  func `tells a client that goes on sending, and lives on`(
    web: WebLayer, isAnnounced: Bool
  ) async throws {
    let length = 4_000_000
    let head =
      isAnnounced
      ? Request.head(length: length)
      : Array(
        ("POST /process-pdf HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n"
          + "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
          + "\(String(length, radix: 16))\r\n").utf8)
    // Without a line end, which is what a server might look for in it.
    let body = [UInt8](repeating: UInt8(ascii: "x"), count: length)
    try await withServer(web, adjust: { $0.bodyLimitBytes = Self.limit }) { port in
      for _ in 1...3 {
        let refusal = try await Request.send(head + body, port: port)
        #expect(refusal.status == 413)
      }
      let state = try await Request.get("/", port: port)
      #expect(state.status == 200)
    }
  }

  @Test(arguments: WebLayer.allCases)
  func `reads a document of unknown length`(web: WebLayer) async throws {
    let body = Request.form(TinyPDF.text(pages: 2).bytes)
    let reply = try await withServer(web) { port in
      try await blocking {
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        try connection.send(
          "POST /process-pdf HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n"
            + "Content-Type: multipart/form-data; boundary=b\r\n\r\n")
        for piece in Cuts.equal(body, length: 97) {
          try connection.send(
            Array("\(String(piece.count, radix: 16))\r\n".utf8) + piece + Array("\r\n".utf8))
        }
        try connection.send("0\r\n\r\n")
        return try connection.reply()
      }
    }
    #expect(reply.status == 200)
    #expect(reply.json["total_pages_processed"] as? Int == 2)
  }
}
