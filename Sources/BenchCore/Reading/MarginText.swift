/// Margins as people write them: `±1%`, `+-1 %`, `1%`.
///
/// A share with a sign for both sides before it, or without one.
package enum MarginText {
  /// What is asked for, for messages.
  package static let expectation = "a margin in per cent, as ±1% or 0.5%"

  /// The margin as a share, 0.01 for `±1%`; nil where the text is none, or not above zero.
  package static func parse(_ text: String) -> Double? {
    let sign = ["±", "+-", "+/-"].first { text.hasPrefix($0) } ?? ""
    var share = String(text.dropFirst(sign.count))
    if share.hasSuffix(" %") { share = share.dropLast(2) + "%" }
    // Whoever writes one side of it does not mean a margin.
    guard share.first.map({ $0.isNumber || $0 == "." }) ?? false else { return nil }
    return ShareText.parse(share).flatMap { $0 > 0 ? $0 : nil }
  }
}
