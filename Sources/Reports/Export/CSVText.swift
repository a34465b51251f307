internal import BenchCore

/// Fields and rows as RFC 4180 has them.
enum CSVText {
  /// A row with its line end.
  static func row(_ fields: [String]) -> String { fields.joined(separator: ",") + "\r\n" }

  /// Words that somebody else chose, as they can be opened in a spreadsheet.
  ///
  /// Spreadsheets take a cell that begins with `=`, `+`, `-`, `@` or their full-width forms for a
  /// formula, which can fetch and send; an apostrophe before it makes it text. What acts on a
  /// terminal becomes U+FFFD.
  static func foreign(_ text: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control
      let isKept = !isControl || scalar == "\t" || scalar == "\n" || scalar == "\r"
      safe.append(isKept ? scalar : "\u{FFFD}")
    }
    let isFormula = safe.first.map { formulaStarts.contains($0) } ?? false
    return quoted((isFormula ? "'" : "") + String(safe))
  }

  /// A word of ours; quoted where it has to be.
  static func quoted(_ text: String) -> String {
    // By scalars: a carriage return with its line feed is a single character.
    guard text.unicodeScalars.contains(where: { special.contains($0) }) else { return text }
    var field = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" { field += "\"" }
      field.unicodeScalars.append(scalar)
    }
    return field + "\""
  }

  /// Seconds of whole nanoseconds, exactly: `2.384`, `0.0`.
  static func seconds(nanoseconds: Int64) -> String {
    let (whole, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    let digits = String(rest)
    var decimals = String(repeating: "0", count: 9 - digits.count) + digits
    while decimals.count > 1, decimals.last == "0" { decimals.removeLast() }
    return "\(nanoseconds < 0 ? "-" : "")\(whole).\(decimals)"
  }

  /// The shortest decimal that is read back as the same number; empty for none.
  static func number(_ value: Double?) -> String {
    guard let value, value.isFinite else { return "" }
    return Quantity.plain(value)
  }

  static func integer(_ value: (some BinaryInteger)?) -> String {
    value.map { String($0) } ?? ""
  }

  private static let special: Set<Unicode.Scalar> = [",", "\"", "\r", "\n", ";", " ", "\t"]
  private static let formulaStarts: Set<Unicode.Scalar> = [
    "=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
  ]
}
