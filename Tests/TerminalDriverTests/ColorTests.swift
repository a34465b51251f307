import Canvas
import Testing

@testable import TerminalDriver

/// Roles and themes in the colours of a terminal.
struct ColorTests {
  private static let palette = Palette(
    ink: { RGB(hex: 0x102030 * (UInt32($0.rawValue) % 5) + 0x111111) },
    paper: { [RGB(hex: 0x1E1E2E), RGB(hex: 0x1F1F30), RGB(hex: 0x45475A)][Int($0.rawValue)] })

  @Test(
    "counts colours and pairs before it promises a depth",
    arguments: [
      (1 << 24, 65536, ColorDepth.direct), (256, 65536, .indexed256), (88, 7744, .sixteen),
      (16, 256, .sixteen), (8, 64, .eight), (0, 0, .mono), (-1, -1, .mono), (256, 48, .mono),
      (8, 49, .eight),
    ])
  func depth(colors: Int, pairs: Int, depth: ColorDepth) {
    #expect(ColorDepth(colors: colors, pairs: pairs) == depth)
  }

  @Test(
    "finds the number of every colour that the table has itself",
    arguments: [
      (0x000000, 16), (0xFFFFFF, 231), (0xFF0000, 196), (0x00FF00, 46), (0x0000FF, 21),
      (0x5F87AF, 67), (0x080808, 232), (0x121212, 233), (0xEEEEEE, 255), (0x808080, 244),
    ] as [(UInt32, Int32)])
  func exact(hex: UInt32, number: Int32) {
    #expect(IndexedColor.nearest(RGB(hex: hex)) == number)
    #expect(IndexedColor.color(number) == RGB(hex: hex))
  }

  @Test(
    "takes the colour that looks nearest, which is not always nearest by its parts",
    arguments: [
      // Colours of well-known themes. The numbers come from a program of its own, with the matrices
      // of the CSS specification; by the sums of squares the first six would be others.
      (0x6272A4, 67), (0x50FA7B, 48), (0xE06C75, 167), (0x002B36, 235), (0x282A36, 235),
      (0x2E3440, 236), (0xFF8800, 208), (0x101018, 233), (0xBF616A, 131), (0x268BD2, 32),
    ] as [(UInt32, Int32)])
  func nearest(hex: UInt32, number: Int32) {
    #expect(IndexedColor.nearest(RGB(hex: hex)) == number)
  }

  @Test("agrees with published values of Oklab")
  func oklab() {
    // The author's and the CSS specification's values for white, red, green and blue.
    let known: [(UInt32, Double, Double, Double)] = [
      (0xFFFFFF, 1, 0, 0), (0xFF0000, 0.62796, 0.22486, 0.12585),
      (0x00FF00, 0.86644, -0.23389, 0.17950), (0x0000FF, 0.45201, -0.03246, -0.31153),
      (0x000000, 0, 0, 0),
    ]
    for (hex, lightness, greenRed, blueYellow) in known {
      let color = Oklab(RGB(hex: hex))
      #expect(abs(color.lightness - lightness) < 1e-4)
      #expect(abs(color.greenRed - greenRed) < 1e-4)
      #expect(abs(color.blueYellow - blueYellow) < 1e-4)
    }
  }

  @Test("keeps papers apart that a theme keeps apart, and together what it does not")
  func papers() {
    let numbers = IndexedColor.distinct([
      RGB(hex: 0x1E1E2E), RGB(hex: 0x1E1E30), RGB(hex: 0x1E1E2E),
    ])
    #expect(IndexedColor.nearest(RGB(hex: 0x1E1E2E)) == IndexedColor.nearest(RGB(hex: 0x1E1E30)))
    #expect(numbers[0] != numbers[1])
    #expect(numbers[0] == numbers[2])
  }

  @Test("gives direct colours by value, never by a number that means one of ANSI")
  func direct() {
    let support = LookSupport(depth: .direct)
    let dark = Palette(
      ink: { RGB(hex: UInt32($0.rawValue)) }, paper: { _ in RGB(hex: 0x123456) })
    for ink in Ink.allCases {
      let look = Look.of(ink, on: .base, palette: dark, support: support)
      #expect(look.foreground >= 8)
      #expect(look.background == 0x123456)
    }
    // Without a theme, direct terminals know eight colours by number.
    for ink in Ink.allCases {
      #expect(Look.of(ink, on: .raised, palette: nil, support: support).foreground < 8)
    }
  }

