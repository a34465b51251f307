/// What libcurl wants to be called for next: its timer, and news of its sockets.
///
/// It is the object behind the callbacks of a multi handle; the loop reads it between two calls.
import CCurl

final class LoopSchedule {
  private let sockets: SocketTable
  /// When libcurl wants to be called without any news, nanoseconds of `MonotonicClock`.
  private(set) var deadline: UInt64?

  init(sockets: SocketTable) {
    self.sockets = sockets
  }

  // MARK: Called back by libcurl

  func setTimer(_ milliseconds: Int) {
    deadline =
      milliseconds < 0
      ? nil
      : milliseconds == 0 ? 0 : MonotonicClock.now() + UInt64(milliseconds) * 1_000_000
  }

  func setWanted(_ bits: Int32, on socket: curl_socket_t) {
    sockets.setWanted(bits, on: socket)
  }

  // MARK: Asked by the loop

  /// Whether libcurl is to be called now; if so, it sets its timer anew.
  func takeDue() -> Bool {
    guard let deadline, deadline == 0 || deadline <= MonotonicClock.now() else { return false }
    self.deadline = nil
    return true
  }

  func forget() { deadline = nil }
}
