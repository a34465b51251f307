/// The clock of every stamp in a measurement: `CLOCK_MONOTONIC`, in nanoseconds.
///
/// It never jumps with the wall clock, and all threads and processes of the machine share it.
import Glibc

package enum MonotonicClock {
  /// Nanoseconds since an arbitrary moment in the past, the same for every process on the machine.
  @inline(__always)
  package static func now() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }
}
