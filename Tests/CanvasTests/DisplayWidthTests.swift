import Canvas
import Testing

struct DisplayWidthTests {
  @Test(
    "counts cells as wcwidth 0.7 does",
    arguments: [
      ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("ｱｲ", 2), ("한글", 4),
      ("\u{1112}\u{1161}\u{11AB}", 2), ("😀", 2), ("→…–×", 4), ("ไทย", 3), ("Ａ", 2), ("♥", 1),
      ("⌚", 2), ("\u{3000}", 2), ("ﷺ", 1), ("│╭─", 3), ("µs", 2), ("␛␦", 2),
    ])
  func width(text: String, cells: Int) {
    #expect(DisplayWidth.of(text) == cells)
    #expect(text.reduce(0) { $0 + DisplayWidth.of($1) } == cells)
  }

  /// Counted in Python 3.11: `unicodedata.east_asian_width` W or F among the scalars of Unicode 14
  /// that are no marks, controls, formats, separators of lines, nor conjoining jamo.
  @Test("knows every wide scalar of Unicode 14")
  func allWide() {
    var count = 0
    for value in UInt32(0)..<0x110000 {
      guard let scalar = Unicode.Scalar(value), let age = scalar.properties.age, age.major <= 14,
        ![.privateUse, .unassigned].contains(scalar.properties.generalCategory)
      else { continue }
      if DisplayWidth.of(Character(scalar)) == 2 { count += 1 }
    }
    #expect(count == 117_190)
  }

  @Test(
    "cuts text at a cell, never through a character",
    arguments: [
      ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
      ("日本語", 6, "日本語"), ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 2, "…"),
      ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"), ("abc", -1, ""),
    ])
  func truncate(text: String, width: Int, expected: String) {
    let cut = DisplayWidth.truncate(text, to: width)
    #expect(cut == expected)
    #expect(DisplayWidth.of(cut) <= max(0, width))
  }

  @Test("cuts with dots where only ASCII can be shown")
  func truncateASCII() {
    #expect(DisplayWidth.truncate("abcdef", to: 5, glyphs: .ascii) == "ab...")
    #expect(DisplayWidth.truncate("abcdef", to: 2, glyphs: .ascii) == "..")
  }

  @Test("pads by cells, not by characters")
  func pad() {
    #expect(DisplayWidth.pad("日本", to: 6, .leading) == "日本  ")
    #expect(DisplayWidth.pad("日本", to: 6, .trailing) == "  日本")
    #expect(DisplayWidth.pad("long", to: 2, .leading) == "long")
  }

  @Test(
    "wraps between words, and cuts a word that is longer than a line",
    arguments: [
      ("one two three", 20, ["- one two three"]), ("one two three", 9, ["- one two", "  three"]),
      ("", 20, ["- "]), ("  spaces   between ", 20, ["- spaces between"]),
      ("abcdefghijklmnop", 12, ["- abcdefghij", "  klmnop"]),
      ("x 日本語日本語日", 12, ["- x", "  日本語日本", "  語日"]),
    ])
  func wrap(text: String, width: Int, lines: [String]) {
    #expect(TextWrap.lines(text, width: width, first: "- ", rest: "  ") == lines)
  }

  @Test("spells our own signs in ASCII")
  func spelled() {
    #expect(Glyphs.ascii.spelled("116 µs · 2.16× – −3 ≥ …ü") == "116 us - 2.16x - -3 >= ...?")
    #expect(Glyphs.unicode.spelled("µ×") == "µ×")
  }

  @Test(
    "A path is cut at its front, as wide as it may be",
    arguments: [
      ("short", 5, "short"), ("/a/long/path", 8, "…ng/path"), ("/a/漢字/x", 5, "…字/x"),
      ("/a/漢字/x", 4, "…/x"), ("abc", 1, "…"), ("abc", 0, ""),
    ])
  func front(text: String, width: Int, expected: String) {
    #expect(DisplayWidth.truncateFront(text, to: width) == expected)
  }
}
