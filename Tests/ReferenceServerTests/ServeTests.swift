import ReferenceServer
import Testing

@Suite(.timeLimit(.minutes(1))) struct ServeTests {
  @Test(arguments: WebLayer.allCases)
  func `names a port that is taken`(web: WebLayer) async throws {
    try await withServer(web) { port in
      do {
        try await serve(configuration: ServerConfiguration(web: web, port: port)) { _ in }
        Issue.record("two servers on port \(port)")
      } catch let error as ServerError {
        guard case .cannotListen(_, port, _) = error else {
          Issue.record("\(error)")
          return
        }
        #expect(error.message.contains("127.0.0.1:\(port)"))
        #expect(error.message.contains("in use"))
      }
    }
  }

  @Test(arguments: WebLayer.allCases)
  func `frees its port when its task is cancelled, even in the middle of work`(
    web: WebLayer
  ) async throws {
    let port = try await withServer(web, adjust: { $0.workers = 1 }) { port in
      _ = try await blocking {
        let connection = try RawConnection(port: port)
        try connection.send(DisconnectTests.endless)
        return connection
      }
      _ = try await eventually {
        let json = try await Request.get("/", port: port).json
        return (json["workers"] as? [String: Int])?["busy"] == 1
      }
      return port
    }
    await #expect(throws: RawConnection.Failure.self) {
      try await Request.get("/", port: port)
    }
  }

  static let bad: [(String, ServerConfiguration)] = [
    ("port", ServerConfiguration(port: 65536)), ("port", ServerConfiguration(port: -1)),
    ("host", ServerConfiguration(host: "")), ("workers", ServerConfiguration(workers: 0)),
    ("queue", ServerConfiguration(queueLimit: -1)),
    ("body limit", ServerConfiguration(bodyLimitBytes: 0)),
    ("megapixels", ServerConfiguration(megapixelLimit: 0)),
    ("megapixels", ServerConfiguration(megapixelLimit: .nan)),
    ("DPI", ServerConfiguration(defaultDPI: 5)),
    ("host", ServerConfiguration(web: .flyingfox, host: "nowhere.invalid", port: 0)),
  ]

  @Test(arguments: bad)
  func `refuses a configuration that cannot work`(
    word: String, configuration: ServerConfiguration
  ) async throws {
    await #expect {
      try await serve(configuration: configuration) { _ in }
    } throws: { error in
      (error as? ServerError)?.message.contains(word) == true
    }
  }
}
