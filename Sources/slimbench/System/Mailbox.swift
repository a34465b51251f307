internal import CLinux
internal import Glibc
internal import Synchronization

/// Messages from any thread to the main one, which waits in `poll` on the doorbell.
///
/// The bell rings only when the box was empty, so that fifty thousand messages a second cost one
/// system call per look into the box.
final class Mailbox<Message: Sendable>: Sendable {
  private let messages = Mutex<[Message]>([])
  /// Readable while there may be messages.
  let doorbell: Int32

  init() { doorbell = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC)) }

  deinit { close(doorbell) }

  func post(_ new: some Sequence<Message>) {
    let wasEmpty = messages.withLock { messages in
      defer { messages.append(contentsOf: new) }
      return messages.isEmpty
    }
    if wasEmpty { eventfd_write(doorbell, 1) }
  }

  func post(_ message: Message) { post(CollectionOfOne(message)) }

  /// Takes everything, and silences the bell.
  func takeAll() -> [Message] {
    var count: eventfd_t = 0
    eventfd_read(doorbell, &count)
    return messages.withLock { messages in
      defer { messages.removeAll(keepingCapacity: true) }
      return messages
    }
  }
}
