/// A moment on a wall clock, the engine's or ours: nanoseconds since 1970 in UTC.
package struct EngineTime: Sendable, Hashable, Comparable {
  package var nanoseconds: Int64

  package init(nanoseconds: Int64) {
    self.nanoseconds = nanoseconds
  }

  package static func < (one: EngineTime, other: EngineTime) -> Bool {
    one.nanoseconds < other.nanoseconds
  }

  /// Nanoseconds from another moment to this one; at the ends of the range, the end.
  package func since(_ other: EngineTime) -> Int64 {
    let (difference, overflow) = nanoseconds.subtractingReportingOverflow(other.nanoseconds)
    return overflow ? (nanoseconds > other.nanoseconds ? .max : .min) : difference
  }

  package func adding(_ nanoseconds: Int64) -> EngineTime {
    let (sum, overflow) = self.nanoseconds.addingReportingOverflow(nanoseconds)
    return EngineTime(nanoseconds: overflow ? (nanoseconds > 0 ? .max : .min) : sum)
  }

  /// Reads RFC 3339, with up to nine decimals and `Z` or an offset.
  ///
  /// Nil for anything else, and for years before 1970: engines write the year 1 for "never".
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    guard let time = bytes.withUnsafeBufferPointer({ EngineTimeReader.read($0[...]) }) else {
      return nil
    }
    self = time
  }

  /// Seconds with nine decimals, as the `since` of events and logs takes them.
  package var sinceParameter: String {
    let seconds = max(0, nanoseconds) / 1_000_000_000
    let rest = String(max(0, nanoseconds) % 1_000_000_000)
    return "\(seconds)." + String(repeating: "0", count: 9 - rest.count) + rest
  }
}

/// Reads the stamps of log lines too, of which there are many: no copies.
enum EngineTimeReader {
  static func read(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> EngineTime? {
    var digits = text
    guard let year = number(&digits, 4), skip(&digits, "-"), let month = number(&digits, 2),
      skip(&digits, "-"), let day = number(&digits, 2),
      let divider = digits.popFirst(), divider == 84 || divider == 116 || divider == 32,
      let hour = number(&digits, 2), skip(&digits, ":"), let minute = number(&digits, 2),
      skip(&digits, ":"), let second = number(&digits, 2),
      year >= 1970, year < 2262, (1...12).contains(month), (1...31).contains(day), hour < 24,
      minute < 60, second <= 60
    else { return nil }
    var fraction = 0
    if digits.first == 46 {
      digits = digits.dropFirst()
      var scale = 100_000_000
      var count = 0
      while let digit = digits.first, digit >= 48, digit <= 57 {
        fraction += Int(digit - 48) * scale
        scale /= 10
        count += 1
        digits = digits.dropFirst()
      }
      guard count > 0, count <= 12 else { return nil }
    }
    guard let offset = zone(&digits), digits.isEmpty else { return nil }
    let clock = hour * 3600 + minute * 60 + second - offset
    let seconds = days(year, month, day) * 86_400 + clock
    guard seconds >= 0 else { return nil }
    return EngineTime(nanoseconds: Int64(seconds) * 1_000_000_000 + Int64(fraction))
  }

  private static func zone(_ text: inout Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    switch text.popFirst() {
    case 90, 122: return 0
    case 43: return distance(&text)
    case 45: return distance(&text).map { -$0 }
    default: return nil
    }
  }

  private static func distance(_ text: inout Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    guard let hours = number(&text, 2), skip(&text, ":"), let minutes = number(&text, 2) else {
      return nil
    }
    return hours * 3600 + minutes * 60
  }

  private static func number(
    _ text: inout Slice<UnsafeBufferPointer<UInt8>>, _ count: Int
  ) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let byte = text.popFirst(), byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    return value
  }

  private static func skip(
    _ text: inout Slice<UnsafeBufferPointer<UInt8>>, _ character: Unicode.Scalar
  ) -> Bool {
    guard let byte = text.popFirst() else { return false }
    return UInt32(byte) == character.value
  }

  /// Days from 1970-01-01: years are counted from March, so that the leap day is their last.
  private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let monthFromMarch = (month + 9) % 12
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + day - 1
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    return shifted * 365 + leapDays + dayOfYear - 719_468
  }
}
