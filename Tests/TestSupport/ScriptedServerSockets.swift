/// The sockets of a scripted server: how it listens, and what it must close at the end.
import CLinux
import Glibc
import Synchronization

enum Listening {
  /// A listener on a free port of 127.0.0.1.
  static func loopback() throws -> (socket: Int32, port: UInt16) {
    let listener = try open(AF_INET)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    try bind(listener, &address, size: MemoryLayout<sockaddr_in>.size)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let named = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &length) }
    }
    guard named == 0 else { throw ServerFailure(call: "getsockname") }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  /// A listener on a Unix socket; the file must not exist yet.
  static func unix(path: String) throws -> Int32 {
    let listener = try open(AF_UNIX)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { target in
      target.copyBytes(from: path.utf8.prefix(target.count - 1))
    }
    try bind(listener, &address, size: MemoryLayout<sockaddr_un>.size)
    return listener
  }

  private static func open(_ family: Int32) throws -> Int32 {
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    let listener = socket(family, type, 0)
    guard listener >= 0 else { throw ServerFailure(call: "socket") }
    return listener
  }

  private static func bind<Address>(
    _ listener: Int32, _ address: inout Address, size: Int
  ) throws {
    let bound = withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        Glibc.bind(listener, $0, socklen_t(size))
      }
    }
    guard bound == 0 else { throw ServerFailure(call: "bind") }
    guard listen(listener, 1024) == 0 else { throw ServerFailure(call: "listen") }
  }
}

/// The connections that have a thread of their own; dropping them ends those threads.
final class OpenConnections: Sendable {
  private let state = Mutex<(sockets: Set<Int32>, isOver: Bool)>(([], false))

  /// Takes a socket on; closes it and returns false if the server is over.
  func add(_ socket: Int32) -> Bool {
    var on: Int32 = 1
    setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
    let isTaken = state.withLock { state in
      if !state.isOver { state.sockets.insert(socket) }
      return !state.isOver
    }
    if !isTaken { close(socket) }
    return isTaken
  }

  /// Closes a socket, under the lock, so that `dropAll` never meets a number used anew.
  func remove(_ socket: Int32) {
    state.withLock { state in
      state.sockets.remove(socket)
      close(socket)
    }
  }

  /// Breaks every connection; their threads then close the sockets.
  func dropAll() {
    state.withLock { state in
      state.isOver = true
      for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
    }
  }
}
