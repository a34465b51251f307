/// Decides when the next picture is due: soon after a key, ten a second for data, else never.
///
/// Times are monotonic nanoseconds.
struct FramePacer {
  /// Why the screen is not what it should be.
  private enum Reason: Int {
    case none, data, input
  }

  /// Shortest time between two pictures after a key.
  static let inputInterval: UInt64 = 33_000_000
  /// Shortest time between two pictures of data alone.
  static let dataInterval: UInt64 = 100_000_000

  private var reason = Reason.input
  /// When the last picture of any kind was drawn, and the last one for the user's input.
  private var last: UInt64?
  private var lastForInput: UInt64?

  /// New data came.
  mutating func dataChanged() { if reason == .none { reason = .data } }

  /// The user did something, and waits for it to be seen.
  mutating func inputCame() { reason = .input }

  /// A picture was drawn.
  mutating func drew(at now: UInt64) {
    if reason == .input { lastForInput = now }
    reason = .none
    last = now
  }

  /// Nanoseconds until the next picture is due, 0 when it is; nil while none is.
  func wait(now: UInt64) -> UInt64? {
    guard reason != .none else { return nil }
    // A key does not wait behind a picture of data: only behind one for another key.
    let earlier = reason == .input ? lastForInput : last
    guard let earlier else { return 0 }
    let due = earlier &+ (reason == .input ? Self.inputInterval : Self.dataInterval)
    return due > now ? due - now : 0
  }
}
