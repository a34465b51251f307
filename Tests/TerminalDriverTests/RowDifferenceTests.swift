import Canvas
import Testing

@testable import TerminalDriver

/// What of a row must be drawn.
struct RowDifferenceTests {
  private static func row(_ text: String, _ style: Style = .plain) -> ArraySlice<Cell> {
    var canvas = Canvas(size: Size(width: 10, height: 3))
    // Not the first row: the indices of a slice do not begin at 0.
    canvas.put(text, style, y: 1, in: canvas.bounds)
    return canvas.row(1)
  }

  @Test(
    "finds the columns from the first to the last difference",
    arguments: [
      ("abc", "abc", nil), ("abc", "abd", 2..<3), ("abc", "xbc", 0..<1),
      ("abcdef", "aXcdYf", 1..<5),
      ("", "0123456789", 0..<10), ("0123456789", "012345678X", 9..<10), ("a", "a\u{301}", 0..<1),
    ] as [(String, String, Range<Int>?)])
  func columns(old: String, new: String, columns: Range<Int>?) {
    #expect(RowDifference.columns(Self.row(old), Self.row(new)) == columns)
  }

  @Test("sees a change of style alone")
  func styles() {
    #expect(RowDifference.columns(Self.row("ab"), Self.row("ab", Style(.bad))) == 0..<2)
  }

  @Test("takes wide characters whole, old ones and new ones")
  func wide() {
    #expect(RowDifference.columns(Self.row("a漢b"), Self.row("a字b")) == 1..<3)
    #expect(RowDifference.columns(Self.row("a漢b"), Self.row("axyb")) == 1..<3)
    #expect(RowDifference.columns(Self.row("axyb"), Self.row("a漢b")) == 1..<3)
    // Only the second half differs: a wide character moved over by one.
    #expect(RowDifference.columns(Self.row("漢漢"), Self.row("漢 x")) == 2..<4)
    #expect(RowDifference.columns(Self.row("ab漢"), Self.row("a漢 ")) == 1..<4)
  }

  @Test("takes a row of another length whole")
  func lengths() {
    let narrow = Canvas(size: Size(width: 4, height: 1)).row(0)
    #expect(RowDifference.columns(narrow, Self.row("x")) == 0..<10)
    #expect(RowDifference.columns(Self.row("x"), narrow) == 0..<4)
  }
}