  @Test(
    "shows good, warning and bad in different ways, whatever the terminal can do",
    arguments: ColorDepth.allCases, Paper.allCases)
  func judgements(depth: ColorDepth, paper: Paper) {
    for palette in [nil, Self.palette] {
      let looks = [Ink.good, .warning, .bad].map {
        Look.of($0, on: paper, palette: palette, support: LookSupport(depth: depth))
      }
      #expect(Set(looks).count == 3)
    }
  }

  @Test("shows what is selected on every terminal", arguments: ColorDepth.allCases, Ink.allCases)
  func selection(depth: ColorDepth, ink: Ink) {
    for palette in [nil, Self.palette] {
      let support = LookSupport(depth: depth)
      let base = Look.of(ink, on: .base, palette: palette, support: support)
      let selected = Look.of(ink, on: .selected, palette: palette, support: support)
      #expect(
        base.background != selected.background
          || base.attributes.contains(.reverse) != selected.attributes.contains(.reverse))
    }
  }

  @Test("uses no colour at all where there is none", arguments: Ink.allCases, Paper.allCases)
  func mono(ink: Ink, paper: Paper) {
    for hasDim in [true, false] {
      let look = Look.of(
        ink, on: paper, palette: Self.palette, support: LookSupport(depth: .mono, hasDim: hasDim))
      #expect(look.foreground == Look.ownColor && look.background == Look.ownColor)
      #expect(!look.attributes.contains(.dim) || hasDim)
    }
  }

  @Test("shows quiet text grey: bright black or dim, and plain where a console can do neither")
  func quiet() {
    func look(_ support: LookSupport) -> Look {
      Look.of(.muted, on: .base, palette: nil, support: support)
    }
    #expect(look(LookSupport(depth: .sixteen)) == Look(foreground: 8))
    #expect(look(LookSupport(depth: .eight)) == Look(attributes: .dim))
    #expect(
      look(LookSupport(depth: .eight, hasDimColors: false))
        == Look())
    #expect(look(LookSupport(depth: .eight, hasDim: false)) == Look())
  }

  @Test("reverses a reversed cell on a selected row back, so that it is seen")
  func reverseTwice() {
    let selected = Look(attributes: [.bold, .reverse])
    #expect(selected.attributes(with: .reverse) == .bold)
    #expect(selected.attributes(with: .underline) == [.bold, .underline, .reverse])
    #expect(Look().attributes(with: [.reverse, .dim]) == [.reverse, .dim])
  }

  @Test("replaces numbers by colours on the way out, and nothing else")
  func substitution() {
    let colors: [UInt32] = [0x010203, 0xFF8800]
    let substitution = TrueColorSubstitution(
      Palette(ink: { _ in RGB(hex: colors[0]) }, paper: { _ in RGB(hex: colors[1]) }))
    let dark = substitution.number(RGB(hex: colors[0]))
    let orange = substitution.number(RGB(hex: colors[1]))
    func rewritten(_ text: String) -> String {
      String(decoding: substitution.rewritten(Array(text.utf8)), as: UTF8.self)
    }
    #expect(
      rewritten("a\u{1B}[38;5;\(dark)m漢\u{1B}[48;5;\(orange)m\u{1B}[K")
        == "a\u{1B}[38;2;1;2;3m漢\u{1B}[48;2;255;136;0m\u{1B}[K")
    for other in [
      "\u{1B}[38;5;7m", "38;5;\(dark)m", "\u{1B}[38;5;\(dark)", "\u{1B}[38;5;", "\u{1B}",
      "\u{1B}[1m",
      "\u{1B}[38;5;1234567m", "\u{1B}[58;5;\(dark)m",
    ] { #expect(rewritten(other) == other) }
  }

  @Test("gives every colour of a theme a number of its own")
  func substitutionNumbers() {
    // Greys that all have the same nearest number.
    let palette = Palette(
      ink: { RGB(hex: 0x80_8080 + UInt32($0.rawValue)) },
      paper: { RGB(hex: 0x80_8180 + UInt32($0.rawValue)) })
    let substitution = TrueColorSubstitution(palette)
    let numbers =
      Ink.allCases.map { substitution.number(palette[$0]) }
      + Paper.allCases.map { substitution.number(palette[$0]) }
    #expect(Set(numbers).count == numbers.count)
  }
}
