/// The resolution a request asks for, in pixels per inch.
///
/// A client may send it as a query parameter, as a form field, or as both, because the servers that
/// speak this contract read one or the other. Where both are there and differ, the query counts.
enum DPI {
  static let range: ClosedRange<Double> = 10...1200

  /// - Throws: a refusal with status 400 when the value is not a number or out of range.
  static func choose(
    query: String?, form: String?, default fallback: Double
  ) throws(Refusal)
    -> Double
  {
    guard let text = query ?? form else { return fallback }
    guard let value = number(text) else {
      throw Refusal(.badRequest, "dpi must be a number, not '\(Display.safe(text))'")
    }
    guard range.contains(value) else {
      throw Refusal(.badRequest, "dpi must be between 10 and 1200, not \(Display.safe(text))")
    }
    return value
  }

  /// Plain decimal notation only: no exponent, no hexadecimal, no names.
  private static func number(_ text: String) -> Double? {
    let isDecimal = text.utf8.allSatisfy {
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: ".")
        || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+")
    }
    guard isDecimal, text.utf8.count <= 32 else { return nil }
    return Double(text)
  }
}
