extension Canvas {
  /// The screen as readable text: rows between bars, then what each cell means.
  ///
  /// Blanks are `·`, so that width can be seen. The second part is the style plane: one letter a
  /// cell, explained below it, so that a change of style is seen too.
  package var picture: String {
    var lines = (0..<size.height).map { y in Self.number(y) + "│" + rowText(y) + "│" }
    var legend: [(Style, Character)] = []
    for y in 0..<size.height {
      var letters = ""
      for cell in row(y) {
        if cell.style == .plain {
          letters.append("·")
        } else if let known = legend.first(where: { $0.0 == cell.style }) {
          letters.append(known.1)
        } else {
          let letter = Self.letters[min(legend.count, Self.letters.count - 1)]
          legend.append((cell.style, letter))
          letters.append(letter)
        }
      }
      lines.append(Self.number(y) + "┊" + letters + "┊")
    }
    lines += legend.map { "\($0.1) = \($0.0.words)" }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A row's text, blanks as `·`.
  package func rowText(_ y: Int) -> String {
    row(y).map { $0 == .blank || $0.base == 32 ? "·" : $0.text }.joined()
  }

  /// The whole text without styles, blanks as blanks, trailing ones left out.
  package var plainText: String {
    (0..<size.height).map { y in
      var text = row(y).map(\.text).joined()
      while text.last == " " { text.removeLast() }
      return text
    }.joined(separator: "\n")
  }

  private static let letters = Array(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789?")

  private static func number(_ y: Int) -> String { y < 10 ? "0\(y)" : "\(y)" }
}

extension Style {
  /// The style in words: `accent on raised bold`.
  package var words: String {
    var words = ["\(ink)"]
    if paper != .base { words.append("on \(paper)") }
    for (attribute, name) in [
      (Attributes.bold, "bold"), (.dim, "dim"), (.underline, "underline"), (.reverse, "reverse"),
    ] where attributes.contains(attribute) {
      words.append(name)
    }
    return words.joined(separator: " ")
  }
}
