import Foundation
import Glibc

/// One plain request over a socket, without any HTTP library.
enum PlainClient {
  /// Everything that comes back from `GET path`; nil where nobody answers.
  static func get(_ path: String = "/", port: UInt16) -> String? {
    exchange(Array("GET \(path) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".utf8), port: port)
  }

  /// Everything that comes back from a document sent to `/process-pdf`, however long that takes, on a
  /// thread of its own.
  static func upload(_ document: [UInt8], dpi: Int, port: UInt16) async -> String? {
    let body =
      Array("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"d.pdf\"\r\n\r\n".utf8)
      + document + Array("\r\n--b--\r\n".utf8)
    let head =
      "POST /process-pdf?dpi=\(dpi) HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
      + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: \(body.count)\r\n\r\n"
    return await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          returning: exchange(Array(head.utf8) + body, port: port, patience: 200))
      }
    }
  }

  private static func exchange(
    _ request: [UInt8], port: UInt16, patience seconds: Int = 20
  ) -> String? {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var limit = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(
      descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else { return nil }
    guard send(descriptor, request, request.count, Int32(MSG_NOSIGNAL)) == request.count else {
      return nil
    }
    var answer: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = recv(descriptor, &chunk, chunk.count, 0)
      guard count > 0 else { break }
      answer += chunk[..<count]
    }
    return answer.isEmpty ? nil : String(decoding: answer, as: UTF8.self)
  }
}
