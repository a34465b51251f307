import Canvas
import Testing

@testable import Themes

@Suite struct SeriesInksTests {
  @Test(arguments: Shipped.names)
  func twoServersAreToldApartByEveryEye(name: String) throws {
    let palette = try Shipped.library.load(name).palette
    let gap = Appearance(palette[.series1]).gap(to: Appearance(palette[.series2]))
    #expect(gap >= 0.14, "\(name): \(gap)")
  }

  @Test(arguments: Shipped.names)
  func seriesAreToldApartFromEachOtherAndFromGoodAndBad(name: String) throws {
    let palette = try Shipped.library.load(name).palette
    let looks = (0..<8).map { OKLab(palette[Ink.series($0)]) }
    for (index, look) in looks.enumerated() {
      for other in looks[(index + 1)...] {
        #expect(look.distance(to: other) >= 0.05, "\(name): series \(index + 1)")
      }
      for meaning in [Ink.good, .bad, .warning] {
        let distance = look.distance(to: OKLab(palette[meaning]))
        #expect(distance >= 0.05, "\(name): series \(index + 1) and \(meaning)")
      }
    }
  }

  @Test func orangeThatIsAlmostRedIsNoServer() {
    var colours = RoleMappingTests.strong.colours
    colours[9] = RGB(hex: 0xF27D7C)
    let scheme = Scheme(name: "", author: "", variant: .dark, colours: colours)
    let palette = RoleMapping.palette(of: scheme)
    #expect(palette[.series1] != colours[9])
    #expect(palette[.series2] != colours[9])
  }
}
