/// Numbers as people read them: three significant digits, the unit always with them, `–` for what
/// is not known.
///
/// The text is Unicode (`µs`, `–`, `−`, `×`); whoever writes to an ASCII terminal transliterates.
package enum Quantity {
  /// Stands for a number that is not known.
  package static let none = "–"

  /// A number as short as it can be: `150`, `72.5`.
  package static func plain(_ value: Double) -> String {
    if let whole = Int(exactly: value) { return String(whole) }
    return value.description
  }

  /// A whole number, thousands apart: `1,234,567`.
  package static func count(_ value: Int?) -> String {
    guard let value else { return none }
    let digits = String(value.magnitude)
    var text = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return value < 0 ? "−" + text : text
  }

  /// A whole number of things: `1 page`, `496 pages`.
  package static func count(_ value: Int, _ thing: String, plural: String? = nil) -> String {
    count(value) + " " + (value == 1 ? thing : plural ?? thing + "s")
  }

  /// Three significant digits, never an exponent: `0.0123`, `9.23`, `12,346`.
  package static func number(_ value: Double?) -> String {
    guard let value, let text = DecimalText(value) else { return none }
    let rounded = text.rounded(significant: 3)
    if rounded.isZero { return "0" }
    guard rounded.point > -6 else { return (text.isNegative ? "−" : "") + "< 0.000001" }
    let whole = rounded.point >= 3
    let written =
      whole
      ? text.written(decimals: 0, grouping: true) : rounded.written(decimals: 3 - rounded.point)
    return (text.isNegative ? "−" : "") + written
  }

  /// A number per second: `9.23 pages/s`.
  package static func rate(_ value: Double?, _ unit: String) -> String {
    guard let value, value.isFinite else { return none }
    return number(value) + " " + unit
  }

  /// A share of one as a percentage: `1.7 %`, `143 %`, `< 0.1 %`.
  package static func percent(_ share: Double?) -> String {
    guard let share, let text = DecimalText(share * 100) else { return none }
    if text.isZero { return "0 %" }
    let rounded = text.rounded(decimals: 1)
    let sign = text.isNegative ? "−" : ""
    if rounded.isZero { return text.isNegative ? "> −0.1 %" : "< 0.1 %" }
    return sign + text.written(decimals: rounded.point >= 3 ? 0 : 1, grouping: true) + " %"
  }

  /// A size in bytes with SI prefixes: `812 B`, `6.2 MB`, `213 MB`.
  package static func bytes(_ value: Int?) -> String {
    guard let value else { return none }
    let units = ["B", "kB", "MB", "GB", "TB", "PB", "EB"]
    var amount = Double(value)
    var unit = 0
    // 999.5 would be written as 1000: it belongs to the next unit.
    while amount.magnitude >= 999.5, unit < units.count - 1 {
      amount /= 1000
      unit += 1
    }
    guard unit > 0, let text = DecimalText(amount) else { return count(value) + " B" }
    let decimals = text.rounded(decimals: 1).point >= 3 ? 0 : 1
    return (value < 0 ? "−" : "") + text.written(decimals: decimals) + " " + units[unit]
  }
}
