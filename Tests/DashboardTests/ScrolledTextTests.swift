import Canvas
import Testing

@testable import Dashboard

/// Long texts with tables in them.
@Suite
struct ScrolledTextTests {
  @Test(
    "The names of a table's columns stay in sight as long as the table does",
    arguments: [
      (0, "words names 1"), (1, "names 1 2"), (2, "names 2 3"), (3, "names 3 more"),
      (4, "names more end"), (5, "more end"),
    ])
  func names(scroll: Int, shown: String) {
    let lines = ["words", "names", "1", "2", "3", "more", "end", "", ""].map { Line($0) }
    var canvas = Canvas(size: Size(width: 8, height: 3))
    canvas.draw(
      ScrolledText(lines: lines, scroll: scroll, tables: [1..<5]),
      in: Rect(x: 0, y: 0, width: 7, height: 3))
    let words = (0..<3).map { canvas.rowText($0).prefix(7).filter { $0 != "·" } }
    #expect(words.filter { !$0.isEmpty }.joined(separator: " ") == shown)
  }
}
