import Foundation
import ReferenceServer
import Testing

/// Every status of the contract, from both web layers.
@Suite(.timeLimit(.minutes(2))) struct AnswerTests {
  @Test(arguments: WebLayer.allCases)
  func `tells its state`(web: WebLayer) async throws {
    let reply = try await withServer(web, adjust: { $0.workers = 3 }) { port in
      try await Request.get("/", port: port)
    }
    #expect(reply.status == 200)
    #expect(reply.headers["content-type"] == "application/json")
    #expect(reply.json["status"] as? String == "ok")
    #expect(reply.json["models_loaded"] as? Bool == true)
    #expect(reply.json["workers"] as? [String: Int] == ["total": 3, "alive": 3, "busy": 0])
    #expect(reply.json["queue_size"] as? Int == 0)
  }

  @Test(arguments: WebLayer.allCases)
  func `answers with the pages of the document`(web: WebLayer) async throws {
    let upload = Request.upload(
      TinyPDF.text(pages: 3).bytes, name: "dir/a%0A.PDF", query: "?dpi=72",
      fields: ["dpi": "300"])
    let json = try await withServer(web) { port in
      try await Request.send(upload, port: port).body
    }
    let answer = try JSONDecoder().decode(ServerAnswer.self, from: Data(json))
    #expect(answer.total_pages_processed == 3)
    #expect(answer.total_pdfs == 1)
    #expect(answer.elapsed_seconds > 0 && answer.elapsed_seconds < 60)
    let result = try #require(answer.results.first)
    #expect(result.pdf_path == "a_.PDF")
    #expect(result.pages_processed == 3)
    #expect(result.pages.map(\.page) == [1, 2, 3])
    // US Letter, 612 x 792 points, at 72 pixels per inch.
    #expect(result.pages.allSatisfy { [$0.width, $0.height, Int($0.dpi)] == [612, 792, 72] })
    #expect(result.pages[1].text == "Page 2 of 3\nThe quick brown fox.")
    #expect(result.raw_ocr_results == result.pages.map(\.text))
    #expect(result.ocr_text == result.raw_ocr_results.joined(separator: "\n\n"))
  }

  struct Fault: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var request: [UInt8]
    var status: Int
    /// Part of the detail, to know that it is refused for the right reason.
    var detail: String

    init(_ name: String, _ request: [UInt8], _ status: Int, _ detail: String) {
      testDescription = name
      self.request = request
      self.status = status
      self.detail = detail
    }
  }

  static let document = TinyPDF.text(pages: 1).bytes

  static let faults: [Fault] = [
    Fault("unknown path", Array("GET /nope HTTP/1.1\r\nHost: t\r\n\r\n".utf8), 404, "/nope"),
    Fault("wrong method", Array("GET /process-pdf HTTP/1.1\r\nHost: t\r\n\r\n".utf8), 405, "POST"),
    Fault(
      "post to the state", Array("POST / HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\nhi".utf8),
      405, "GET"),
    Fault("DPI too low", Request.upload(document, query: "?dpi=9"), 400, "between 10 and 1200"),
    Fault(
      "DPI too high", Request.upload(document, fields: ["dpi": "1201"]), 400, "between 10 and 1200"
    ),
    Fault("DPI not a number", Request.upload(document, query: "?dpi=x"), 400, "must be a number"),
    Fault("name not .pdf", Request.upload(document, name: "a.txt"), 400, "must end in .pdf"),
    Fault("not a PDF", Request.upload(Array("hello".utf8)), 400, "not a PDF"),
    Fault("empty file", Request.upload([]), 400, "empty"),
    Fault("encrypted", Request.upload(encrypted), 422, "encrypted"),
    Fault("damaged", Request.upload(Array("%PDF-1.4\nand no more".utf8)), 422, "damaged"),
    Fault("page too large", Request.upload(poster, query: "?dpi=1200"), 422, "megapixels"),
    Fault("no file", Request.head(length: 7) + Array("--b--\r\n".utf8), 422, "no file"),
    Fault("broken form", Request.head(length: 5) + Array("--bXX".utf8), 400, "boundary"),
    Fault(
      "broken form with much to come",
      Request.head(length: 50_000) + Array("--bXX".utf8) + filler.dropFirst(5), 400, "boundary"),
    Fault(
      "unknown path with a large body",
      Array("POST /nope HTTP/1.1\r\nHost: t\r\nContent-Length: 50000\r\n\r\n".utf8) + filler, 404,
      "/nope"),
    Fault("half a form", Request.head(length: 3) + Array("--b".utf8), 400, "incomplete"),
    Fault(
      "not a form",
      Array("POST /process-pdf HTTP/1.1\r\nHost: t\r\nContent-Length: 2\r\n\r\nhi".utf8), 422,
      "multipart/form-data"),
  ]

  /// More than a server has read already when it refuses.
  static let filler = [UInt8](repeating: UInt8(ascii: "x"), count: 50_000)

  static let encrypted: [UInt8] = {
    var pdf = TinyPDF.text(pages: 1)
    pdf.isEncrypted = true
    return pdf.bytes
  }()

  /// 10 m x 10 m.
  static let poster: [UInt8] = {
    var pdf = TinyPDF.text(pages: 1)
    (pdf.widthPoints, pdf.heightPoints) = (28346, 28346)
    return pdf.bytes
  }()

  @Test(arguments: WebLayer.allCases, faults)
  func `refuses with status and reason, and keeps the connection`(
    web: WebLayer, fault: Fault
  ) async throws {
    let replies = try await withServer(web) { port in
      try await blocking {
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        try connection.send(fault.request)
        let refusal = try connection.reply()
        try connection.send(Request.upload(Self.document))
        return [refusal, try connection.reply()]
      }
    }
    #expect(replies[0].status == fault.status)
    #expect(replies[0].detail?.contains(fault.detail) == true, "\(replies[0].detail ?? "")")
    #expect(replies[0].headers["content-type"] == "application/json")
    #expect((replies[0].headers["allow"] != nil) == (fault.status == 405))
    #expect(replies[1].status == 200)
  }

  @Test(arguments: WebLayer.allCases)
  func `answers HEAD without a body`(web: WebLayer) async throws {
    let replies = try await withServer(web) { port in
      try await blocking {
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        return try ["/", "/nope", "/process-pdf"].map { path in
          try connection.send("HEAD \(path) HTTP/1.1\r\nHost: t\r\n\r\n")
          return try connection.reply()
        }
      }
    }
    #expect(replies.map(\.status) == [200, 404, 405])
    #expect(replies.map(\.body.count) == [0, 0, 0])
  }
}

/// The answer as a client of the contract reads it.
struct ServerAnswer: Decodable, Sendable {
  struct Page: Decodable, Equatable, Sendable {
    var page: Int
    var width: Int
    var height: Int
    var dpi: Double
    var text: String
  }

  struct Document: Decodable, Sendable {
    var pdf_path: String
    var pages_processed: Int
    var ocr_text: String
    var raw_ocr_results: [String]
    var pages: [Page]
  }

  var total_pages_processed: Int
  var total_pdfs: Int
  var elapsed_seconds: Double
  var results: [Document]
}
