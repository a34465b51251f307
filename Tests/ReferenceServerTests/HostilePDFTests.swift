import PopplerKit
import Testing

@testable import ReferenceServer

/// Broken and malicious documents end in an answer, never in a dead worker.
@Suite(.timeLimit(.minutes(3))) struct HostilePDFTests {
  static let document = TinyPDF.text(pages: 2).bytes

  /// Statuses that a damaged document may get; anything else is a fault of the server.
  private func statuses(of documents: [[UInt8]]) async throws -> [Int: Int] {
    try await withServer(.hummingbird) { port in
      let uploads = documents.map { Request.upload($0, query: "?dpi=20") }
      let counts = try await blocking {
        let connection = try RawConnection(port: port)
        defer { connection.close() }
        var counts: [Int: Int] = [:]
        for upload in uploads {
          try connection.send(upload)
          counts[try connection.reply().status, default: 0] += 1
        }
        return counts
      }
      let state = try await Request.get("/", port: port).json
      #expect(state["workers"] as? [String: Int] == ["total": 2, "alive": 2, "busy": 0])
      return counts
    }
  }

  @Test func `every truncation is answered`() async throws {
    NativeMessages.silence()
    let counts = try await statuses(of: Self.document.indices.map { Array(Self.document[..<$0]) })
    #expect(Set(counts.keys).isSubset(of: [200, 400, 422]), "\(counts)")
    // Without "%PDF-": the first 0 to 4 bytes.
    #expect(counts[400] == 5)
    #expect(counts[422, default: 0] > 0)
  }

  @Test func `hundreds of flipped bits are answered`() async throws {
    NativeMessages.silence()
    var state: UInt64 = 42
    let documents = (0..<600).map { _ in
      var bytes = Self.document
      for _ in 0..<(1 + Int(state >> 60)) {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes[Int(state >> 33) % bytes.count] ^= 1 << UInt8(state >> 20 & 7)
      }
      return bytes
    }
    let counts = try await statuses(of: documents)
    #expect(Set(counts.keys).isSubset(of: [200, 400, 422]), "\(counts)")
    #expect(counts.values.reduce(0, +) == 600)
  }

  @Test(arguments: WebLayer.allCases)
  func `an image that unpacks to a hundred million bytes is answered`(web: WebLayer) async throws {
    NativeMessages.silence()
    let bomb = TinyPDF.bomb(side: 10_000).bytes
    #expect(bomb.count < 5000)
    let reply = try await withServer(web) { port in
      try await Request.send(Request.upload(bomb, query: "?dpi=20"), port: port)
    }
    #expect([200, 422].contains(reply.status))
  }

  @Test(arguments: [1200, 150])
  func `a page of 10 m by 10 m is refused before its pixels are made`(dpi: Int) async throws {
    let reply = try await withServer(.hummingbird) { port in
      try await Request.send(
        Request.upload(AnswerTests.poster, query: "?dpi=\(dpi)"), port: port)
    }
    #expect(reply.status == 422)
    #expect(reply.detail?.contains("lower DPI") == true)
  }
}
