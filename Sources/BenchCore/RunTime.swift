/// An instant on a run's own clock: nanoseconds since the run started, monotonic.
///
/// Arithmetic saturates instead of trapping, so that a damaged or hostile journal can be folded.
package struct RunTime: Hashable, Comparable, Sendable {
  /// Nanoseconds since the run's start; negative only for what happened before it.
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  package static let zero = RunTime(nanoseconds: 0)

  package static func < (left: RunTime, right: RunTime) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// Nanoseconds from `earlier` to this instant, never negative, never overflowing.
  package func nanoseconds(since earlier: RunTime) -> Int64 {
    let (difference, overflow) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
    if overflow { return nanoseconds > earlier.nanoseconds ? .max : 0 }
    return max(0, difference)
  }

  /// Seconds from `earlier` to this instant, never negative.
  package func seconds(since earlier: RunTime) -> Double {
    Double(nanoseconds(since: earlier)) / 1e9
  }
}

extension FixedWidthInteger where Self: SignedInteger {
  /// The sum, or the nearest number where that is too large.
  func addingSaturated(_ other: Self) -> Self {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? (other < 0 ? .min : .max) : sum
  }
}

extension RunTime: Codable {
  package init(from decoder: any Decoder) throws {
    nanoseconds = try decoder.singleValueContainer().decode(Int64.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(nanoseconds)
  }
}
