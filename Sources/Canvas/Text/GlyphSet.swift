/// Which characters a screen can show: what a terminal's font is known to have.
package enum GlyphSet: Hashable, Sendable, CaseIterable {
  /// Everything: lines of 2 × 4 dots a cell.
  case braille
  /// No braille, as on the Linux console: blocks and box drawing.
  case block
  /// Printable ASCII only.
  case ascii

  /// The characters for text.
  package var text: Glyphs { self == .ascii ? .ascii : .unicode }

  /// One character of our own in each set.
  package func pick(_ unicode: Unicode.Scalar, ascii: Unicode.Scalar) -> Unicode.Scalar {
    self == .ascii ? ascii : unicode
  }

  /// Eight heights of a bar, lowest first.
  package var bars: [Unicode.Scalar] {
    self == .ascii
      ? ["_", ".", ",", "-", "~", "=", "+", "#"] : ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  }
}
