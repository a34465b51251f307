import Foundation
import Glibc

/// A bare TCP connection to a server on loopback, for what no well-behaved client does.
struct RawConnection: Sendable {
  struct Reply: Sendable {
    var status: Int
    /// Names in lower case.
    var headers: [String: String]
    var body: [UInt8]

    var json: [String: Any] {
      (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
    }

    var detail: String? { json["detail"] as? String }
  }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private let descriptor: Int32

  init(port: Int) throws {
    // Not inherited: a program that another test runs would keep the connection open.
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    descriptor = socket(AF_INET, kind, 0)
    var wait = timeval(tv_sec: 90, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, size)
    setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, size)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let result = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard result == 0 else { throw failure("connect") }
  }

  func close() { _ = Glibc.close(descriptor) }

  /// Closes with a reset instead of a goodbye.
  func reset() {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout<Glibc.linger>.size))
    close()
  }

  func send(_ text: String) throws { try send(Array(text.utf8)) }

  func send(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { throw failure("send") }
      sent += count
    }
  }

  /// Reads one answer that has a `Content-Length`.
  func reply() throws -> Reply {
    var received: [UInt8] = []
    var headEnd: Int?
    while headEnd == nil {
      received += try receive()
      headEnd = received.indices.first {
        received[$0...].starts(with: Array("\r\n\r\n".utf8))
      }
    }
    let lines = String(decoding: received[..<(headEnd ?? 0)], as: UTF8.self).split(
      separator: "\r\n")
    var headers: [String: String] = [:]
    for line in lines.dropFirst() {
      let pieces = line.split(separator: ":", maxSplits: 1)
      headers[pieces[0].lowercased()] = pieces[1].trimmingCharacters(in: .whitespaces)
    }
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }),
      let length = headers["content-length"].flatMap(Int.init)
    else { throw Failure(description: "not an HTTP answer: \(lines)") }
    var body = Array(received[((headEnd ?? 0) + 4)...])
    while body.count < length { body += try receive() }
    return Reply(status: status, headers: headers, body: body)
  }

  /// True when the server has closed the connection, after whatever it still had to say.
  func isAtEnd() -> Bool {
    while true {
      guard let bytes = try? receive(allowEnd: true) else { return errno == ECONNRESET }
      if bytes.isEmpty { return true }
    }
  }

  /// All that the server sends until it closes the connection.
  func everything() throws -> [UInt8] {
    var received: [UInt8] = []
    while true {
      let bytes = try receive(allowEnd: true)
      if bytes.isEmpty { return received }
      received += bytes
    }
  }

  /// What the server sends up to where some text of it is complete, and a little beyond.
  func received(until marker: String) throws -> String {
    var received: [UInt8] = []
    while true {
      received += try receive()
      let text = String(decoding: received, as: UTF8.self)
      if text.contains(marker) { return text }
    }
  }

  private func receive(allowEnd: Bool = false) throws -> [UInt8] {
    var failed: Failure?
    let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
      let received = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if received < 0 || (received == 0 && !allowEnd) { failed = failure("recv \(received)") }
      count = max(0, received)
    }
    if let failed { throw failed }
    return bytes
  }

  private func failure(_ call: String) -> Failure {
    Failure(description: "\(call): \(String(cString: strerror(errno)))")
  }
}

/// A request to a server on loopback, each on a connection of its own.
enum Request {
  static func get(
    _ path: String, method: String = "GET", port: Int
  ) async throws
    -> RawConnection.Reply
  {
    try await send(Array("\(method) \(path) HTTP/1.1\r\nHost: t\r\n\r\n".utf8), port: port)
  }

  static func send(_ bytes: [UInt8], port: Int) async throws -> RawConnection.Reply {
    try await blocking {
      let connection = try RawConnection(port: port)
      defer { connection.close() }
      try connection.send(bytes)
      return try connection.reply()
    }
  }

  /// The bytes of an upload of one document.
  static func upload(
    _ document: [UInt8], name: String = "d.pdf", query: String = "", fields: [String: String] = [:]
  ) -> [UInt8] {
    let body = form(document, name: name, fields: fields)
    return head(query: query, length: body.count) + body
  }

  static func form(
    _ document: [UInt8], name: String = "d.pdf", fields: [String: String] = [:]
  ) -> [UInt8] {
    var body: [UInt8] = []
    for (field, value) in fields.sorted(by: { $0.key < $1.key }) {
      body += Array(
        "--b\r\nContent-Disposition: form-data; name=\"\(field)\"\r\n\r\n\(value)\r\n".utf8)
    }
    body += Array(
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\(name)\"\r\n\r\n".utf8)
    return body + document + Array("\r\n--b--\r\n".utf8)
  }

  static func head(query: String = "", length: Int, boundary: String = "b") -> [UInt8] {
    Array(
      ("POST /process-pdf\(query) HTTP/1.1\r\nHost: t\r\nContent-Length: \(length)\r\n"
        + "Content-Type: multipart/form-data; boundary=\(boundary)\r\n\r\n").utf8)
  }
}
