/// Text as it can stand in GitHub's Markdown and mean nothing but itself.
enum MarkdownText {
  /// Keeps foreign words from becoming markup, links, references to people or issues.
  ///
  /// The text is one line. An empty comment after `@`, `#` and `:` breaks mentions, references and
  /// addresses, which a backslash does not.
  static func escaped(_ text: String) -> String {
    var result = ""
    var rest = text[...]
    if let marker = listMarker(rest) {
      result += marker
      rest = rest.dropFirst(marker.count - 1)
    }
    while let character = rest.popFirst() {
      switch character {
      case "\\", "`", "*", "_", "[", "]", "|", "~", "!", "$": result += "\\" + String(character)
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      case "@": result += "@<!-- -->"
      case "#": result += "\\#<!-- -->"
      case ":" where rest.hasPrefix("//"): result += ":<!-- -->"
      case "w" where rest.lowercased().hasPrefix("ww."),
        "W" where rest.lowercased().hasPrefix("ww."):
        result += String(character) + "<!-- -->"
      case _ where character.isNewline: result += " "
      default: result.append(character)
      }
    }
    return result
  }

  /// In a cell of a table; an empty one stays empty.
  static func cell(_ text: String, depth: Int = 0) -> String {
    String(repeating: "\u{A0}\u{A0}", count: max(0, depth)) + escaped(text)
  }

  /// What would begin a list, a quotation or a ruled heading, escaped: `\-`, `1\.`.
  private static func listMarker(_ text: Substring) -> String? {
    guard let first = text.first else { return nil }
    if "-+=".contains(first) { return "\\" + String(first) }
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let after = text.dropFirst(digits.count)
    guard !digits.isEmpty, let end = after.first, end == "." || end == ")",
      after.dropFirst().first ?? " " == " "
    else { return nil }
    return digits + "\\" + String(end)
  }
}
