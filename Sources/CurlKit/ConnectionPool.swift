/// Connections of ours that wait for their next request, the newest last.
import Glibc

struct ConnectionPool {
  private var idle: [(origin: String, descriptor: Int32)] = []
  private let limit: Int
  private let sockets: SocketTable

  init(limit: Int, sockets: SocketTable) {
    self.limit = limit
    self.sockets = sockets
  }

  /// Takes the connection to `origin` that was used last and has not spoken since; nil if there
  /// is none.
  mutating func take(_ origin: String) -> Int32? {
    while let index = idle.lastIndex(where: { $0.origin == origin }) {
      let descriptor = idle.remove(at: index).descriptor
      if Self.isQuiet(descriptor) { return descriptor }
      sockets.closeKept(descriptor)
    }
    return nil
  }

  /// Keeps a connection for later; the oldest one is closed where there are too many.
  mutating func put(_ descriptor: Int32, _ origin: String) {
    if idle.count >= limit { sockets.closeKept(idle.removeFirst().descriptor) }
    idle.append((origin, descriptor))
  }

  mutating func closeAll() {
    for entry in idle { sockets.closeKept(entry.descriptor) }
    idle.removeAll()
  }

  /// Whether a connection is open and has nothing to say: unasked it says that it is closed.
  private static func isQuiet(_ descriptor: Int32) -> Bool {
    var byte: UInt8 = 0
    return recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) < 0
      && errno == EAGAIN
  }
}
