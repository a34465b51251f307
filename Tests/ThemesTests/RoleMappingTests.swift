import Canvas
import Testing

@testable import Themes

@Suite struct RoleMappingTests {
  /// Every promise about contrast, for one palette.
  static func check(_ palette: Palette, _ name: String) {
    let papers = Paper.allCases.map { palette[$0] }
    for ink in Ink.allCases {
      let needed: (ratio: Double, papers: [RGB]) =
        switch ink {
        case .text, .title: (4.5, papers)
        case .border: (1.5, [palette[.base], palette[.raised]])
        default: (3, papers)
        }
      for paper in needed.papers {
        let ratio = palette[ink].contrast(with: paper)
        #expect(ratio >= needed.ratio, "\(name): \(ink) on \(paper)")
      }
    }
    let series = Set((0..<8).map { palette[Ink.series($0)] })
    #expect(series.count == 8, "\(name): the series are eight colours")
  }

  /// A scheme that needs no help.
  static let strong = Sample.scheme([
    0x161A22, 0x1E232D, 0x364154, 0x808C9F, 0xA5AFBF, 0xD3D9E3, 0xEDF0F5, 0xFAFBFD,
    0xF0797F, 0xF5A35C, 0xE9CB7A, 0x8CCF86, 0x6FCDC8, 0x6FB1F7, 0xC19FF4, 0xCB9272,
  ])

  @Test func readableColoursStayAsTheSchemeHasThem() {
    let palette = RoleMapping.palette(of: Self.strong)
    let expected: [(Ink, UInt32)] = [
      (.text, 0xD3D9E3), (.muted, 0x808C9F), (.title, 0xEDF0F5),
      (.accent, 0xC19FF4), (.good, 0x8CCF86), (.warning, 0xE9CB7A), (.bad, 0xF0797F),
      (.series1, 0x6FB1F7), (.series2, 0xF5A35C),
    ]
    for (ink, hex) in expected { #expect(palette[ink] == RGB(hex: hex), "\(ink)") }
    #expect(palette[.base] == RGB(hex: 0x161A22))
    #expect(palette[.raised] == RGB(hex: 0x1E232D))
    #expect(palette[.selected] == RGB(hex: 0x364154))
    Self.check(palette, "strong")
  }

  @Test func faintColoursBecomeReadable() {
    // Solarized Dark: its own text cannot be read on its own selection.
    let solarized = Sample.scheme([
      0x002B36, 0x073642, 0x586E75, 0x657B83, 0x839496, 0x93A1A1, 0xEEE8D5, 0xFDF6E3,
      0xDC322F, 0xCB4B16, 0xB58900, 0x859900, 0x2AA198, 0x268BD2, 0x6C71C4, 0xD33682,
    ])
    #expect(solarized[.base05].contrast(with: solarized[.base02]) < 2.2)
    let palette = RoleMapping.palette(of: solarized)
    Self.check(palette, "Solarized Dark")
    #expect(palette[.base] == solarized[.base00])
    #expect(palette[.selected].contrast(with: palette[.base]) >= Papers.selection)
  }

  @Test func borderLiesBetweenTheSelectionAndMutedText() {
    let palette = RoleMapping.palette(of: Self.strong)
    let levels = [palette[.selected], palette[.border], palette[.muted]].map(\.luminance)
    #expect(levels[0] < levels[1] && levels[1] < levels[2])
  }

  @Test func titlesAreNeverFainterThanText() {
    var colours = Self.strong.colours
    colours[6] = RGB(hex: 0x999999)
    let scheme = Scheme(name: "", author: "", variant: .dark, colours: colours)
    let palette = RoleMapping.palette(of: scheme)
    #expect(palette[.title] == palette[.text])
  }

  @Test func lightSchemesBecomeReadable() {
    let light = Sample.scheme([
      0xFFFFFF, 0xE0E0E0, 0xD6D6D6, 0xC8C8C8, 0x8E908C, 0x9D9D9C, 0x282A2E, 0x1D1F21,
      0xFF8A80, 0xFFB74D, 0xFFF176, 0xAED581, 0x80DEEA, 0x90CAF9, 0xE1BEE7, 0xBCAAA4,
    ])
    Self.check(RoleMapping.palette(of: light), "pastel on white")
  }

  @Test(
    arguments: [
      0x000000, 0xFFFFFF, 0x777777, 0x767676, 0x757575, 0xFF0000, 0x00FF00, 0x0000FF, 0x808000,
    ] as [UInt32])
  func schemeOfOneColourIsReadableToo(hex: UInt32) {
    Self.check(
      RoleMapping.palette(of: Sample.scheme(Array(repeating: hex, count: 16))), "\(hex)")
  }

  @Test func noSchemeIsUnreadable() {
    var state: UInt64 = 0x5EED
    for number in 0..<150 {
      let colours = (0..<16).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt32(truncatingIfNeeded: state >> 40)
      }
      Self.check(RoleMapping.palette(of: Sample.scheme(colours)), "random scheme \(number)")
    }
  }

  @Test func colourGivesWayNoFurtherThanItMust() {
    let (grey, white) = (RGB(hex: 0x555555), RGB(hex: 0xFFFFFF))
    let raised = Readability.raised(grey, to: 4.5, on: [.black], towards: white)
    let ratio = raised.contrast(with: .black)
    #expect(ratio >= 4.5 && ratio < 4.8)
    #expect(Readability.raised(white, to: 4.5, on: [.black], towards: grey) == white)
  }

  @Test func brightColoursOfBase24AreUsedForSeries() {
    let bright: [UInt32] = [
      0, 0, 0xFF9EA2, 0xFFE9A8, 0xB5F0B0, 0x9CF2ED, 0xA8D4FF, 0xE0CCFF,
    ]
    let more = Scheme(
      name: "", author: "", variant: .dark,
      colours: Self.strong.colours + bright.map { RGB(hex: $0) })
    let series = Set((0..<8).map { RoleMapping.palette(of: more)[Ink.series($0)] })
    #expect(!series.isDisjoint(with: more.colours[20...]))
  }
}
