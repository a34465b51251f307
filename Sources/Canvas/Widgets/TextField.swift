/// A line of text that can be typed into, scrolled so that the cursor is seen.
package struct TextField: Widget, Hashable, Sendable {
  package var text: String
  /// Characters before the cursor.
  package var cursor: Int
  /// Whether keys go here: the cursor is shown, and the field stands out.
  package var isFocused: Bool
  /// Shown where there is no text.
  package var placeholder: String
  /// Whether the text cannot be used: it is underlined, with a mark behind it.
  package var isInvalid: Bool
  /// Whether the whole text is chosen, to be replaced by what is typed: it is shown in reverse.
  package var isSelected: Bool

  package init(
    text: String, cursor: Int = .max, isFocused: Bool = true, placeholder: String = "",
    isInvalid: Bool = false, isSelected: Bool = false
  ) {
    self.text = text
    self.cursor = cursor
    self.isFocused = isFocused
    self.placeholder = placeholder
    self.isInvalid = isInvalid
    self.isSelected = isSelected
  }

  /// A field for a text that is being typed.
  package init(
    _ input: TextInput, isFocused: Bool = true, placeholder: String = "", isInvalid: Bool = false
  ) {
    self.init(
      text: input.text, cursor: input.cursor, isFocused: isFocused, placeholder: placeholder,
      isInvalid: isInvalid)
  }

  package func draw(on canvas: inout Canvas, in area: Rect) {
    let paper = isFocused ? Paper.selected : .raised
    canvas.fill(area, with: Cell(" ", Style(on: paper)))
    var line = area.row(0)
    guard !line.isEmpty else { return }
    if isInvalid, line.width > 2 {
      line.width -= 2
      canvas.stamp(
        canvas.glyphs == .braille ? "✗" : "!", Style(.bad, on: paper).bold, x: line.right + 1,
        y: line.y, in: area)
    }
    if text.isEmpty {
      canvas.put(placeholder, Style(.muted, on: paper), in: line)
      drawCursor(x: 0, width: 1, on: &canvas, in: line)
    } else {
      drawText(
        isInvalid ? Style(.bad, on: paper, .underline) : Style(on: paper), on: &canvas, in: line)
    }
  }

  private func drawText(_ style: Style, on canvas: inout Canvas, in line: Rect) {
    let glyphs = canvas.glyphs
    let letters = text.map { Letter($0, glyphs: glyphs) }
    let isSelected = isSelected && isFocused
    let cursor = min(max(0, cursor), letters.count)
    let window = window(of: letters, around: cursor, width: line.width)
    var x = 0
    var cursorCells = 0..<0
    for index in window {
      if index == cursor { cursorCells = x..<(x + letters[index].width) }
      let isReverse = isSelected || index == cursor && isFocused
      canvas.put(
        letters[index].text, isReverse ? style.adding(.reverse) : style, x: x, in: line)
      x += letters[index].width
    }
    if cursor == letters.count, !isSelected { drawCursor(x: x, width: 1, on: &canvas, in: line) }
    // Over a character, since a field is too narrow to spend a cell of its own on it.
    let more = Style(.accent, on: style.paper)
    if window.lowerBound > 0, !cursorCells.contains(0), line.width > 2 {
      canvas.stamp(glyphs.pick("‹", ascii: "<"), more, x: line.x, y: line.y, in: line)
    }
    if window.upperBound < letters.count, !cursorCells.contains(line.width - 1), line.width > 2 {
      canvas.stamp(glyphs.pick("›", ascii: ">"), more, x: line.right - 1, y: line.y, in: line)
    }
  }

  private func drawCursor(x: Int, width: Int, on canvas: inout Canvas, in line: Rect) {
    guard isFocused else { return }
    let place = Rect(x: line.x + x, y: line.y, width: max(1, width), height: 1)
    canvas.restyle(place.intersection(line)) { $0 = $0.adding(.reverse) }
  }

  /// The characters shown: all if they fit, else the cursor with some of what follows it.
  private func window(of letters: [Letter], around cursor: Int, width: Int) -> Range<Int> {
    let cursorWidth = cursor < letters.count ? letters[cursor].width : 1
    var room = width - cursorWidth
    var end = min(letters.count, cursor + 1)
    // Enough for the mark that stands at the right end.
    let context = width > 2 ? max(2, width / 4) : 0
    var ahead = 0
    while end < letters.count, ahead + letters[end].width <= context {
      ahead += letters[end].width
      end += 1
    }
    room -= ahead
    var start = cursor
    while start > 0, letters[start - 1].width <= room {
      room -= letters[start - 1].width
      start -= 1
    }
    while end < letters.count, letters[end].width <= room {
      room -= letters[end].width
      end += 1
    }
    return start..<end
  }

  /// A character as it is shown.
  private struct Letter {
    var text: String
    var width: Int

    init(_ character: Character, glyphs: GlyphSet) {
      text = String(character)
      width = glyphs.width(of: text)
    }
  }
}
