/// An instant on our wall clock: nanoseconds since 1970 in UTC.
///
/// What engines stamp with a clock of their own has been moved to ours before it becomes one.
package struct WallTime: Hashable, Comparable, Sendable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) { self.nanoseconds = nanoseconds }

  package static let zero = WallTime(nanoseconds: 0)

  package static func < (left: WallTime, right: WallTime) -> Bool {
    left.nanoseconds < right.nanoseconds
  }

  /// Seconds from `earlier` to this instant, never negative: clocks are set back at times.
  package func seconds(since earlier: WallTime) -> Double {
    let (difference, overflow) = nanoseconds.subtractingReportingOverflow(earlier.nanoseconds)
    if overflow { return nanoseconds > earlier.nanoseconds ? Double(Int64.max) / 1e9 : 0 }
    return Double(max(0, difference)) / 1e9
  }

  /// The time of day in a zone so many seconds ahead of UTC: `10:41:02`.
  package func clock(zone seconds: Int) -> String {
    let day = 86_400
    let local = Int((nanoseconds / 1_000_000_000).addingSaturated(Int64(clamping: seconds)))
    let rest = ((local % day) + day) % day
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))"
  }
}
