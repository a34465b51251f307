package import BenchCore
internal import CurlKit
internal import Foundation

/// The clock of one run: monotonic, with one wall-clock anchor.
package struct RunClock: Sendable {
  /// Monotonic nanoseconds at the run's zero.
  package let zero: UInt64
  /// Wall clock where the clock was made, seconds since 1970.
  package let wallClock: Double
  /// The same instant in the user's time zone, as the guide's files write it.
  package let timestamp: String

  /// A clock that now stands at `time`: at its zero, unless a run is resumed.
  ///
  /// The wall clock and its stamp are of now.
  package init(at time: RunTime = .zero) {
    let now = Date()
    // May be before the machine's start: differences to it are right all the same.
    zero = MonotonicClock.now() &- UInt64(bitPattern: time.nanoseconds)
    wallClock = now.timeIntervalSince1970
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.dateFormat = "yyyy-MM-dd HH:mm:ss"
    timestamp = format.string(from: now)
  }

  /// The present instant.
  package func now() -> RunTime {
    RunTime(nanoseconds: Int64(truncatingIfNeeded: MonotonicClock.now() &- zero))
  }
}
