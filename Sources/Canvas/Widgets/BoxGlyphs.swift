/// The characters of frames, rules and axes in a glyph set.
struct BoxGlyphs {
  let horizontal: Unicode.Scalar
  let vertical: Unicode.Scalar
  let topLeft: Unicode.Scalar
  let topRight: Unicode.Scalar
  let bottomLeft: Unicode.Scalar
  let bottomRight: Unicode.Scalar
  /// Ends a line that comes from the left.
  let endsRight: Unicode.Scalar
  /// Begins a line that goes to the right.
  let endsLeft: Unicode.Scalar
  /// A horizontal line with a branch downwards.
  let down: Unicode.Scalar
  let cross: Unicode.Scalar

  init(_ glyphs: GlyphSet) {
    // The Linux console's fonts have no round corners.
    let isRound = glyphs == .braille
    horizontal = glyphs.pick("─", ascii: "-")
    vertical = glyphs.pick("│", ascii: "|")
    topLeft = glyphs.pick(isRound ? "╭" : "┌", ascii: "+")
    topRight = glyphs.pick(isRound ? "╮" : "┐", ascii: "+")
    bottomLeft = glyphs.pick(isRound ? "╰" : "└", ascii: "+")
    bottomRight = glyphs.pick(isRound ? "╯" : "┘", ascii: "+")
    endsRight = glyphs.pick("┤", ascii: "[")
    endsLeft = glyphs.pick("├", ascii: "]")
    down = glyphs.pick("┬", ascii: "+")
    cross = glyphs.pick("┼", ascii: "+")
  }
}

extension Canvas {
  /// Sets one cell to a character of our own, unless it is outside the area.
  mutating func stamp(
    _ scalar: Unicode.Scalar, _ style: Style, x: Int, y: Int, in area: Rect
  ) {
    guard area.contains(x: x, y: y) else { return }
    self[x, y] = Cell(scalar, style)
  }

  /// The marker before a chosen row.
  var marker: Unicode.Scalar {
    switch glyphs {
    case .braille: return "▸"
    case .block: return "►"
    case .ascii: return ">"
    }
  }
}
