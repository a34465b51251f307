/// Measures how much time passes while a replay is played; times are monotonic nanoseconds.
///
/// Wakes nobody while there is nothing to be played.
struct ReplayTicker {
  /// Time between two ticks: twenty a second.
  static let interval: UInt64 = 50_000_000

  /// When time was measured last; nil while nothing is played.
  private var last: UInt64?

  /// The time since the last tick, where one is due.
  mutating func passed(until now: UInt64, isWanted: Bool) -> Int64? {
    guard isWanted else {
      last = nil
      return nil
    }
    guard let before = last else {
      last = now
      return nil
    }
    guard now >= before &+ Self.interval else { return nil }
    last = now
    return Int64(clamping: now - before)
  }

  /// Nanoseconds until the next tick is due, 0 when it is; nil while none is.
  func wait(now: UInt64) -> UInt64? {
    last.map { before in
      let due = before &+ Self.interval
      return due > now ? due - now : 0
    }
  }
}
