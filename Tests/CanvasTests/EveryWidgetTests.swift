import Canvas
import Testing

/// What holds for each widget, whatever it shows and wherever.
struct EveryWidgetTests {
  /// Every widget in every area up to 12 × 5 of a canvas that is a little larger.
  private func draw(
    _ glyphs: GlyphSet, x: Int = 2, y: Int = 1, poison: Unicode.Scalar = "x",
    _ check: (String, Canvas, Rect) -> Void
  ) {
    let clean = Canvas.poisoned(16, 7, glyphs, with: poison)
    for (name, widget) in WidgetSamples.all {
      for height in 0...5 {
        for width in 0...12 {
          var canvas = clean
          let area = Rect(x: x, y: y, width: width, height: height)
          canvas.draw(widget, in: area)
          check("\(name) at \(width)x\(height)", canvas, area)
        }
      }
    }
  }

  @Test("draws in its area only, at any size", arguments: GlyphSet.allCases)
  func inside(glyphs: GlyphSet) {
    draw(glyphs) { name, canvas, area in
      #expect(Self.touched(canvas, outside: area) == [], "\(name)")
    }
  }

  @Test("takes an area that is partly or wholly off the canvas", arguments: GlyphSet.allCases)
  func outside(glyphs: GlyphSet) {
    for (x, y) in [(-3, -2), (9, 4), (40, 40), (-40, 2)] {
      draw(glyphs, x: x, y: y) { name, canvas, area in
        #expect(Self.touched(canvas, outside: area) == [], "\(name)")
      }
    }
  }

  private static func touched(_ canvas: Canvas, outside area: Rect) -> [Cell] {
    (0..<canvas.size.height).flatMap { y in
      (0..<canvas.size.width).filter { x in
        !area.contains(x: x, y: y) && canvas[x, y] != Cell("x")
      }.map { canvas[$0, y] }
    }
  }

  @Test("does not depend on what was there before, but for a panel's inside")
  func fresh() {
    var before: [Canvas] = []
    draw(.braille, poison: "x") { _, canvas, _ in before.append(canvas) }
    var index = 0
    draw(.braille, poison: "y") { name, canvas, area in
      defer { index += 1 }
      // A panel leaves its inside alone, a dialog and a scroll bar what is beside them.
      let hasHole = ["panel", "dialog", "scroll"].contains { name.hasPrefix($0) }
      guard !hasHole, index < before.count else { return }
      let differs = (area.y..<area.bottom).contains { y in
        (area.x..<area.right).contains { canvas[$0, y] != before[index][$0, y] }
      }
      #expect(!differs, "\(name)")
    }
    #expect(index == before.count)
  }

  @Test("uses the characters of its glyph set", arguments: GlyphSet.allCases)
  func characters(glyphs: GlyphSet) {
    draw(glyphs) { name, canvas, _ in
      let scalars = canvas.cells.flatMap { Array($0.text.unicodeScalars) }
      let wrong = scalars.filter { scalar in
        switch glyphs {
        case .ascii: return !(32..<127).contains(scalar.value)
        case .block: return (0x2800..<0x2900).contains(scalar.value) || scalar.value < 32
        case .braille: return scalar.value < 32 || scalar == "\u{202E}" || scalar == "\u{200D}"
        }
      }
      #expect(wrong == [], "\(name)")
    }
  }

  @Test("never shows half of a wide character")
  func halves() {
    draw(.braille) { name, canvas, _ in
      let isHalf = (0..<canvas.size.height).contains { y in
        (0..<canvas.size.width).contains { x in
          let isWide = DisplayWidth.of(canvas[x, y].text) == 2
          return isWide != canvas[x + 1, y].isContinuation
        }
      }
      #expect(!isHalf, "\(name)")
    }
  }
}
