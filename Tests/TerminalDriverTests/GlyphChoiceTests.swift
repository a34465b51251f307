import Canvas
import Testing

@testable import TerminalDriver

/// Which characters are drawn with.
struct GlyphChoiceTests {
  @Test(
    "chooses by the terminal's name and the encoding",
    arguments: [
      ("xterm-256color", true, GlyphSet.braille), ("xterm-direct", true, .braille),
      ("tmux-256color", true, .braille), ("screen", true, .braille),
      ("rxvt-unicode", true, .braille), ("xterm-vt220", true, .braille), ("linux", true, .block),
      ("linux-16color", true, .block), ("vt100", true, .block), ("vt220", true, .block),
      ("ansi", true, .block), ("xterm-256color", false, .ascii), ("linux", false, .ascii),
      ("vt100", false, .ascii),
    ])
  func byName(terminal: String, usesUTF8: Bool, glyphs: GlyphSet) {
    #expect(
      GlyphChoice.glyphs(wanted: nil, terminal: terminal, usesUTF8: usesUTF8) == glyphs)
  }

  @Test("does what the user says", arguments: GlyphSet.allCases)
  func wanted(glyphs: GlyphSet) {
    for usesUTF8 in [true, false] {
      #expect(
        GlyphChoice.glyphs(wanted: glyphs, terminal: "vt100", usesUTF8: usesUTF8) == glyphs)
    }
  }

  @Test("reads the encoding from a locale's name")
  func encoding() {
    for name in ["de_DE.UTF-8", "C.utf8", "en_US.utf-8@euro", "UTF-8"] {
      #expect(TextEncoding.namesUTF8(name))
    }
    for name in ["C", "POSIX", "", "de_DE.ISO-8859-1", "ja_JP.eucJP"] {
      #expect(!TextEncoding.namesUTF8(name))
    }
  }
}
