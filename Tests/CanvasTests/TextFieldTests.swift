import Canvas
import Testing

struct TextFieldTests {
  private func cursor(_ canvas: Canvas) -> String {
    canvas.text { $0.attributes.contains(.reverse) }
  }

  @Test("shows its cursor as a reverse cell, in the text and behind it")
  func cursorCell() {
    let middle = TextField(text: "abc", cursor: 1).drawn(6, 1)
    #expect(middle.rowText(0) == "abc···")
    #expect(cursor(middle) == "b")
    #expect(cursor(TextField(text: "abc", cursor: 3).drawn(6, 1)) == "·")
    #expect(cursor(TextField(text: "abc", cursor: 1, isFocused: false).drawn(6, 1)) == "")
    #expect(cursor(TextField(text: "日本", cursor: 1).drawn(6, 1)) == "本")
    #expect(cursor(TextField(text: "", placeholder: "filter").drawn(8, 1)) == "f")
    #expect(
      TextField(text: "abc", isFocused: true).drawn(6, 1).row(0).allSatisfy {
        $0.style.paper == .selected
      })
    #expect(
      TextField(text: "abc", isFocused: false).drawn(6, 1).row(0).allSatisfy {
        $0.style.paper == .raised
      })
  }

  @Test("scrolls so that the cursor and something behind it are seen")
  func scrolls() {
    func field(_ cursor: Int, _ glyphs: GlyphSet = .braille) -> String {
      TextField(text: "abcdefghijkl", cursor: cursor).picture(8, 1, glyphs)
    }
    #expect(field(0) == "abcdefg›")
    #expect(field(5) == "abcdefg›")
    #expect(field(6) == "‹cdefgh›")
    #expect(field(9) == "‹fghijkl")
    #expect(field(12) == "‹ghijkl·")
    #expect(field(6, .ascii) == "<cdefgh>")
    for cursor in 0...12 {
      let expected = cursor == 12 ? "·" : String(Array("abcdefghijkl")[cursor])
      for width in 1...14 {
        let canvas = TextField(text: "abcdefghijkl", cursor: cursor).drawn(width, 1)
        #expect(self.cursor(canvas) == expected, "cursor \(cursor), width \(width)")
      }
    }
  }

  @Test("never hides the cursor under the mark that says there is more")
  func wideNeighbour() {
    let family = "👨\u{200D}👩\u{200D}👧"
    #expect(cursor(TextField(text: "abcd" + family, cursor: 3).drawn(4, 1)) == "d")
    #expect(cursor(TextField(text: family + "d" + family, cursor: 1).drawn(4, 1)) == "d")
    #expect(cursor(TextField(text: "日本日本", cursor: 2).drawn(3, 1)) == "日")
  }

  @Test("underlines what is invalid and marks it")
  func invalid() {
    let canvas = TextField(text: "dpi:x", cursor: 0, isInvalid: true).drawn(9, 1)
    #expect(canvas.rowText(0) == "dpi:x···✗")
    #expect(canvas.text { $0.attributes.contains(.underline) } == "dpi:x")
    #expect(canvas.text { $0.ink == .bad } == "dpi:x✗")
    #expect(TextField(text: "dpi:x", isInvalid: true).drawn(9, 1, .ascii).rowText(0) == "dpi:x···!")
    #expect(TextField(text: "d", isInvalid: true).picture(1, 1) == "·")
    #expect(TextField(text: "d").picture(0, 0) == "")
  }

  @Test("makes what was pasted inert")
  func hostile() {
    #expect(TextField(text: "\u{1B}[2J\n").picture(8, 1) == "␛[2J␊···")
  }

  @Test("text is typed, deleted and walked through by characters, whatever these are made of")
  func typing() {
    var input = TextInput(text: "ab")
    input.insert("c")
    #expect((input.text, input.cursor) == ("abc", 3))
    input.moveLeft()
    input.moveLeft()
    input.insert("日")
    #expect((input.text, input.cursor) == ("a日bc", 2))
    input.deleteBackward()
    #expect((input.text, input.cursor) == ("abc", 1))
    input.deleteForward()
    #expect((input.text, input.cursor) == ("ac", 1))
    input.moveHome()
    input.deleteBackward()
    input.moveLeft()
    #expect((input.text, input.cursor) == ("ac", 0))
    input.moveEnd()
    input.moveRight()
    input.deleteForward()
    #expect((input.text, input.cursor) == ("ac", 2))
    input.insert("e")
    input.insert("\u{301}")
    #expect((input.text, input.cursor) == ("ace\u{301}", 3))
    input.deleteBackward()
    #expect((input.text, input.cursor) == ("ac", 2))
    input.clear()
    #expect(input == TextInput())
    #expect(input.isEmpty)
  }

  @Test("a character that joins its neighbours leaves the cursor in the text")
  func joining() {
    var input = TextInput(text: "🇩🇪", cursor: 0)
    input.insert("🇫")
    #expect(input.cursor <= input.text.count)
    input.moveEnd()
    input.deleteBackward()
    input.deleteBackward()
    #expect((input.text, input.cursor) == ("", 0))
  }

  @Test("control characters are not text")
  func controls() {
    var input = TextInput()
    for character in ["\n", "\t", "\u{1B}", "\u{7F}", "\r\n", "\u{9B}"] as [Character] {
      input.insert(character)
    }
    #expect(input.isEmpty)
  }

  @Test("a word goes with the blanks behind it")
  func words() {
    var input = TextInput(text: "dpi:300 server:rust  x", cursor: 21)
    input.deleteWord()
    #expect((input.text, input.cursor) == ("dpi:300 x", 8))
    input.deleteWord()
    #expect((input.text, input.cursor) == ("x", 0))
    input.deleteWord()
    #expect((input.text, input.cursor) == ("x", 0))
    #expect(TextInput(text: "abc", cursor: 99).cursor == 3)
    #expect(TextInput(text: "abc", cursor: -1).cursor == 0)
  }
}
