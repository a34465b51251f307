import Canvas
import Testing

@testable import Themes

@Suite struct ShippedThemeTests {
  @Test func theShippedThemesAreThese() {
    #expect(Shipped.library.names == Shipped.names)
    #expect(Shipped.names.contains(ThemeLibrary.defaultName))
  }

  @Test(arguments: Shipped.names)
  func everythingCanBeReadAndNothingHadToBeChangedForIt(name: String) throws {
    let theme = try Shipped.library.load(name)
    let (palette, scheme) = (theme.palette, theme.scheme)
    RoleMappingTests.check(palette, name)
    #expect(palette[.text] == scheme[.base05])
    #expect(palette[.muted] == scheme[.base03])
    #expect(palette[.selected] == scheme[.base02])
    for (ink, slot) in [
      (Ink.bad, Scheme.Slot.base08), (.warning, .base0A), (.good, .base0B), (.accent, .base0E),
    ] {
      #expect(palette[ink] == scheme[slot], "\(name): \(ink)")
    }
  }

  @Test(arguments: Shipped.names)
  func wordsInColourAreTextToo(name: String) throws {
    let palette = try Shipped.library.load(name).palette
    for ink in [Ink.muted, .accent, .good, .warning, .bad, .series1, .series2] {
      let ratio = palette[ink].contrast(with: palette[.base])
      #expect(ratio >= 4.5, "\(name): \(ink) \(ratio)")
    }
  }

  @Test(arguments: Shipped.names)
  func variantIsWhatTheColoursSay(name: String) throws {
    let scheme = try Shipped.library.load(name).scheme
    let isDark = scheme[.base00].luminance < scheme[.base05].luminance
    #expect(scheme.variant == (isDark ? .dark : .light))
    #expect(!scheme.name.isEmpty)
  }

  @Test func highContrastHasTheContrastOfAAA() throws {
    let palette = try Shipped.library.load("high-contrast").palette
    for ink in Ink.allCases where ink != .border && ink.rawValue <= Ink.series2.rawValue {
      for paper in Paper.allCases {
        #expect(palette[ink].contrast(with: palette[paper]) >= 7, "\(ink) on \(paper)")
      }
    }
  }

  /// OKLab 0.15 is more than three times what is told apart at a glance in a large patch.
  @Test(arguments: ColourVision.allCases)
  func goodWarningAndBadOfTheSafeThemeDifferForEveryEye(vision: ColourVision) throws {
    let palette = try Shipped.library.load("colour-blind-safe").palette
    func distance(_ one: Ink, _ other: Ink) -> Double {
      OKLab(vision.seen(palette[one])).distance(to: OKLab(vision.seen(palette[other])))
    }
    #expect(distance(.good, .bad) >= 0.15)
    #expect(distance(.good, .warning) >= 0.15)
    #expect(distance(.warning, .bad) >= 0.15)
    #expect(distance(.series1, .series2) >= 0.2)
    for server in [Ink.series1, .series2] {
      for meaning in [Ink.good, .bad] {
        #expect(distance(server, meaning) >= 0.07, "\(server) and \(meaning)")
      }
    }
  }

  @Test func ordinaryRedAndGreenWouldNotPassThatTest() {
    let (red, green) = (RGB(hex: 0xF0797F), RGB(hex: 0x8CCF86))
    #expect(OKLab(red).distance(to: OKLab(green)) > 0.2)
    #expect(Appearance(red).gap(to: Appearance(green)) < 0.15)
  }
}
