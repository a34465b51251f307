/// Which characters an output can show.
package enum Glyphs: Hashable, Sendable, CaseIterable {
  /// Everything.
  case unicode
  /// Printable ASCII only.
  case ascii

  /// What stands where a text was cut.
  package var ellipsis: String { self == .unicode ? "…" : "..." }

  /// Text of our own, written with these characters; foreign text goes through `Sanitizer`.
  package func spelled(_ text: String) -> String {
    if self == .unicode || text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "µ": result += "u"
      case "–", "−": result += "-"
      case "×": result += "x"
      case "…": result += "..."
      case "·", "•": result += "-"
      case "≥": result += ">="
      case "≤": result += "<="
      case "±": result += "+-"
      case "→": result += "->"
      case "←": result += "<-"
      case "↑": result += "up"
      case "↓": result += "down"
      case "‹": result += "<"
      case "›": result += ">"
      case "—": result += "-"
      case "●", "★": result += "*"
      case "✓": result += "+"
      case "✗": result += "x"
      case "⚠": result += "!"
      default: result.unicodeScalars.append(scalar.isASCII ? scalar : "?")
      }
    }
    return result
  }
}
