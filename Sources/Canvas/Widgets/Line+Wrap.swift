extension Line {
  /// The line with another style where it had none.
  func plainAs(_ style: Style) -> Line {
    Line(spans.map { $0.style == .plain ? Span($0.text, style) : $0 })
  }

  /// Lines of at most `width` cells, broken between words; a line that fits keeps its blanks.
  ///
  /// A word that is longer than a line is cut where the line ends.
  package func wrapped(to width: Int, glyphs: GlyphSet) -> [Line] {
    guard width > 0, self.width(glyphs: glyphs) > width else { return [self] }
    let letters = spans.flatMap { span in
      span.text.map { Letter(character: $0, style: span.style, glyphs: glyphs) }
    }
    var lines: [Line] = []
    var rest = letters[...]
    while !rest.isEmpty {
      let fitting = Self.fitting(rest, width: width)
      lines.append(Self.joined(rest[..<fitting]))
      rest = rest[fitting...].drop { $0.character == " " }
    }
    return lines
  }

  /// A character of a line with its style.
  private struct Letter {
    var character: Character
    var style: Style
    var width: Int

    init(character: Character, style: Style, glyphs: GlyphSet) {
      self.character = character
      self.style = style
      width = glyphs.width(of: String(character))
    }
  }

  /// Where the first line of the letters ends.
  private static func fitting(_ letters: ArraySlice<Letter>, width: Int) -> Int {
    var used = 0
    var end = letters.startIndex
    var wordEnd: Int?
    while end < letters.endIndex, used + letters[end].width <= width {
      if letters[end].character == " " { wordEnd = end }
      used += letters[end].width
      end += 1
    }
    if end == letters.endIndex || letters[end].character == " " { return end }
    if let wordEnd, wordEnd > letters.startIndex { return wordEnd }
    return max(end, letters.startIndex + 1)
  }

  private static func joined(_ letters: ArraySlice<Letter>) -> Line {
    var line = Line()
    for letter in letters {
      if let last = line.spans.last, last.style == letter.style {
        line.spans[line.spans.count - 1].text.append(letter.character)
      } else {
        line.spans.append(Span(String(letter.character), letter.style))
      }
    }
    return line
  }
}
