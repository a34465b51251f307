import Canvas
import Testing

struct ListTests {
  private let items = (0..<6).map { Line("item \($0)") }

  @Test("a list marks its chosen line and shows where in a longer list one is")
  func list() {
    #expect(
      ListView(items: items, selected: 3, offset: 2).picture(12, 3) == """
        ··item·2···│
        ▸·item·3···┃
        ··item·4···│
        """)
    #expect(
      ListView(items: items, selected: 0).picture(12, 3, .ascii) == """
        >·item·0···#
        ··item·1···:
        ··item·2···:
        """)
    #expect(ListView(items: Array(items.prefix(2))).picture(8, 3) == "item·0··\nitem·1··\n········")
    #expect(ListView(items: items, selected: 0).picture(6, 1) == "▸·i…·┃")
    #expect(ListView(items: items, selected: 0).picture(1, 1) == "▸")
    #expect(ListView(items: [], selected: 0).picture(2, 1) == "··")
  }

  @Test("a log shows its end, the newest line last")
  func log() {
    #expect(LogView(lines: items).picture(6, 2) == "item·4\nitem·5")
    #expect(LogView(lines: items).picture(5, 1) == "item…")
    #expect(LogView(lines: Array(items.prefix(1))).picture(6, 2) == "item·0\n······")
    #expect(LogView(lines: []).picture(2, 1) == "··")
    #expect(LogView(lines: items).picture(0, 0) == "")
  }

  @Test("a log that is scrolled back says how many newer lines there are")
  func scrolled() {
    let log = LogView(lines: items, fromEnd: 3)
    #expect(log.picture(18, 2) == "item·1············\nitem·2··↓·3·newer·")
    #expect(log.picture(18, 1, .ascii) == "item·2··v·3·newer·")
    #expect(log.picture(13, 1) == "i…·↓·3·newer·")
    // No further back than to a full page.
    #expect(LogView(lines: items, fromEnd: 99).picture(18, 4).hasPrefix("item·0"))
    #expect(LogView(lines: items, fromEnd: 99).picture(18, 4).hasSuffix("2·newer·"))
    #expect(LogView(lines: items, fromEnd: 99).picture(6, 9).hasSuffix("······"))
    #expect(log.furthest(height: 4) == 2)
    #expect(log.furthest(height: 9) == 0)
  }

  @Test("a scroll bar's thumb is at an end only if the list is")
  func scrollbar() {
    func bar(_ total: Int, _ visible: Int, _ offset: Int, _ height: Int = 6) -> String {
      Scrollbar(total: total, visible: visible, offset: offset).picture(1, height)
        .filter { $0 != "\n" }
    }
    #expect(
      (0...5).map { bar(10, 5, $0) } == [
        "┃┃┃│││", "│┃┃┃││", "│┃┃┃││", "││┃┃┃│", "││┃┃┃│", "│││┃┃┃",
      ])
    #expect([0, 1, 94, 95].map { bar(100, 5, $0) } == ["┃│││││", "│┃││││", "││││┃│", "│││││┃"])
    #expect([-7, 999].map { bar(100, 5, $0) } == ["┃│││││", "│││││┃"])
    #expect(bar(6, 6, 0) == "······")
    #expect(bar(7, 6, 0) == "┃┃┃┃┃│")
    #expect(bar(100, 5, 50, 1) == "┃")
    #expect(Scrollbar(total: 4, visible: 2, offset: 0).picture(2, 2, .ascii) == "#x\n:x")
    #expect(Scrollbar(total: 4, visible: 2, offset: 0).picture(1, 2, .block) == "█\n│")
  }
}
