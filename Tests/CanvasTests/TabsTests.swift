import Canvas
import Testing

struct TabsTests {
  private let tabs = Tabs(titles: ["Run", "Results", "Compare"], selected: 1)

  @Test("numbers its titles and marks the chosen one by more than colour")
  func titles() {
    let canvas = tabs.drawn(36, 1)
    #expect(canvas.rowText(0) == "·1·Run··2·Results··3·Compare········")
    #expect(canvas.text { $0.paper == .selected } == "·2·Results·")
    #expect(canvas.text { $0.attributes == [.bold, .underline] } == "Results")
    #expect(canvas.text { $0.ink == .muted } == "123")
    #expect(tabs.width() == 29)
  }

  @Test("spells out the chosen title only where there is no room for all")
  func narrow() {
    #expect(tabs.picture(29, 1) == "·1·Run··2·Results··3·Compare·")
    #expect(tabs.foldedWidth() == 17)
    #expect(tabs.picture(28, 1) == "·1··2·Results··3············")
    #expect(tabs.picture(8, 1) == "·1··2·R…")
    #expect(tabs.picture(1, 1) == "…")
    #expect(tabs.picture(0, 0) == "")
  }

  @Test("knows which tab is under the mouse")
  func mouse() {
    let hit = (0..<30).map { tabs.index(atX: $0).map { "\($0)" } ?? "." }.joined()
    #expect(hit == "00000001111111111122222222222.")
    let short = (0..<16).map { tabs.index(atX: $0, width: 20).map { "\($0)" } ?? "." }.joined()
    #expect(short == "000" + "11111111111" + "22")
    #expect(tabs.index(atX: -1) == nil)
    #expect(tabs.index(atX: 20, width: 20) == nil)
  }
}

struct KeyHintsTests {
  private let hints = KeyHints([
    KeyHint("space", "pause"), KeyHint("e", "errors"), KeyHint("?", "help", isEssential: true),
  ])

  @Test("draws keys bold and meanings muted, on a raised bar over the whole width")
  func bar() {
    let canvas = hints.drawn(40, 1)
    #expect(canvas.rowText(0) == "·space·pause···e·errors···?·help········")
    #expect(canvas.row(0).allSatisfy { $0.style.paper == .raised })
    #expect(canvas.text { $0.attributes == .bold } == "spacee?")
    #expect(canvas.text { $0.ink == .muted } == "·pause·errors·help")
    #expect(hints.width() == 30)
  }

  @Test("moves hints together, then leaves them out from the end, but never an essential one")
  func narrow() {
    #expect(hints.picture(33, 1) == "·space·pause···e·errors···?·help·")
    #expect(hints.picture(30, 1) == "·space·pause··e·errors··?·help")
    #expect(hints.picture(29, 1) == "·space·pause··?·help·········")
    #expect(hints.picture(19, 1) == "·?·help············")
    #expect(hints.picture(6, 1) == "·?·he…")
    #expect(hints.picture(1, 1) == "·")
    #expect(hints.picture(0, 0) == "")
    #expect(KeyHints([KeyHint("q", "quit")]).picture(6, 1) == "·q·qu…")
  }
}
