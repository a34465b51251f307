internal import Glibc
internal import Synchronization
internal import SystemPackage

/// Our end of a child's standard input.
///
/// While it is open the child's reads wait; when it closes, also because this process died in
/// whatever way, the child reads end-of-file. A stream socket rather than a pipe, so that writing
/// to a dead child is an error and never the signal SIGPIPE.
final class InputPipe: Sendable {
  private let descriptor: Mutex<Int32?>

  /// Both ends: ours, and the one to hand to the child.
  ///
  /// Closed on exec, so that no other child of this process holds the input open.
  static func make() throws(Errno) -> (ours: InputPipe, child: FileDescriptor) {
    var ends: [Int32] = [-1, -1]
    let type = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, type, 0, &ends) == 0 else { throw Errno(rawValue: errno) }
    // Nothing is ever read from the child's input.
    shutdown(ends[0], Int32(SHUT_RD))
    return (InputPipe(ends[0]), FileDescriptor(rawValue: ends[1]))
  }

  private init(_ descriptor: Int32) { self.descriptor = Mutex(descriptor) }

  deinit { close() }

  /// Writes all of `bytes` at once, never waiting; false where the child does not take them.
  func write(_ bytes: [UInt8]) -> Bool {
    descriptor.withLock { descriptor in
      guard let descriptor else { return false }
      let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
      while true {
        let sent = send(descriptor, bytes, bytes.count, flags)
        if sent == bytes.count { return true }
        if sent < 0, errno == EINTR { continue }
        return false
      }
    }
  }

  /// The child reads end-of-file from here on.
  func close() {
    descriptor.withLock { descriptor in
      if let open = descriptor { _ = Glibc.close(open) }
      descriptor = nil
    }
  }
}
