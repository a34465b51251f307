import Canvas
import Testing

/// What a terminal without colours leaves of a style.
@Suite
struct MonochromeTests {
  @Test("What is bad, doubtful and good differs by attributes")
  func judgements() {
    let looks = [Ink.bad, .warning, .good].map { $0.monochrome(on: .base, hasDim: true) }
    #expect(looks == [[.bold, .underline], .underline, []])
  }

  @Test("Only what is selected is reverse, and never dim", arguments: Ink.allCases)
  func selection(ink: Ink) {
    for paper in Paper.allCases {
      let look = ink.monochrome(on: paper, hasDim: true)
      #expect(look.contains(.reverse) == (paper == .selected))
      if paper == .selected { #expect(!look.contains(.dim)) }
    }
  }

  @Test("A terminal that cannot dim shows quiet text as text")
  func noDim() {
    #expect(Ink.muted.monochrome(on: .base, hasDim: false) == [])
  }

  @Test("A screen keeps its characters and loses its roles")
  func screen() {
    var canvas = Canvas(size: Size(width: 3, height: 1))
    canvas[0, 0] = Cell("a", Style(.bad, on: .selected))
    canvas[1, 0] = Cell("b", Style(.text, on: .selected, .reverse))
    let plain = canvas.monochrome()
    #expect(plain.plainText == canvas.plainText)
    #expect(plain[0, 0].style == Style(.text, on: .base, [.bold, .underline, .reverse]))
    // Reverse twice is none.
    #expect(plain[1, 0].style == .plain)
    #expect(plain[2, 0].style == .plain)
  }
}
