internal import Canvas

/// Which characters to draw with, where the user does not say.
enum GlyphChoice {
  /// Families whose fonts are small: box drawing and blocks, no braille.
  private static let plainFamilies = ["linux", "vt", "ansi", "pcansi", "cons25", "sun", "cygwin"]

  /// The set for a terminal's name, as `TERM` says, and an encoding.
  static func glyphs(wanted: GlyphSet?, terminal: String, usesUTF8: Bool) -> GlyphSet {
    if let wanted { return wanted }
    guard usesUTF8 else { return .ascii }
    return plainFamilies.contains { terminal.hasPrefix($0) } ? .block : .braille
  }
}
