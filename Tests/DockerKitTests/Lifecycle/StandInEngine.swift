import Foundation
import Synchronization
import TestSupport

@testable import DockerKit

/// An engine of the test's own, each request to which is answered by a closure.
final class StandInEngine: Sendable {
  struct Request: Sendable {
    var method: String
    /// Without version and query.
    var path: String
    /// As it is meant, not escaped any more.
    var query: String
    var body: [UInt8]

    var line: String { "\(method) \(path)" }

    init(_ request: ServerLog.Request) {
      let head = String(decoding: request.head, as: UTF8.self)
      let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
      let target = words[1].split(separator: "?", maxSplits: 1)
      method = String(words[0])
      path = String(target[0])
      if path.hasPrefix("/v1."), let slash = path.dropFirst().firstIndex(of: "/") {
        path = String(path[slash...])
      }
      query = target.count > 1 ? String(target[1]).removingPercentEncoding ?? "" : ""
      body = request.body
    }
  }

  enum Answer: Sendable {
    case json(String, status: Int = 200)
    /// Without a length: the end of the connection is its end.
    case stream(String)
    /// Nothing, until the client goes.
    case silence

    var steps: [ScriptedServer.Step] {
      switch self {
      case .json(_, let status) where status == 204 || status == 304:
        [.send([UInt8]("HTTP/1.1 \(status) X\r\n\r\n".utf8))]
      case .json(let text, let status):
        [.send(.answer(text, status: status, headers: ["Api-Version: 1.41"]))]
      case .stream(let text):
        [.send([UInt8]("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\(text)".utf8)), .close]
      case .silence: [.waitForClient, .close]
      }
    }
  }

  private let folder: ScratchFolder
  private let server: ScriptedServer
  private let seen: SeenRequests

  /// What has been asked, but for the questions of connecting, in order.
  var requests: [Request] { seen.list.withLock { $0 } }
  var address: EngineAddress { .unix(path: folder.path + "/s") }

  init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
    let seen = SeenRequests()
    self.seen = seen
    folder = try ScratchFolder()
    server = try ScriptedServer(unixPath: folder.path + "/s") { _ in
      [
        .respond { raw in
          let request = Request(raw)
          if let known = Self.greeting(request) { return known.steps }
          seen.list.withLock { $0.append(request) }
          return answer(request).steps
        }, .again,
      ]
    }
  }

  private static func greeting(_ request: Request) -> Answer? {
    switch request.path {
    case "/_ping": .json("OK")
    case "/version": .json(#"{"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"}"#)
    case "/info": .json(#"{"NCPU":2}"#)
    default: nil
    }
  }

  private final class SeenRequests: Sendable {
    let list = Mutex<[Request]>([])
  }
}
