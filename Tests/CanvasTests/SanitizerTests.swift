import Canvas
import Testing

struct SanitizerTests {
  @Test(
    "replaces what acts on a terminal or deceives a reader, visibly",
    arguments: [
      ("plain text é 日本 😀", "plain text é 日本 😀", "plain text ? ?? ?"),
      ("\u{1B}[31mred\u{1B}]0;title\u{7}", "␛[31mred␛]0;title␇", "?[31mred?]0;title?"),
      ("a\r\nb\tc\0\u{7F}", "a␍␊b␉c␀␡", "a??b?c??"),
      ("\u{9B}31m\u{85}\u{90}", "␦31m␦␦", "?31m??"),
      ("a\u{202E}fdp.exe\u{2066}\u{200F}", "a␦fdp.exe␦␦", "a?fdp.exe??"),
      ("pay\u{200B}pal\u{FEFF}\u{AD}\u{2060}", "pay␦pal␦␦␦", "pay?pal???"),
      ("a\u{2028}b\u{2029}c", "a␦b␦c", "a?b?c"),
      ("\u{E000}\u{F0001}\u{FFFE}\u{E0041}\u{3164}", "␦␦␦␦␦", "?????"),
    ])
  func visible(text: String, unicode: String, ascii: String) {
    #expect(Sanitizer.line(text) == unicode)
    #expect(Sanitizer.line(text, glyphs: .ascii) == ascii)
  }

  @Test("leaves out one joiner or variation selector, and shows what is more")
  func joiners() {
    #expect(Sanitizer.line("❤\u{FE0F}!") == "❤!")
    #expect(Sanitizer.line("👨\u{200D}👩\u{200D}👧") == "👨👩👧")
    #expect(Sanitizer.line("a\u{200D}\u{200D}\u{200D}b") == "a␦␦b")
    #expect(Sanitizer.line("\u{200D}a") == "␦a")
  }

  @Test("keeps four marks on a character and says that there were more")
  func marks() {
    let mark = "\u{301}"
    #expect(Sanitizer.line("e" + mark + "x") == "e" + mark + "x")
    let heap = "e" + String(repeating: mark, count: 1000) + "x"
    #expect(Sanitizer.line(heap) == "e" + String(repeating: mark, count: 4) + "␦x")
    #expect(Sanitizer.line(String(repeating: mark, count: 50) + "x") == "␦x")
    #expect(Sanitizer.line("a\u{1B}" + mark + "x") == "a␛␦x")
  }

  @Test("cuts behind so many characters, and does not read the rest")
  func limit() {
    #expect(Sanitizer.line("abcdef", limit: 6) == "abcdef")
    #expect(Sanitizer.line("abcdef", limit: 3) == "abc…")
    #expect(Sanitizer.line("abcdef", glyphs: .ascii, limit: 3) == "abc...")
    #expect(Sanitizer.line("e\u{301}f", limit: 1) == "e\u{301}…")
    let flood = String(repeating: "\u{1B}[2J", count: 1_000_000)
    #expect(Sanitizer.line(flood).count == 501)
  }

  @Test(
    "lets through no scalar that is not drawn, whatever comes", arguments: [Glyphs.unicode, .ascii])
  func every(glyphs: Glyphs) {
    var text = String.UnicodeScalarView()
    for value in UInt32(0)..<0x110000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      text.append(scalar)
    }
    let line = Sanitizer.line(String(text), glyphs: glyphs, limit: .max)
    let forbidden = line.unicodeScalars.filter { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned,
        .surrogate:
        return true
      default: return scalar.properties.isDefaultIgnorableCodePoint
      }
    }
    #expect(forbidden.isEmpty)
    if glyphs == .ascii { #expect(line.utf8.allSatisfy { $0 >= 32 && $0 < 127 }) }
  }
}
