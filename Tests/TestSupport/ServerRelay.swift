/// Bytes that a test hands to an open connection of a scripted server, whenever it likes.
import CLinux
import Glibc
import Synchronization

package final class ServerRelay: Sendable {
  private let state = Mutex<(pending: [UInt8], isClosed: Bool)>(([], false))
  private let bell: Int32

  package init() {
    bell = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
  }

  deinit {
    Glibc.close(bell)
  }

  package func send(_ bytes: [UInt8]) {
    state.withLock { $0.pending += bytes }
    eventfd_write(bell, 1)
  }

  /// Sends bytes as one chunk of a chunked body.
  package func sendChunk(_ bytes: [UInt8]) {
    send([UInt8]("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + [13, 10])
  }

  /// The connection goes on with its next step once everything is sent.
  package func close() {
    state.withLock { $0.isClosed = true }
    eventfd_write(bell, 1)
  }

  /// False if the client has gone first.
  func run(on socket: Int32) -> Bool {
    while true {
      var rings: eventfd_t = 0
      eventfd_read(bell, &rings)
      let (bytes, isClosed) = state.withLock { state in
        defer { state.pending = [] }
        return (state.pending, state.isClosed)
      }
      var offset = 0
      while offset < bytes.count {
        let count = bytes.withUnsafeBytes {
          Glibc.send(
            socket, $0.baseAddress?.advanced(by: offset), bytes.count - offset, Int32(MSG_NOSIGNAL))
        }
        guard count > 0 else { return false }
        offset += count
      }
      if isClosed { return true }
      if !bytes.isEmpty { continue }
      var waits = [
        pollfd(fd: bell, events: Int16(POLLIN), revents: 0),
        pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
      ]
      poll(&waits, 2, -1)
      var byte: UInt8 = 0
      if waits[1].revents != 0, recv(socket, &byte, 1, Int32(MSG_PEEK | MSG_DONTWAIT)) <= 0 {
        return false
      }
    }
  }
}
