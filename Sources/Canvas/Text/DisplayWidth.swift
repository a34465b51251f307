/// How many cells of a terminal text takes.
///
/// Sums the widths of scalars, as terminals without grapheme clusters do: 2 for East Asian wide
/// and emoji, 0 for combining marks, 1 for the rest. Text that went through `Sanitizer` holds no
/// joiners, so that both kinds of terminals agree. Ambiguous characters count 1.
package enum DisplayWidth {
  /// Cells of a text on one line.
  package static func of(_ text: String) -> Int {
    if text.utf8.allSatisfy({ $0 >= 32 && $0 < 127 }) { return text.utf8.count }
    return text.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  /// Cells of a character with everything that combines with it.
  package static func of(_ character: Character) -> Int {
    character.unicodeScalars.reduce(0) { $0 + of($1) }
  }

  /// Cells of a scalar; none for what a terminal does not draw.
  static func of(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0..<32, 127..<160: return 0
    case 32..<0x300: return scalar.value == 0xAD ? 0 : 1
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control, .lineSeparator, .paragraphSeparator:
      return 0
    default: break
    }
    if isConjoining(scalar) { return 0 }
    return WideScalars.contains(scalar.value) ? 2 : 1
  }

  /// Vowels and finals of Hangul, which a terminal draws over the syllable's first consonant.
  static func isConjoining(_ scalar: Unicode.Scalar) -> Bool {
    (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FB).contains(scalar.value)
  }

  /// The text, or its beginning with an ellipsis, in at most `width` cells.
  package static func truncate(
    _ text: String, to width: Int, glyphs: Glyphs = .unicode
  ) -> String {
    guard of(text) > width else { return text }
    let mark = String(glyphs.ellipsis.prefix(max(0, width)))
    let room = width - of(mark)
    var result = ""
    var used = 0
    for character in text {
      let cells = of(character)
      guard used + cells <= room else { break }
      result.append(character)
      used += cells
    }
    return result + mark
  }

  /// The text, or its end behind an ellipsis, in at most `width` cells: for paths, whose end tells
  /// them apart.
  package static func truncateFront(
    _ text: String, to width: Int, glyphs: Glyphs = .unicode
  ) -> String {
    guard of(text) > width else { return text }
    let mark = String(glyphs.ellipsis.prefix(max(0, width)))
    let room = width - of(mark)
    var kept: [Character] = []
    var used = 0
    for character in text.reversed() {
      let cells = of(character)
      guard used + cells <= room else { break }
      kept.append(character)
      used += cells
    }
    return mark + String(kept.reversed())
  }

  /// The text with spaces on one side, so that it takes `width` cells; longer text is left alone.
  package static func pad(_ text: String, to width: Int, _ alignment: Alignment) -> String {
    let space = String(repeating: " ", count: max(0, width - of(text)))
    switch alignment {
    case .leading: return text + space
    case .trailing: return space + text
    }
  }

  /// The side on which text stands.
  package enum Alignment: Hashable, Sendable {
    case leading, trailing
  }
}
