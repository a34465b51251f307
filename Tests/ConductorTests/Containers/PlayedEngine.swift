import DockerKit
import Foundation
import TestSupport

/// A container engine of the test's own, on a socket in a folder that goes with it.
final class PlayedEngine: Sendable {
  private let folder: String
  private let server: ScriptedServer
  private let seen: Collected<String>

  /// Where it listens, as `--engine` takes it.
  let option: String
  /// What it was asked, but for the questions of connecting: `GET /containers/json`, without
  /// version and query.
  var asked: [String] { seen.elements }

  /// - Parameters:
  ///   - streams: What flows in answer to a question, such as `GET /events`, for as long as it is open.
  ///   - answer: The whole answer to any other, which comes as in `asked`.
  init(
    streams: [String: ServerRelay] = [:], _ answer: @escaping @Sendable (String) -> [UInt8]
  ) throws {
    // The path of a socket has to be short.
    let name = "sc" + String(UInt32.random(in: 0...UInt32.max), radix: 36)
    folder = FileManager.default.temporaryDirectory.appending(path: name).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    option = "unix://" + folder + "/s"
    let seen = Collected<String>()
    self.seen = seen
    server = try ScriptedServer(unixPath: folder + "/s") { _ in
      [
        .respond { request in
          let line = Self.line(request.headText)
          if let greeting = Self.greeting(line) { return [.send(greeting)] }
          seen.add(line)
          if let stream = streams[line] {
            return [.send(Self.streamHead), .relay(stream), .close]
          }
          return [.send(answer(line))]
        }, .again,
      ]
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// A connection to it.
  func connect() async throws -> Engine {
    try await Engine.connect(try EngineAddress(option))
  }

  private static let streamHead = [UInt8](
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".utf8)

  private static func line(_ head: String) -> String {
    let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
    guard words.count > 1 else { return "" }
    var path = String(words[1].prefix { $0 != "?" })
    if path.hasPrefix("/v1."), let slash = path.dropFirst().firstIndex(of: "/") {
      path = String(path[slash...])
    }
    return "\(words[0]) \(path)"
  }

  private static func greeting(_ line: String) -> [UInt8]? {
    switch line {
    case "GET /_ping": [UInt8].answer("OK", headers: ["Api-Version: 1.41"])
    case "GET /version":
      [UInt8].answer(#"{"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"}"#)
    case "GET /info": [UInt8].answer(#"{"NCPU":2}"#)
    default: nil
    }
  }
}
