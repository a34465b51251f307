/// Wakes a `TransferLoop` out of its `poll`, from any thread.
///
/// It may outlive the loop: waking a loop that is gone does nothing.
import CCurl
import Synchronization

package final class LoopWaker: Sendable {
  /// The address of the multi handle, or 0 once the loop has let go of it.
  ///
  /// It is held as a number: the handle belongs to the loop, and `curl_multi_wakeup` is the one
  /// call that any thread may make.
  private let address = Mutex<UInt>(0)

  init() {}

  /// Makes the loop's current or next `poll` return at once.
  package func wake() {
    address.withLock { address in
      guard let multi = UnsafeMutableRawPointer(bitPattern: address) else { return }
      curl_multi_wakeup(multi)
    }
  }

  /// Points the waker at a multi handle; nil before the handle is cleaned up.
  func attach(_ multi: UnsafeMutableRawPointer?) {
    address.withLock { $0 = UInt(bitPattern: multi) }
  }
}
