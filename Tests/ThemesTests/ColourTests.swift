import Canvas
import Testing

@testable import Themes

@Suite struct ColourTests {
  /// Ratios that WCAG's own pages and checkers give.
  @Test(
    arguments: [
      (0x000000, 0xFFFFFF, 21.0), (0x777777, 0xFFFFFF, 4.48), (0x767676, 0xFFFFFF, 4.54),
      (0x949494, 0xFFFFFF, 3.03), (0x595959, 0xFFFFFF, 7.00), (0xFF0000, 0xFFFFFF, 4.00),
      (0x0000FF, 0xFFFFFF, 8.59), (0x00FF00, 0xFFFFFF, 1.37), (0x808080, 0x808080, 1.0),
    ] as [(UInt32, UInt32, Double)])
  func contrastIsThePublishedOne(one: UInt32, other: UInt32, ratio: Double) {
    let (one, other) = (RGB(hex: one), RGB(hex: other))
    #expect(abs(one.contrast(with: other) - ratio) < 0.006)
    #expect(one.contrast(with: other) == other.contrast(with: one))
  }

  /// Values of CSS Color 4 and of the Python package colour-science 0.4.7.
  @Test(
    arguments: [
      (0xFFFFFF, 1.0, 0.0, 0.0), (0x000000, 0.0, 0.0, 0.0), (0xFF0000, 0.62796, 0.22486, 0.12585),
      (0x00FF00, 0.86644, -0.23389, 0.17950), (0x0000FF, 0.45201, -0.03246, -0.31153),
      (0x336699, 0.4993, -0.0330, -0.0930),
    ] as [(UInt32, Double, Double, Double)])
  func oklabIsThePublishedOne(hex: UInt32, lightness: Double, a: Double, b: Double) {
    let look = OKLab(RGB(hex: hex))
    #expect(abs(look.lightness - lightness) < 0.0003)
    #expect(abs(look.a - a) < 0.0003)
    #expect(abs(look.b - b) < 0.0003)
    #expect(look.rgb == RGB(hex: hex))
  }

  /// Values of the Python package colour-science 0.4.7, with its own copy of the matrices.
  @Test(
    arguments: [
      (0xFF0000, 0x6D5F00, 0xA39000, 0xFF000F), (0x00FF00, 0xFFE500, 0xEFD63A, 0x00F7D9),
      (0x0000FF, 0x0059FF, 0x003DFB, 0x006B96), (0x336699, 0x50699B, 0x425F98, 0x007278),
      (0xDD6310, 0x877600, 0xA49206, 0xF34555), (0x3FD2B0, 0xCBC5AE, 0xB7B6B2, 0x00D4C8),
    ] as [(UInt32, UInt32, UInt32, UInt32)])
  func missingConesChangeColoursAsOthersCompute(
    hex: UInt32, protan: UInt32, deutan: UInt32, tritan: UInt32
  ) {
    #expect(ColourVision.full.seen(RGB(hex: hex)) == RGB(hex: hex))
    for (vision, expected) in [
      (ColourVision.protan, protan), (.deutan, deutan), (.tritan, tritan),
    ] {
      let seen = vision.seen(RGB(hex: hex))
      let expected = RGB(hex: expected)
      for part in [\RGB.red, \.green, \.blue] {
        let difference = abs(Int(seen[keyPath: part]) - Int(expected[keyPath: part]))
        #expect(difference <= 1, "\(vision) \(seen)")
      }
    }
  }

  @Test func greysLookTheSameToEveryEye() {
    for level in stride(from: 0, through: 255, by: 15) {
      let grey = RGB(red: UInt8(level), green: UInt8(level), blue: UInt8(level))
      for vision in ColourVision.allCases { #expect(vision.seen(grey) == grey) }
    }
  }

  @Test func mixingGoesFromOneColourToTheOther() {
    let (from, to) = (RGB(hex: 0x123456), RGB(hex: 0xFEDCBA))
    #expect(from.mixed(with: to, part: 0) == from)
    #expect(from.mixed(with: to, part: 1) == to)
    let levels = (0...20).map { from.mixed(with: to, part: Double($0) / 20).luminance }
    #expect(levels == levels.sorted())
    #expect(from.mixed(with: from, part: 0.5) == from)
  }
}
