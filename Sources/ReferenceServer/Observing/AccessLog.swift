import Dispatch
import Foundation
import Glibc
import Synchronization

/// Writes lines to a file without ever keeping a request waiting.
///
/// A thread of its own writes what has gathered. Where the file takes it too slowly, a full disk or a
/// pipe that nobody reads, at most a megabyte waits; lines beyond it are left out, and how many is told
/// in the log.
final class AccessLog: Sendable {
  /// Bytes that may wait.
  private static let limit = 1 << 20
  /// How long the end of the server waits for the last lines.
  private static let patience = DispatchTimeInterval.seconds(1)

  private struct State {
    var waiting: [UInt8] = []
    var leftOut = 0
    var isClosed = false
  }

  private let state = Mutex(State())
  private let descriptor: Int32
  private let bell = DispatchSemaphore(value: 0)
  private let isDone = DispatchSemaphore(value: 0)

  /// Opens the file at its end, making it if it is not there; `-` is standard output.
  convenience init(_ path: String) throws(ServerError) {
    if path == "-" {
      self.init(descriptor: STDOUT_FILENO)
      return
    }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      throw .cannotLog(path: path, reason: String(cString: strerror(errno)))
    }
    self.init(descriptor: descriptor)
  }

  /// Starts the thread, which ends with ``close()``.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    let thread = Thread { self.write() }
    thread.name = "access log"
    thread.start()
  }

  func write(_ line: AccessLine) {
    let bytes = Array(line.text.utf8)
    let isFirst = state.withLock { state in
      guard !state.isClosed, state.waiting.count + bytes.count <= Self.limit else {
        state.leftOut += 1
        return false
      }
      defer { state.waiting += bytes }
      return state.waiting.isEmpty
    }
    if isFirst { bell.signal() }
  }

  /// Ends the log; what has gathered is written first, if that does not take long.
  func close() {
    state.withLock { $0.isClosed = true }
    bell.signal()
    _ = isDone.wait(timeout: .now() + Self.patience)
  }

  /// On the log's own thread.
  private func write() {
    defer { isDone.signal() }
    while true {
      bell.wait()
      let (bytes, isClosed) = state.withLock { state in
        if state.leftOut > 0, !state.isClosed {
          state.waiting += Array("(\(state.leftOut) requests left out here)\n".utf8)
          state.leftOut = 0
        }
        defer { state.waiting = [] }
        return (state.waiting, state.isClosed)
      }
      guard put(bytes), !isClosed else { break }
    }
    // Whatever comes now is left out; the descriptor stays, in case it is standard output.
    state.withLock { $0.isClosed = true }
    if descriptor > STDERR_FILENO { Glibc.close(descriptor) }
  }

  /// False when the file takes no more.
  private func put(_ bytes: [UInt8]) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      if written < 0, errno == EAGAIN {
        var entry = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = poll(&entry, 1, -1)
        continue
      }
      guard written > 0 else { return false }
      rest = rest.dropFirst(written)
    }
    return true
  }
}
