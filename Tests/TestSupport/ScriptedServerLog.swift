/// What a scripted server saw and did, with stamps, and a way to wait for it.
import CLinux
import Dispatch
import Glibc
import Synchronization

package final class ServerLog: Sendable {
  package enum Kind: Sendable, Equatable {
    case accepted, requestRead, replyBegun, replySent, closed
  }

  package struct Entry: Sendable {
    package var kind: Kind
    package var connection: Int
    /// Nanoseconds of `CLOCK_MONOTONIC`.
    package var time: UInt64
  }

  package struct Request: Sendable {
    package var connection: Int
    package var head: [UInt8]
    package var body: [UInt8]

    /// The bytes that came over the wire.
    package var count: Int { head.count + body.count }
    package var headText: String { String(decoding: head, as: UTF8.self) }
  }

  private let state = Mutex<(entries: [Entry], requests: [Request])>(([], []))
  private let bell: Int32

  init() throws {
    bell = eventfd(0, Int32(EFD_CLOEXEC | EFD_NONBLOCK))
    guard bell >= 0 else { throw ServerFailure(call: "eventfd") }
  }

  deinit {
    close(bell)
  }

  package var entries: [Entry] { state.withLock { $0.entries } }
  package var requests: [Request] { state.withLock { $0.requests } }

  /// The stamps of all entries of a kind.
  package func times(_ kind: Kind) -> [UInt64] {
    entries.filter { $0.kind == kind }.map(\.time)
  }

  func append(_ kind: Kind, connection: Int, time: UInt64 = monotonicNow()) {
    state.withLock { $0.entries.append(Entry(kind: kind, connection: connection, time: time)) }
    ring()
  }

  func append(_ request: Request) {
    state.withLock { $0.requests.append(request) }
  }

  private func ring() {
    eventfd_write(bell, 1)
  }

  /// Waits until there are `count` entries of a kind; false after `seconds`.
  package func wait(for kind: Kind, count: Int = 1, seconds: Int = 50) -> Bool {
    let deadline = monotonicNow() + UInt64(seconds) * 1_000_000_000
    while times(kind).count < count {
      guard monotonicNow() < deadline else { return false }
      // The bell may have been heard by another waiter: look again after a while in any case.
      var entry = pollfd(fd: bell, events: Int16(POLLIN), revents: 0)
      poll(&entry, 1, 20)
      var rings: eventfd_t = 0
      eventfd_read(bell, &rings)
    }
    return true
  }
}

extension ServerLog {
  /// The same for asynchronous tests, whose threads it does not hold up.
  package func waiting(for kind: Kind, count: Int = 1, seconds: Int = 50) async -> Bool {
    await withCheckedContinuation { continuation in
      DispatchQueue(label: "scripted server").async {
        continuation.resume(returning: self.wait(for: kind, count: count, seconds: seconds))
      }
    }
  }
}

/// A system call of the scripted server failed.
struct ServerFailure: Error {
  var call: String
  var code = errno
}

func monotonicNow() -> UInt64 {
  var time = timespec()
  clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
