package import Statistics

extension Quantity {
  /// A duration: `116 µs`, `41.2 ms`, `2.38 s`, `2 min 05 s`, `1 h 02 min`, `3 d 04 h`.
  package static func duration(seconds: Double?) -> String {
    guard let seconds, let text = DecimalText(seconds) else { return none }
    let sign = text.isNegative ? "−" : ""
    let rounded = text.rounded(significant: 3)
    if rounded.isZero { return "0 s" }
    if seconds.magnitude >= 119.5 { return sign + long(seconds.magnitude) }
    // The point after rounding, so that 999.6 ms becomes 1.00 s.
    let (shift, unit) =
      switch rounded.point {
      case 1...: (0, "s")
      case -2...0: (3, "ms")
      case -5...(-3): (6, "µs")
      default: (9, "ns")
      }
    let scaled = rounded.shifted(by: shift)
    let decimals = unit == "ns" ? 0 : max(0, 3 - scaled.point)
    if scaled.rounded(decimals: decimals).isZero { return sign + "< 1 ns" }
    return sign + scaled.written(decimals: decimals) + " " + unit
  }

  /// A duration in nanoseconds, written like one in seconds.
  package static func duration(nanoseconds: Int64?) -> String {
    duration(seconds: nanoseconds.map { Double($0) / 1e9 })
  }

  /// A percentile with how far its sample carries it: `2.38 s`, `~5.90 s`, `–`.
  package static func percentile(seconds: Double?, _ support: PercentileSupport) -> String {
    guard let seconds, seconds.isFinite else { return none }
    switch support {
    case .supported: return duration(seconds: seconds)
    case .rough: return "~" + duration(seconds: seconds)
    case .unsupported: return none
    }
  }

  /// Time that has passed, as a clock shows it: `00:41`, `1:02:03`.
  package static func clock(seconds: Double) -> String {
    let whole = seconds.isFinite ? Int(min(max(seconds, 0), 1e9)) : 0
    let tail = twoDigits(whole / 60 % 60) + ":" + twoDigits(whole % 60)
    return whole >= 3600 ? "\(whole / 3600):" + tail : tail
  }

  private static func long(_ seconds: Double) -> String {
    guard seconds < 1e15 else { return "> 30 million years" }
    let whole = Int(seconds.rounded())
    if whole < 3600 { return "\(whole / 60) min \(twoDigits(whole % 60)) s" }
    let minutes = Int((seconds / 60).rounded())
    if minutes < 24 * 60 { return "\(minutes / 60) h \(twoDigits(minutes % 60)) min" }
    let hours = Int((seconds / 3600).rounded())
    return "\(count(hours / 24)) d \(twoDigits(hours % 24)) h"
  }

  private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
