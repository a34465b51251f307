import ReferenceServer
import Testing

/// What the server's own account of itself says when clients go away.
@Suite(.timeLimit(.minutes(2))) struct DisconnectTests {
  enum Goodbye: CaseIterable { case close, reset }

  /// Minutes of work at 300 DPI.
  static let endless = Request.upload(TinyPDF.text(pages: 5000).bytes, query: "?dpi=300")

  @Test(arguments: WebLayer.allCases, Goodbye.allCases)
  func `a document stops being drawn when its client has gone`(
    web: WebLayer, goodbye: Goodbye
  ) async throws {
    try await withServer(web, adjust: { $0.workers = 1 }) { port in
      let running = try await connection(sending: Self.endless, to: port)
      #expect(try await eventually { try await load(port) == [1, 0] })
      let waiting = try await connection(sending: Self.endless, to: port)
      #expect(try await eventually { try await load(port) == [1, 1] })
      end(waiting, goodbye)
      #expect(try await eventually { try await load(port) == [1, 0] })
      end(running, goodbye)
      #expect(try await eventually { try await load(port) == [0, 0] })
      let next = try await Request.send(
        Request.upload(TinyPDF.text(pages: 1).bytes), port: port)
      #expect(next.status == 200)
    }
  }

  @Test(arguments: WebLayer.allCases)
  func `a full queue is answered with 503 and a reason`(web: WebLayer) async throws {
    try await withServer(web, adjust: { ($0.workers, $0.queueLimit) = (1, 1) }) { port in
      let first = try await connection(sending: Self.endless, to: port)
      #expect(try await eventually { try await load(port) == [1, 0] })
      let second = try await connection(sending: Self.endless, to: port)
      #expect(try await eventually { try await load(port) == [1, 1] })
      let third = try await Request.send(Self.endless, port: port)
      #expect(third.status == 503)
      #expect(third.detail?.contains("1 documents are waiting") == true)
      first.close()
      second.close()
      #expect(try await eventually { try await load(port) == [0, 0] })
    }
  }

  @Test(arguments: WebLayer.allCases)
  func `an upload that breaks off leaves nothing behind`(web: WebLayer) async throws {
    try await withServer(web, adjust: { $0.workers = 1 }) { port in
      let half = Array(Self.endless.prefix(Self.endless.count / 2))
      for goodbye in Goodbye.allCases {
        end(try await connection(sending: half, to: port), goodbye)
      }
      let next = try await Request.send(
        Request.upload(TinyPDF.text(pages: 1).bytes), port: port)
      #expect(next.status == 200)
      #expect(try await load(port) == [0, 0])
    }
  }

  @Test(arguments: WebLayer.allCases)
  func `a request that comes early waits its turn and does not count as a goodbye`(
    web: WebLayer
  ) async throws {
    // Long enough to be at work still when the second request comes.
    let upload = Request.upload(TinyPDF.text(pages: 60).bytes, query: "?dpi=300")
    try await withServer(web) { port in
      let connection = try await connection(sending: upload, to: port)
      #expect(try await eventually { try await load(port) == [1, 0] })
      let answers = try await blocking {
        defer { connection.close() }
        try connection.send("GET / HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")
        return String(decoding: try connection.everything(), as: UTF8.self)
      }
      #expect(answers.contains("\"total_pages_processed\":60"))
      #expect(answers.contains("\"models_loaded\":true"))
    }
  }

  private func connection(sending bytes: [UInt8], to port: Int) async throws -> RawConnection {
    try await blocking {
      let connection = try RawConnection(port: port)
      try connection.send(bytes)
      return connection
    }
  }

  private func end(_ connection: RawConnection, _ goodbye: Goodbye) {
    switch goodbye {
    case .close: connection.close()
    case .reset: connection.reset()
    }
  }

  /// Busy workers and waiting documents.
  private func load(_ port: Int) async throws -> [Int] {
    let json = try await Request.get("/", port: port).json
    let busy = (json["workers"] as? [String: Int])?["busy"] ?? -1
    return [busy, json["queue_size"] as? Int ?? -1]
  }
}
