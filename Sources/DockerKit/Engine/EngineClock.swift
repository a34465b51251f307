/// Where the engine's clock stands beside ours.
///
/// The engine of another machine may be minutes off. What it stamps is moved to our time by the
/// difference seen when connecting; one smaller than the question took is none.
internal import CurlKit
internal import Glibc

package struct EngineClock: Sendable, Equatable {
  /// The engine's wall clock minus ours, nanoseconds.
  package var offset: Int64
  /// Our wall clock minus `MonotonicClock` at that moment, nanoseconds.
  private var base: Int64

  package init(offset: Int64 = 0, base: Int64? = nil) {
    self.offset = offset
    self.base = base ?? EngineClock.wall() &- Int64(clamping: MonotonicClock.now())
  }

  /// From a question for the engine's time: when it was asked, when the answer was there, both on
  /// `MonotonicClock`, and what it said.
  init(askedAt asked: UInt64, answeredAt answered: UInt64, engine: EngineTime?) {
    self.init()
    guard let engine else { return }
    let half = Int64(clamping: (answered - min(answered, asked)) / 2)
    let middle = EngineTime(nanoseconds: base).adding(Int64(clamping: asked)).adding(half)
    let difference = engine.since(middle)
    // Half the way there and back is how far the truth may be off; a tick of the clock is no matter.
    offset = difference.magnitude <= UInt64(max(half, 20_000_000)) ? 0 : difference
  }

  /// The same moment on our wall clock.
  package func local(_ time: EngineTime) -> EngineTime {
    time.adding(offset == .min ? .max : -offset)
  }

  /// The same moment on `MonotonicClock`.
  package func monotonic(_ time: EngineTime) -> UInt64 {
    UInt64(clamping: local(time).since(EngineTime(nanoseconds: base)))
  }

  /// A moment of `MonotonicClock` as the engine's clock shows it.
  func engine(at moment: UInt64) -> EngineTime {
    EngineTime(nanoseconds: base).adding(Int64(clamping: moment)).adding(offset)
  }

  private static func wall() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
