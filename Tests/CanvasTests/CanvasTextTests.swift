import Canvas
import Testing

/// Text on a canvas, in an area that begins at column 2 of a poisoned one of 12 × 3.
struct CanvasTextTests {
  private let area = Rect(x: 2, y: 1, width: 6, height: 1)

  private func put(
    _ text: String, x: Int = 0, y: Int = 0, _ glyphs: GlyphSet = .braille
  ) -> (row: String, end: Int) {
    var canvas = Canvas.poisoned(12, 3, glyphs)
    let end = canvas.put(text, x: x, y: y, in: area)
    #expect(canvas.rowText(0) == "xxxxxxxxxxxx")
    #expect(canvas.rowText(2) == "xxxxxxxxxxxx")
    return (canvas.rowText(1), end)
  }

  @Test("writes at a place and says where it ended")
  func place() {
    #expect(put("abc") == ("xxabcxxxxxxx", 3))
    #expect(put("abc", x: 3) == ("xxxxxabcxxxx", 6))
    #expect(put("abc", x: 6) == ("xxxxxxxxxxxx", 6))
    #expect(put("abc", y: 1).row == "xxxxxxxxxxxx")
    #expect(put("abc", y: -1).row == "xxxxxxxxxxxx")
    #expect(put("") == ("xxxxxxxxxxxx", 0))
  }

  @Test("ends what does not fit in an ellipsis")
  func ellipsis() {
    #expect(put("abcdef").row == "xxabcdefxxxx")
    #expect(put("abcdefg") == ("xxabcde…xxxx", 6))
    #expect(put("abcdefg", .ascii).row == "xxabc...xxxx")
    #expect(put("abc", x: 5).row == "xxxxxxx…xxxx")
    #expect(put("abc", x: 5, .ascii).row == "xxxxxxx.xxxx")
    #expect(put(String(repeating: "a", count: 100_000)).row == "xxaaaaa…xxxx")
  }

  @Test("cuts off what is left of the area")
  func left() {
    #expect(put("abcdef", x: -2) == ("xxcdefxxxxxx", 4))
    #expect(put("abcdefghi", x: -2).row == "xxcdefg…xxxx")
    #expect(put("abc", x: -9).row == "xxxxxxxxxxxx")
  }

  @Test("never shows half of a wide character")
  func wide() {
    #expect(put("日本語") == ("xx日本語xxxx", 6))
    #expect(put("日本語中").row == "xx日本…xxxxx")
    #expect(put("a日本語").row == "xxa日本…xxxx")
    #expect(put("日本", x: -1).row == "xx·本xxxxxxx")
    #expect(put("日本", x: -2).row == "xx本xxxxxxxx")
    #expect(put("e\u{301}日\u{301}!").row == "xxe\u{301}日\u{301}!xxxxxx")
  }

  @Test("blanks the other half of a wide character that it covers")
  func covers() {
    for (x, expected) in [(0, "!·本·"), (1, "·!本·"), (2, "日!··"), (3, "日·!·")] {
      var canvas = Canvas(size: Size(width: 5, height: 1))
      canvas.put("日本", in: canvas.bounds)
      canvas.put("!", x: x, in: canvas.bounds)
      #expect(canvas.rowText(0) == expected)
    }
  }

  @Test("leaves a blank where the canvas ends in the middle of a wide character")
  func edge() {
    var canvas = Canvas.poisoned(5, 1)
    canvas.put("日本語", in: Rect(x: 0, y: 0, width: 10, height: 1))
    #expect(canvas.rowText(0) == "日本·")
    var shifted = Canvas.poisoned(5, 1)
    shifted.put("日本", in: Rect(x: -1, y: 0, width: 6, height: 1))
    #expect(shifted.rowText(0) == "·本xx")
  }

  @Test("puts marks on the character before them, up to four, and never outside the area")
  func marks() {
    #expect(put("e\u{301}a").row == "xxe\u{301}axxxxxxxx")
    #expect(put("日\u{301}a").row == "xx日\u{301}axxxxxxx")
    #expect(put("\u{301}a").row == "xx␦axxxxxxxx")
    #expect(put("e\u{301}a", x: -1).row == "xxaxxxxxxxxx")
    #expect(put("日\u{301}a", x: -1).row == "xx·axxxxxxxx")
    let heap = "e" + String(repeating: "\u{301}", count: 9)
    #expect(put(heap).row == "xxe" + String(repeating: "\u{301}", count: 4) + "␦xxxxxxxx")
    // Seven cells of text with marks are as long as seven without.
    let marked = String(repeating: "e\u{301}", count: 6)
    #expect(put(marked).row == "xx" + marked + "xxxx")
    #expect(put(marked + "a").row == "xx" + marked.dropLast() + "…xxxx")
  }

