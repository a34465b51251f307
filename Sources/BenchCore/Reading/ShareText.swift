/// Shares of a whole as people write them: `3%`, `0.5%`.
package enum ShareText {
  /// The share, 1 for the whole; nil where the text is none.
  ///
  /// The sign is required: whether a bare `1` is one percent or all of it, nobody can tell.
  package static func parse(_ text: String) -> Double? {
    guard text.hasSuffix("%"), let percent = DecimalNumber.parse(String(text.dropLast())) else {
      return nil
    }
    return percent / 100
  }
}
