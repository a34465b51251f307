import Glibc

/// Burns CPU time in proportion to work that was done: a slower pipeline of a known size.
///
/// It measures and burns the CPU time of its thread, not the time of the wall: with other threads
/// on the same core, work and burning are stretched alike, and the proportion holds.
struct ExtraWork: Sendable {
  /// Burnt time per time worked.
  let share: Double
  /// CPU time of the calling thread, nanoseconds.
  let threadTime: @Sendable () -> Int64

  init(share: Double, threadTime: @escaping @Sendable () -> Int64 = Self.threadTime) {
    self.share = share
    self.threadTime = threadTime
  }

  /// The time to give to ``burn(since:while:)`` after the work.
  func mark() -> Int64 { share > 0 ? threadTime() : 0 }

  /// Burns the share of the thread's time since a mark; gives up where `goesOn` no longer holds.
  func burn(since mark: Int64, while goesOn: () -> Bool) {
    guard share > 0 else { return }
    let worked = threadTime()
    let end = Double(worked) + Double(worked - mark) * share
    while Double(threadTime()) < end, goesOn() {}
  }

  @Sendable private static func threadTime() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
