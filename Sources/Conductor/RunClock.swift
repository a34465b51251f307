package import BenchCore
internal import CurlKit
internal import Foundation

/// The clock of one run: monotonic, with one wall-clock anchor.
package struct RunClock: Sendable {
  /// Monotonic nanoseconds at the run's zero.
  package let zero: UInt64
  /// Wall clock at the same instant, seconds since 1970.
  package let wallClock: Double
  /// The same instant in the user's time zone, as the guide's files write it.
  package let timestamp: String

  /// A clock whose zero is now.
  package init() {
    let now = Date()
    zero = MonotonicClock.now()
    wallClock = now.timeIntervalSince1970
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.dateFormat = "yyyy-MM-dd HH:mm:ss"
    timestamp = format.string(from: now)
  }

  /// The present instant.
  package func now() -> RunTime {
    RunTime(nanoseconds: Int64(clamping: MonotonicClock.now() &- zero))
  }
}
