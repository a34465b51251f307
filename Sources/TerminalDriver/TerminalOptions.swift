package import Canvas

/// What the user asked of the terminal's look.
package struct TerminalOptions: Hashable, Sendable {
  /// Colours of the theme; nil leaves the terminal its own.
  package var palette: Palette?
  /// Attributes only, as `NO_COLOR` asks.
  package var noColor: Bool
  /// Which characters to draw with; nil decides by the terminal and the locale.
  package var glyphs: GlyphSet?
  /// Whether the terminal takes UTF-8; nil asks the locale.
  package var usesUTF8: Bool?

  package init(
    palette: Palette? = nil, noColor: Bool = false, glyphs: GlyphSet? = nil,
    usesUTF8: Bool? = nil
  ) {
    self.palette = palette
    self.noColor = noColor
    self.glyphs = glyphs
    self.usesUTF8 = usesUTF8
  }
}
