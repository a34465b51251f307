import Foundation
import Glibc

/// Takes one HTTP request on a free port of loopback and keeps its body as it came.
struct CapturingListener: Sendable {
  let port: Int
  private let descriptor: Int32

  init() throws {
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    descriptor = socket(AF_INET, kind, 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let listener = descriptor
    let isListening = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, length) == 0 && listen(listener, 1) == 0
          && getsockname(listener, $0, &length) == 0
      }
    }
    guard isListening else { throw RawConnection.Failure(description: "cannot listen") }
    port = Int(in_port_t(bigEndian: address.sin_port))
  }

  /// Waits for the request and answers it; to be called once.
  func capture() throws -> (contentType: String, body: [UInt8]) {
    let connection = accept(descriptor, nil, nil)
    defer {
      close(connection)
      close(descriptor)
    }
    var received: [UInt8] = []
    var head: [String: String] = [:]
    var bodyStart: Int?
    while bodyStart.map({ received.count - $0 < Int(head["content-length"] ?? "") ?? 0 }) ?? true {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = recv(connection, &buffer, buffer.count, 0)
      guard count > 0 else { throw RawConnection.Failure(description: "the upload broke off") }
      received += buffer[..<count]
      if bodyStart == nil,
        let end = received.indices.first(where: {
          received[$0...].starts(with: Array("\r\n\r\n".utf8))
        })
      {
        bodyStart = end + 4
        for line in String(decoding: received[..<end], as: UTF8.self).split(separator: "\r\n") {
          let pieces = line.split(separator: ":", maxSplits: 1)
          head[pieces[0].lowercased()] = pieces.last?.trimmingCharacters(in: .whitespaces)
        }
      }
    }
    let answer = Array("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
    _ = Glibc.send(connection, answer, answer.count, Int32(MSG_NOSIGNAL))
    return (head["content-type"] ?? "", Array(received[(bodyStart ?? 0)...]))
  }
}
