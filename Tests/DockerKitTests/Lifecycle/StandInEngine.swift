import Foundation
import Glibc
import Synchronization

@testable import DockerKit

/// An engine of the test's own on a Unix socket: each request is answered by a closure.
final class StandInEngine: Sendable {
  struct Request: Sendable {
    var method = ""
    /// Without version and query.
    var path = ""
    var query = ""
    var body: [UInt8] = []

    var line: String { "\(method) \(path)" }
  }

  enum Answer: Sendable {
    case json(String, status: Int = 200)
    /// Headers, and what goes out after them; then the connection is closed.
    case stream(String)
    /// Nothing, until the client goes.
    case silence
  }

  private let listener: Int32
  private let path: String
  private let seen = Mutex<[Request]>([])

  /// What has been asked, but for the questions of connecting, in order.
  var requests: [Request] { seen.withLock { $0 } }
  var address: EngineAddress { .unix(path: path) }

  init(_ answer: @escaping @Sendable (Request) -> Answer) throws {
    path = "/tmp/engine-\(UUID().uuidString.prefix(8)).sock"
    listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let isBound = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
      }
    }
    guard isBound, listen(listener, 64) == 0 else { throw POSIXError(.EADDRNOTAVAIL) }
    let socket = listener
    Thread.detachNewThread { [weak self] in
      while true {
        let connection = accept(socket, nil, nil)
        if connection < 0, errno == EINTR { continue }
        guard connection >= 0 else { return }
        Thread.detachNewThread { [weak self] in
          Self.serve(connection) { request in
            if let known = Self.greeting(request) { return known }
            self?.seen.withLock { $0.append(request) }
            return answer(request)
          }
          close(connection)
        }
      }
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    close(listener)
    unlink(path)
  }

  private static func greeting(_ request: Request) -> Answer? {
    switch request.path {
    case "/_ping": .json("OK")
    case "/version": .json(#"{"Version":"20.10.24","ApiVersion":"1.41","MinAPIVersion":"1.12"}"#)
    case "/info": .json(#"{"NCPU":2}"#)
    default: nil
    }
  }

  private static func serve(_ connection: Int32, _ answer: (Request) -> Answer) {
    var buffer: [UInt8] = []
    while let request = read(connection, &buffer) {
      switch answer(request) {
      case .json(let text, let status):
        let kind = "Content-Type: application/json\r\nApi-Version: 1.41"
        let isEmpty = status == 204 || status == 304
        let length = isEmpty ? "" : "Content-Length: \(text.utf8.count)\r\n"
        write(
          connection, "HTTP/1.1 \(status) X\r\n\(kind)\r\n\(length)\r\n" + (isEmpty ? "" : text))
      case .stream(let text):
        write(connection, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + text)
        return
      case .silence:
        var byte: UInt8 = 0
        while recv(connection, &byte, 1, 0) > 0 {}
        return
      }
    }
  }

  private static func read(_ connection: Int32, _ buffer: inout [UInt8]) -> Request? {
    var request: Request?
    var wanted = 0
    while true {
      if request == nil, let end = buffer.firstRange(of: [UInt8]("\r\n\r\n".utf8)) {
        let head = String(decoding: buffer[..<end.lowerBound], as: UTF8.self)
        buffer.removeSubrange(..<end.upperBound)
        request = parse(head)
        wanted = length(head)
      }
      if var whole = request, buffer.count >= wanted {
        whole.body = [UInt8](buffer.prefix(wanted))
        buffer.removeFirst(wanted)
        return whole
      }
      var piece = [UInt8](repeating: 0, count: 64 << 10)
      let count = recv(connection, &piece, piece.count, 0)
      guard count > 0 else { return nil }
      buffer += piece[..<count]
    }
  }

  private static func parse(_ head: String) -> Request {
    let words = head.prefix { $0 != "\r\n" }.split(separator: " ")
    let target = words[1].split(separator: "?", maxSplits: 1)
    var path = String(target[0])
    if path.hasPrefix("/v1."), let slash = path.dropFirst().firstIndex(of: "/") {
      path = String(path[slash...])
    }
    let query = target.count > 1 ? String(target[1]).removingPercentEncoding ?? "" : ""
    return Request(method: String(words[0]), path: path, query: query)
  }

  private static func length(_ head: String) -> Int {
    let line = head.split(separator: "\r\n").first { $0.lowercased().hasPrefix("content-length:") }
    return line.flatMap { Int($0.split(separator: ":")[1].trimmingCharacters(in: .whitespaces)) }
      ?? 0
  }

  private static func write(_ connection: Int32, _ text: String) {
    let bytes = [UInt8](text.utf8)
    var offset = 0
    while offset < bytes.count {
      let count = bytes[offset...].withUnsafeBytes {
        send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return }
      offset += count
    }
  }
}
