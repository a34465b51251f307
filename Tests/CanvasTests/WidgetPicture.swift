import Canvas

extension Canvas {
  /// A canvas full of `x`, on which what a widget leaves alone can be seen.
  static func poisoned(
    _ width: Int, _ height: Int, _ glyphs: GlyphSet = .braille, with poison: Unicode.Scalar = "x"
  ) -> Canvas {
    var canvas = Canvas(size: Size(width: width, height: height), glyphs: glyphs)
    canvas.fill(canvas.bounds, with: Cell(poison))
    return canvas
  }

  /// The rows' texts, blanks as `·`.
  var rows: String { (0..<size.height).map { rowText($0) }.joined(separator: "\n") }

  /// What stands in the cells for which the styles hold, blanks as `·`.
  func text(where holds: (Style) -> Bool) -> String {
    cells.filter { holds($0.style) }.map { $0 == .blank || $0.text == " " ? "·" : $0.text }.joined()
  }
}

extension Widget {
  /// The widget over a poisoned canvas of this size.
  func drawn(_ width: Int, _ height: Int, _ glyphs: GlyphSet = .braille) -> Canvas {
    var canvas = Canvas.poisoned(width, height, glyphs)
    canvas.draw(self, in: canvas.bounds)
    return canvas
  }

  /// Its text there, blanks as `·`.
  func picture(_ width: Int, _ height: Int, _ glyphs: GlyphSet = .braille) -> String {
    drawn(width, height, glyphs).rows
  }
}
