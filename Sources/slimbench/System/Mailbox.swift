internal import CLinux
internal import Glibc
internal import Synchronization

/// Messages from any thread to the main one, which waits in `poll` on the doorbell.
///
/// The bell rings once until the box is looked into, and not at all for what can wait until that
/// is done anyway: waking the main thread thousands of times a second costs it, and the threads
/// that are being measured with, more than the messages.
final class Mailbox<Message: Sendable>: Sendable {
  private struct Box {
    var messages: [Message] = []
    var isRung = false
  }

  private let box = Mutex(Box())
  /// Readable while there may be messages that ring.
  let doorbell: Int32

  init() { doorbell = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC)) }

  deinit { close(doorbell) }

  /// - Parameter rings: Whether whoever waits for the bell is to look at once.
  func post(_ message: Message, rings: Bool = true) {
    let mustRing = box.withLock { box in
      box.messages.append(message)
      guard rings, !box.isRung else { return false }
      box.isRung = true
      return true
    }
    if mustRing { eventfd_write(doorbell, 1) }
  }

  /// Takes everything, and silences the bell.
  func takeAll() -> [Message] {
    var count: eventfd_t = 0
    eventfd_read(doorbell, &count)
    return box.withLock { box in
      defer { box = Box() }
      return box.messages
    }
  }
}
