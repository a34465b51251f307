import Foundation
import PopplerKit
import ReferenceServer
import Testing

/// Pages that are only an image, through both web layers.
@Suite(.timeLimit(.minutes(5))) struct OCRServerTests {
  /// A page of text, drawn and put into a document as a picture.
  static func scan(_ lines: [String], dpi: Double = 200) throws -> TinyPDF {
    let raster = try PDFDocument(
      bytes: TinyPDF(pages: [lines]).bytes, cancellation: PDFCancellation()
    ).page(at: 0).render(dpi: dpi, megapixelLimit: 10)
    let (width, height, stride) = (raster.width, raster.height, raster.stride)
    let grey = raster.withPixels { bytes in
      (0..<width * height).map { bytes[$0 / width * stride + $0 % width * 4 + 1] }
    }
    var picture = TinyPDF(pages: [[]])
    picture.imagePlace = "612 0 0 792 0 0"
    picture.image = TinyPDF.Image(width: width, height: height, bytes: grey, filters: [])
    return picture
  }

  static let lines = [
    "The quick brown fox jumps over the lazy dog,", "while seven wizards box under",
    "the bright harbour lantern of Stonebridge.", "Measure 1234 pages in 56 seconds.",
  ]

  static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  struct Page: Decodable {
    var text: String
    var ocr_confidence: Int?
  }

  struct Answer: Decodable {
    struct Result: Decodable {
      var ocr_text: String
      var pages: [Page]
    }
    var elapsed_seconds: Double
    var results: [Result]
  }

  static func answer(
    _ document: [UInt8], dpi: Int, port: Int
  ) async throws -> Answer {
    let reply = try await Request.send(
      Request.upload(document, query: "?dpi=\(dpi)"), port: port)
    #expect(reply.status == 200, "\(reply.detail ?? "")")
    return try JSONDecoder().decode(Answer.self, from: Data(reply.body))
  }

  @Test(arguments: WebLayer.allCases, [150, 300])
  func `reads a page that is only an image, and says how sure it is`(
    web: WebLayer, dpi: Int
  ) async throws {
    let document = try Self.scan(Self.lines).bytes
    let answer = try await withServer(web, adjust: { $0.ocr = .auto }) { port in
      try await Self.answer(document, dpi: dpi, port: port)
    }
    let page = try #require(answer.results.first?.pages.first)
    let found = Self.words(page.text)
    let wanted = Self.words(Self.lines.joined(separator: " "))
    let share = Double(wanted.count { found.contains($0) }) / Double(wanted.count)
    #expect(share >= 0.95, "\(page.text)")
    #expect(answer.results[0].ocr_text == page.text)
    #expect((60...100).contains(page.ocr_confidence ?? -1))
  }

  @Test func `takes text layers as they are unless it is to read everything`() async throws {
    let text = TinyPDF(pages: [["Hidden ink"]]).bytes
    let blank = TinyPDF(pages: [[]]).bytes
    for mode in OCRMode.allCases {
      let (layer, empty) = try await withServer(.hummingbird, adjust: { $0.ocr = mode }) { port in
        (
          try await Self.answer(text, dpi: 150, port: port).results[0].pages[0],
          try await Self.answer(blank, dpi: 150, port: port).results[0].pages[0]
        )
      }
      #expect(layer.text == "Hidden ink")
      #expect((layer.ocr_confidence != nil) == (mode == .always))
      #expect(empty.text.isEmpty)
      #expect((empty.ocr_confidence != nil) == (mode != .never))
    }
  }

  @Test(arguments: WebLayer.allCases)
  func `streams what it read`(web: WebLayer) async throws {
    let document = try Self.scan(["Harbour"]).bytes
    let text = try await withServer(web, adjust: { $0.ocr = .auto }) { port in
      try await blocking {
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        try connection.send(StreamTests.stream(document, query: "?dpi=150"))
        return String(decoding: try connection.everything(), as: UTF8.self)
      }
    }
    #expect(text.contains(#""page_text":"Harbour""#), "\(text)")
  }

  @Test(arguments: WebLayer.allCases)
  func `stops reading when the client has gone`(web: WebLayer) async throws {
    // Many minutes of reading.
    let document = TinyPDF(pages: [[String]](repeating: Self.lines, count: 2000)).bytes
    let adjust = { (configuration: inout ServerConfiguration) in
      (configuration.ocr, configuration.workers) = (.always, 1)
    }
    try await withServer(web, adjust: adjust) { port in
      let busy = {
        (try await Request.get("/", port: port).json["workers"] as? [String: Int])?["busy"]
      }
      let connection = try await blocking {
        let connection = try RawConnection(port: port)
        try connection.send(Request.upload(document, query: "?dpi=200"))
        return connection
      }
      #expect(try await eventually { try await busy() == 1 })
      connection.close()
      #expect(try await eventually { try await busy() == 0 })
    }
  }

  @Test func `a page too long to be read costs its document, not the server`() async throws {
    // 32767 pixels: cairo's limit, and one more than Tesseract's.
    var long = TinyPDF(pages: [[]])
    (long.widthPoints, long.heightPoints) = (72, 23592)
    let document = long.bytes
    try await withServer(.hummingbird, adjust: { $0.ocr = .auto }) { port in
      let refused = try await Request.send(
        Request.upload(document, query: "?dpi=100"), port: port)
      #expect(refused.status == 422)
      #expect(refused.detail?.contains("page 1 cannot be read") == true, "\(refused.detail ?? "")")
      let next = try await Self.answer(TinyPDF.text(pages: 1).bytes, dpi: 72, port: port)
      #expect(next.results[0].pages.count == 1)
    }
  }
}