  @Test("lets nothing through that a terminal would obey")
  func hostile() {
    #expect(put("\u{1B}[2J\n").row == "xx␛[2J␊xxxxx")
    #expect(put("\u{1B}[2J\n", .ascii).row == "xx?[2J?xxxxx")
    #expect(put("a\u{202E}b").row == "xxa␦bxxxxxxx")
    #expect(put("👨\u{200D}👩").row == "xx👨👩xxxxxx")
    for scalar in (0..<0xA0).compactMap({ Unicode.Scalar($0 as UInt32) }) {
      var canvas = Canvas(size: Size(width: 6, height: 1))
      canvas.put("a" + String(Character(scalar)) + "b", in: canvas.bounds)
      let controls = canvas.cells.filter { cell in
        cell.text.unicodeScalars.contains { $0.properties.generalCategory == .control }
      }
      #expect(controls.isEmpty, "\(scalar.value)")
    }
  }

  @Test("spells its own characters in ASCII, and says so with a mark for others")
  func spelled() {
    #expect(put("5 µs", .ascii).row == "xx5·usxxxxxx")
    #expect(put("±2–3", .ascii).row == "xx+-2-3xxxxx")
    #expect(put("日本", .ascii).row == "xx??xxxxxxxx")
  }

  private func put(_ line: Line, _ glyphs: GlyphSet = .braille, x: Int = 0) -> String {
    var canvas = Canvas.poisoned(12, 1, glyphs)
    canvas.put(line, x: x, in: Rect(x: 2, y: 0, width: 6, height: 1))
    return canvas.rowText(0)
  }

  @Test("writes spans as one line, cut once, with their own styles")
  func spans() {
    let line: Line = [Span("abc"), Span("def", Style(.bad))]
    #expect(put(line) == "xxabcdefxxxx")
    #expect(put(line + "g") == "xxabcde…xxxx")
    #expect(put(line, x: 1) == "xxxabcd…xxxx")
    #expect(put([Span("abcdef"), Span("")]) == "xxabcdefxxxx")
    #expect(put([Span("abcdef"), Span("g")]) == "xxabcde…xxxx")
    #expect(put([Span("abcdef"), Span("g")], .ascii) == "xxabc...xxxx")
    #expect(put([Span("abcde"), Span("fgh")], .ascii) == "xxabc...xxxx")
    #expect(put([Span("日本語"), Span("g")]) == "xx日本…xxxxx")
    #expect(put([Span("\u{1B}\u{1B}\u{1B}"), Span("abcd")]) == "xx␛␛␛ab…xxxx")
    var canvas = Canvas(size: Size(width: 6, height: 1))
    canvas.put(line, in: canvas.bounds)
    #expect(canvas.text { $0 == Style(.bad) } == "def")
  }

  @Test("measures a line as it is drawn")
  func width() {
    #expect(Line("a\u{1B}b").width(glyphs: .braille) == 3)
    #expect(Line("日本").width(glyphs: .braille) == 4)
    #expect(Line("日本").width(glyphs: .ascii) == 2)
    #expect(Line("±…").width(glyphs: .ascii) == 5)
    #expect(([Span("a"), Span("e\u{301}")] as Line).width(glyphs: .block) == 2)
    for text in ["\u{1B}[1m", "e\u{301}\u{301}x", "👨\u{200D}👩", "\u{301}", "日\u{FE0F}本", "…µ≥"] {
      for glyphs in GlyphSet.allCases {
        var canvas = Canvas(size: Size(width: 20, height: 1), glyphs: glyphs)
        let end = canvas.put(text, in: canvas.bounds)
        #expect(Line(text).width(glyphs: glyphs) == end, "\(text)")
      }
    }
  }

  @Test("writes a line so that it ends at the right")
  func trailing() {
    var canvas = Canvas.poisoned(12, 1)
    let area = Rect(x: 2, y: 0, width: 6, height: 1)
    #expect(canvas.putTrailing("abc", in: area) == 3)
    #expect(canvas.rowText(0) == "xxxxxabcxxxx")
    #expect(canvas.putTrailing("abcdefgh", in: area) == 0)
    #expect(canvas.rowText(0) == "xxabcde…xxxx")
    #expect(canvas.putTrailing("\u{1B}b", in: area) == 4)
    #expect(canvas.rowText(0) == "xxabcd␛bxxxx")
  }
}
