/// Holds a scripted server's connections until a test lets them go on, once and for all.
import Dispatch

package final class ServerGate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  package init() {}

  package func open() { semaphore.signal() }

  /// Returns once the gate is open; at once where it is.
  func wait() {
    semaphore.wait()
    semaphore.signal()
  }
}
