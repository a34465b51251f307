package import BenchCore
internal import CurlKit
internal import DockerKit
internal import Glibc

/// Turns moments of the monotonic clock into moments of ours on the wall.
///
/// The distance of the two is taken once: a clock that is set while we watch moves nothing that was
/// seen before.
package struct WallClock: Sendable {
  /// The wall clock minus the monotonic one, nanoseconds.
  private let base: Int64

  package init() {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let wall = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    base = wall &- Int64(clamping: MonotonicClock.now())
  }

  package func now() -> WallTime { time(at: MonotonicClock.now()) }

  /// The wall's time at nanoseconds of `MonotonicClock`.
  package func time(at monotonic: UInt64) -> WallTime {
    WallTime(nanoseconds: base &+ Int64(clamping: monotonic))
  }
}

extension WallTime {
  /// What the engine stamped, on our clock.
  init(_ time: EngineTime, _ clock: EngineClock) {
    self.init(nanoseconds: clock.local(time).nanoseconds)
  }
}
