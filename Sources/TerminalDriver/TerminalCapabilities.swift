package import Canvas

/// What the terminal can do.
package struct TerminalCapabilities: Hashable, Sendable {
  /// The terminal's name, as `TERM` says.
  package var name: String
  /// The colours that are used: none where the user wants none.
  package var colors: ColorDepth
  /// The characters that canvases may use.
  package var glyphs: GlyphSet
  /// Whether clicks and the wheel arrive.
  package var hasMouse: Bool
}

/// How many colours a terminal shows.
package enum ColorDepth: Hashable, Sendable, CaseIterable {
  /// None: bold, dim, underlined and reverse have to do.
  case mono
  /// The eight of ANSI.
  case eight
  /// The eight, and each of them bright.
  case sixteen
  /// The sixteen, a cube of 6 × 6 × 6, and 24 greys.
  case indexed256
  /// Any, by red, green and blue.
  case direct

  /// The depth of a terminal that counts so many colours and pairs of them.
  init(colors: Int, pairs: Int) {
    // Each ink on each paper is a pair of its own, and pair 0 is the terminal's.
    guard pairs > Ink.allCases.count * Paper.allCases.count else {
      self = .mono
      return
    }
    switch colors {
    case (1 << 24)...: self = .direct
    case 256...: self = .indexed256
    case 16...: self = .sixteen
    case 8...: self = .eight
    default: self = .mono
    }
  }
}
