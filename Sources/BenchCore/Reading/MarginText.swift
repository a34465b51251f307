/// Margins as people write them: `±1%`, `+-1 %`, `1%`.
///
/// The percent sign is asked for, because a bare 1 could mean a hundred of them.
package enum MarginText {
  /// What is asked for, for messages.
  package static let expectation = "a margin in per cent, as ±1% or 0.5%"

  /// The margin as a share, 0.01 for `±1%`; nil where the text is none, or not above zero.
  package static func parse(_ text: String) -> Double? {
    guard text.hasSuffix("%") else { return nil }
    var digits = text.dropLast()
    for sign in ["±", "+-", "+/-"] where digits.hasPrefix(sign) {
      digits = digits.dropFirst(sign.count)
      break
    }
    if digits.hasSuffix(" ") { digits = digits.dropLast() }
    guard digits.first.map({ $0.isNumber || $0 == "." }) ?? false,
      let percent = DecimalNumber.parse(String(digits)), percent > 0
    else { return nil }
    return percent / 100
  }
}
