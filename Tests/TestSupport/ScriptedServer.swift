/// A TCP server that does exactly what a test tells it, byte by byte.
///
///     let server = try ScriptedServer { connection in
///       connection == 0 ? [.readRequest, .reset] : [.readRequest, .send(.answer("hello")), .again]
///     }
///
/// Each connection has a thread that walks its own list of steps. Everything is stamped with
/// `CLOCK_MONOTONIC`, so that a client's stamps can be compared with the server's. The server
/// stops, and drops its connections, when the last reference to it goes.
import CLinux
import Foundation
import Glibc

package final class ScriptedServer: Sendable {
  /// What a connection does next.
  package enum Step: Sendable {
    /// Reads a whole request: header, and a body of the announced length.
    case readRequest
    /// Reads a whole request and goes on with the steps that are found for it.
    case respond(@Sendable (ServerLog.Request) -> [Step])
    /// Reads a request's header and this much of its body, and leaves the rest.
    case readPart(bodyBytes: Int)
    case send([UInt8])
    /// Sends so many bytes of filler, without holding them.
    case flood(count: Int)
    /// Sends what is put into the relay, as it comes, until that is closed or the client is gone.
    case relay(ServerRelay)
    /// Sends one byte at a time.
    case drip([UInt8], milliseconds: Int)
    /// Waits this long after the last byte read.
    case wait(milliseconds: Int)
    /// Waits until the test opens the gate.
    case pass(ServerGate)
    /// Waits until the client closes the connection.
    case waitForClient
    /// Closes in order (FIN).
    case close
    /// Closes with a reset (RST).
    case reset
    /// Starts over with the first step.
    case again
  }

  package typealias Script = @Sendable (_ connection: Int) -> [Step]

  /// The port on 127.0.0.1; 0 for a Unix socket.
  package let port: UInt16
  package let log: ServerLog
  private let listener: Int32
  private let connections: OpenConnections

  /// Listens on a free port of 127.0.0.1, or on a Unix socket.
  package init(unixPath: String? = nil, script: @escaping Script) throws {
    let (listener, port) =
      try unixPath.map { (try Listening.unix(path: $0), 0) }
      ?? Listening.loopback()
    let log = try ServerLog()
    let connections = OpenConnections()
    self.listener = listener
    self.port = port
    self.log = log
    self.connections = connections
    Thread.detachNewThread {
      var index = 0
      while true {
        let socket = accept4(listener, nil, nil, Int32(SOCK_CLOEXEC.rawValue))
        if socket < 0, errno == EINTR || errno == ECONNABORTED { continue }
        guard socket >= 0, connections.add(socket) else { break }
        let number = index
        index += 1
        log.append(.accepted, connection: number)
        Thread.detachNewThread {
          var connection = ScriptedConnection(socket: socket, number: number, log: log)
          connection.run(script(number))
          connections.remove(socket)
          log.append(.closed, connection: number)
        }
      }
      // Closed here only: another server may get the number as soon as it is free.
      close(listener)
    }
  }

  deinit {
    shutdown(listener, Int32(SHUT_RDWR))
    connections.dropAll()
  }

  /// The address of a path on this server.
  package func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }
}

extension [UInt8] {
  /// A whole HTTP answer with a length.
  package static func answer(
    _ body: some StringProtocol, status: Int = 200, headers: [String] = []
  ) -> [UInt8] {
    let lines = ["HTTP/1.1 \(status) X", "Content-Length: \(body.utf8.count)"] + headers
    return [UInt8](lines.joined(separator: "\r\n").utf8) + [UInt8]("\r\n\r\n\(body)".utf8)
  }
}
