import Foundation
import ReferenceServer
import Testing

/// The endpoints beside `/process-pdf`: several documents, and pages as they are done.
@Suite(.timeLimit(.minutes(2))) struct StreamTests {
  static func stream(
    _ document: [UInt8], query: String = "?dpi=72", closes: Bool = true
  )
    -> [UInt8]
  {
    request("/process-pdf-stream" + query, Request.form(document), closes: closes)
  }

  static func request(_ target: String, _ body: [UInt8], closes: Bool = true) -> [UInt8] {
    let head =
      "POST \(target) HTTP/1.1\r\nHost: t\r\nContent-Length: \(body.count)\r\n"
      + (closes ? "Connection: close\r\n" : "")
      + "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
    return Array(head.utf8) + body
  }

  @Test(arguments: WebLayer.allCases)
  func `tells the start, every page, and the end`(web: WebLayer) async throws {
    let text = try await withServer(web) { port in
      try await blocking {
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        try connection.send(Self.stream(TinyPDF.text(pages: 3).bytes))
        return String(decoding: try connection.everything(), as: UTF8.self)
      }
    }
    #expect(text.hasPrefix("HTTP/1.1 200 "))
    #expect(text.lowercased().contains("\r\ncontent-type: text/event-stream\r\n"))
    let events = text.matches(of: /event: (\w+)\ndata: (\{.*\})\n\n/)
    #expect(events.map(\.output.1) == ["start", "page", "page", "page", "complete"])
    let data = try events.map { event in
      try #require(
        try JSONSerialization.jsonObject(with: Data(event.output.2.utf8)) as? [String: Any])
    }
    #expect(data[0]["pdf"] as? String == "d.pdf")
    #expect(data[1...3].map { $0["page_number"] as? Int } == [1, 2, 3])
    #expect(data[1...3].map { $0["total_pages_so_far"] as? Int } == [1, 2, 3])
    #expect(data[2]["page_text"] as? String == "Page 2 of 3\nThe quick brown fox.")
    #expect(data[4]["total_pages"] as? Int == 3)
    #expect(data[4]["pdf_name"] as? String == "d.pdf")
    #expect((data[4]["elapsed_seconds"] as? Double ?? 0) > 0)
    let pages = data[4]["pages"] as? [[String: Any]] ?? []
    #expect(pages.map { $0["width"] as? Int } == [612, 612, 612])
  }

  @Test(arguments: WebLayer.allCases)
  func `tells a page while later ones are not done, and stops when nobody listens`(
    web: WebLayer
  ) async throws {
    try await withServer(web, adjust: { $0.workers = 1 }) { port in
      // Minutes of work: a page that comes at all comes before the last is done.
      let connection = try await blocking {
        let connection = try RawConnection(port: port)
        try connection.send(Self.stream(TinyPDF.text(pages: 5000).bytes, query: "?dpi=300"))
        let text = try connection.received(until: "\"page_number\":2,")
        #expect(text.contains("\"page_number\":1,"))
        return connection
      }
      let busy = { try await Request.get("/", port: port).json["workers"] as? [String: Int] }
      #expect(try await busy()?["busy"] == 1)
      connection.close()
      #expect(try await eventually { try await busy()?["busy"] == 0 })
    }
  }

  @Test(arguments: WebLayer.allCases)
  func `tells what is wrong with a document as an event, and keeps the connection`(
    web: WebLayer
  ) async throws {
    let text = try await withServer(web) { port in
      try await blocking {
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        try connection.send(Self.stream(AnswerTests.encrypted, closes: false))
        let first = try connection.received(until: "0\r\n\r\n")
        try connection.send(Self.stream(TinyPDF.text(pages: 1).bytes))
        return first + String(decoding: try connection.everything(), as: UTF8.self)
      }
    }
    let events = text.matches(of: /event: (\w+)\n/).map(\.output.1)
    #expect(events == ["start", "error", "start", "page", "complete"])
    #expect(text.contains("encrypted"))
  }

  @Test(arguments: WebLayer.allCases)
  func `refuses before the stream begins what it can refuse then`(web: WebLayer) async throws {
    try await withServer(web) { port in
      let body = Request.form(TinyPDF.text(pages: 1).bytes, name: "a.txt")
      let reply = try await Request.send(
        Self.request("/process-pdf-stream", body, closes: false), port: port)
      #expect(reply.status == 400)
      #expect(reply.detail?.contains("must end in .pdf") == true)
      let get = try await Request.get("/process-pdf-stream", port: port)
      #expect(get.status == 405 && get.headers["allow"] == "POST")
    }
  }

  @Test(arguments: WebLayer.allCases)
  func `answers several documents together`(web: WebLayer) async throws {
    let json = try await withServer(web) { port in
      try await Request.send(
        Self.request("/process-pdfs?dpi=50", Self.form([2, 1, 3]), closes: false), port: port
      ).body
    }
    let answer = try JSONDecoder().decode(ServerAnswer.self, from: Data(json))
    #expect(answer.total_pdfs == 3)
    #expect(answer.total_pages_processed == 6)
    #expect(answer.results.map(\.pdf_path) == ["0.pdf", "1.pdf", "2.pdf"])
    #expect(answer.results.map(\.pages_processed) == [2, 1, 3])
  }

  @Test(arguments: WebLayer.allCases)
  func `names the document among several that cannot be processed`(web: WebLayer) async throws {
    try await withServer(web) { port in
      let body = Self.form([1]).dropLast(7) + Self.file("bad.pdf", Array("hello".utf8))
      let reply = try await Request.send(
        Self.request("/process-pdfs", body + Array("--b--\r\n".utf8), closes: false), port: port)
      #expect(reply.status == 400)
      #expect(reply.detail?.hasPrefix("bad.pdf: ") == true, "\(reply.detail ?? "")")
      // The field is named in the plural here, and may come more than once only here.
      let single = try await Request.send(
        Self.request("/process-pdfs", Request.form([1]), closes: false), port: port)
      #expect(single.status == 422 && single.detail?.contains("'files'") == true)
    }
  }

  static func form(_ pages: [Int]) -> [UInt8] {
    pages.enumerated().reduce(into: []) { body, next in
      body += file("\(next.offset).pdf", TinyPDF.text(pages: next.element).bytes)
    } + Array("--b--\r\n".utf8)
  }

  static func file(_ name: String, _ document: [UInt8]) -> [UInt8] {
    Array(
      "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"\(name)\"\r\n\r\n".utf8)
      + document + [13, 10]
  }
}
