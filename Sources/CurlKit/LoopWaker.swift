/// Wakes a `TransferLoop` out of its `poll`, from any thread.
///
/// It may outlive the loop: waking a loop that is gone does nothing.
import CLinux
import Synchronization

package final class LoopWaker: Sendable {
  /// The event descriptor of the loop, or nil once the loop has let go of it.
  private let bell = Mutex<Int32?>(nil)

  init() {}

  /// Makes the loop's current or next `poll` return at once.
  package func wake() {
    bell.withLock { bell in
      guard let bell else { return }
      eventfd_write(bell, 1)
    }
  }

  /// Points the waker at an event descriptor; nil before that is closed.
  func attach(_ descriptor: Int32?) {
    bell.withLock { $0 = descriptor }
  }
}
