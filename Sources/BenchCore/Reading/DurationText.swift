/// Durations as people write them: `300s`, `5m`, `1h30m`, `250ms`, or a number of seconds.
package enum DurationText {
  /// What a duration can look like, for messages.
  package static let examples = "300s, 5m, 1h30m or a number of seconds"

  /// The duration in seconds; nil where the text is none.
  ///
  /// Units are h, m (also min), s and ms, each at most once, larger ones first.
  package static func parse(_ text: String) -> Double? {
    if let seconds = DecimalNumber.parse(text) { return seconds >= 0 ? seconds : nil }
    var rest = text[...]
    var total = 0.0
    var smallest = Double.infinity
    while !rest.isEmpty {
      let digits = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(digits.count)
      let letters = rest.prefix { $0.isASCII && $0.isLetter }
      rest = rest.dropFirst(letters.count)
      guard let amount = DecimalNumber.parse(String(digits)), let unit = units[String(letters)],
        unit < smallest
      else { return nil }
      smallest = unit
      total += amount * unit
    }
    return smallest.isFinite && total.isFinite ? total : nil
  }

  private static let units = ["h": 3600.0, "m": 60, "min": 60, "s": 1, "ms": 0.001]
}
