/// Numbers in decimal notation only.
///
/// The standard library also reads `0x1p4`, `inf` and `nan`, which nobody means.
package enum DecimalNumber {
  /// The number; nil where the text is none, or one beyond the range of `Double`.
  package static func parse(_ text: String) -> Double? {
    let isDecimal = text.utf8.allSatisfy {
      (48...57).contains($0) || $0 == 46 || $0 == 43 || $0 == 45 || $0 == 69 || $0 == 101
    }
    guard isDecimal, text.utf8.contains(where: { (48...57).contains($0) }) else { return nil }
    guard let value = Double(text), value.isFinite else { return nil }
    return value
  }
}
