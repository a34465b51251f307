import Canvas
import Testing

struct DialogTests {
  private let dialog = Dialog(
    title: "Stop?", body: ["Two requests are in flight.", "The journal is kept"],
    hints: [KeyHint("y", "stop"), KeyHint("esc", "go on", isEssential: true)], width: 25)

  @Test("is a box in the middle, with wrapped text, over what was there")
  func box() {
    #expect(
      dialog.picture(28, 11) == """
        xxxxxxxxxxxxxxxxxxxxxxxxxxxx
        x╭┤·Stop?·├──────────────╮xx
        x│·······················│xx
        x│··Two·requests·are·in··│xx
        x│··flight.··············│xx
        x│··The·journal·is·kept··│xx
        x│·······················│xx
        x│··y·stop···esc·go·on···│xx
        x╰───────────────────────╯xx
        xxxxxxxxxxxxxxxxxxxxxxxxxxxx
        xxxxxxxxxxxxxxxxxxxxxxxxxxxx
        """)
  }

  @Test("gives up its margins first, then the end of its text, and keeps its keys")
  func low() {
    #expect(
      dialog.picture(25, 7) == """
        ╭┤·Stop?·├──────────────╮
        │··Two·requests·are·in··│
        │··flight.··············│
        │··The·journal·is·kept··│
        │·······················│
        │··y·stop···esc·go·on···│
        ╰───────────────────────╯
        """)
    #expect(
      dialog.picture(25, 5) == """
        ╭┤·Stop?·├──────────────╮
        │··Two·requests·are·in··│
        │··flight.·…············│
        │··y·stop···esc·go·on···│
        ╰───────────────────────╯
        """)
    #expect(
      dialog.picture(16, 3, .ascii) == """
        +[·Stop?·]-----+
        |··esc·go·on···|
        +--------------+
        """)
  }

  @Test("shrinks to nothing")
  func tiny() {
    #expect(dialog.picture(3, 3) == "╭─╮\n│·│\n╰─╯")
    #expect(dialog.picture(1, 1) == "─")
    #expect(dialog.picture(0, 0) == "")
  }

  @Test("stands on raised paper, whatever its lines stand on")
  func paper() {
    let canvas = dialog.drawn(28, 11)
    #expect(canvas.text { $0.paper == .base }.allSatisfy { $0 == "x" })
    let chosen = Dialog(title: "a", body: [Line("b", Style(on: .selected))])
    #expect(chosen.drawn(28, 9).text { $0.paper == .selected } == "b")
  }

  @Test("warns by a sign, not by colour alone")
  func warning() {
    var warning = dialog
    warning.isWarning = true
    #expect(warning.drawn(28, 11).rowText(1) == "x╭┤·!·Stop?·├────────────╮xx")
    #expect(warning.drawn(28, 11)[1, 1].style == Style(.warning, on: .raised))
  }

  @Test("is as wide as its lines need, within reason")
  func natural() {
    func width(_ body: String, in width: Int = 200) -> Int {
      Dialog(title: "a", body: [Line(body)]).frame(in: Rect(Size(width: width, height: 50))).width
    }
    #expect(width("short") == 24)
    #expect(width(String(repeating: "a", count: 40)) == 46)
    #expect(width(String(repeating: "a ", count: 400)) == 72)
    #expect(width(String(repeating: "a ", count: 400), in: 30) == 30)
  }

  @Test("says where its text is, for a field to be drawn there")
  func content() {
    let area = Rect(Size(width: 28, height: 11))
    #expect(dialog.frame(in: area) == Rect(x: 1, y: 1, width: 25, height: 8))
    #expect(dialog.content(in: area) == Rect(x: 4, y: 3, width: 19, height: 3))
  }

  @Test("wraps between words, keeps the styles, and cuts a word that is too long")
  func wrapping() {
    func lines(_ line: Line, _ glyphs: GlyphSet = .braille) -> String {
      Dialog(title: [], body: [line], width: 12).picture(12, 9, glyphs)
        .split(separator: "\n").map { $0.dropFirst(3).dropLast(3) }
        .filter { $0.contains { !"·─-x".contains($0) } }.joined(separator: "|")
    }
    #expect(lines("a b c d e f") == "a·b·c·|d·e·f·")
    #expect(lines("abcdef gh") == "abcdef|gh····")
    #expect(lines("abcdefgh i") == "abcdef|gh·i··")
    #expect(lines("  abc") == "··abc·")
    #expect(lines("日本日本") == "日本日|本····")
    #expect(lines([Span("abc d"), Span("ef", Style(.bad)), Span("g h")]) == "abc···|defg·h")
    let canvas = Dialog(
      title: [], body: [[Span("abc d"), Span("ef", Style(.bad)), Span("g h")]], width: 12
    )
    .drawn(12, 9)
    #expect(canvas.text { $0.ink == .bad } == "ef")
  }
}
