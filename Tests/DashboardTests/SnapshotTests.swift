import Canvas
import Testing

@testable import Dashboard

/// What every screen looks like, at three sizes, with the best and the poorest characters.
@Suite
struct SnapshotTests {
  static let sizes = [
    Size(width: 80, height: 24), Size(width: 120, height: 40), Size(width: 200, height: 60),
  ]

  @Test("Every scene looks as it was looked at", arguments: Scene.all, sizes)
  func braille(scene: Scene, size: Size) throws {
    try check(scene, size, .braille)
  }

  @Test("Every scene looks as it was looked at, in ASCII", arguments: Scene.all, sizes)
  func ascii(scene: Scene, size: Size) throws {
    try check(scene, size, .ascii)
  }

  /// Style plane and all: what is chosen, bad or quiet must show without a colour.
  @Test("Every scene looks as it was looked at, without colours", arguments: Scene.all, sizes)
  func monochrome(scene: Scene, size: Size) throws {
    let canvas = view(scene.state(size)).monochrome()
    try Snapshot.check(canvas.picture, named: "\(scene.name).\(size.width)x\(size.height).mono")
  }

  @Test("Without braille the charts are made of blocks", arguments: ["running", "finished"])
  func blocks(name: String) throws {
    let scene = try #require(Scene.all.first { $0.name == name })
    try check(scene, Self.sizes[1], .block)
  }

  private func check(
    _ scene: Scene, _ size: Size, _ glyphs: GlyphSet, location: SourceLocation = #_sourceLocation
  ) throws {
    let canvas = view(scene.state(size, glyphs))
    try Snapshot.check(
      canvas.picture, named: "\(scene.name).\(size.width)x\(size.height).\(glyphs)",
      location: location)
  }

  @Test("ASCII screens hold nothing but printable ASCII", arguments: Scene.all, sizes)
  func pureASCII(scene: Scene, size: Size) {
    let canvas = view(scene.state(size, .ascii))
    let foreign = canvas.cells.filter { !$0.isContinuation && !(32..<127).contains($0.base) }
    #expect(foreign.isEmpty, "\(Set(foreign.map(\.text)).sorted())")
  }

  @Test("No cell of any scene holds what a terminal would obey", arguments: Scene.all)
  func inert(scene: Scene) {
    let canvas = view(scene.state(Self.sizes[1]))
    let obeyed = canvas.cells.filter {
      (1..<32).contains($0.base) || (127..<160).contains($0.base)
        || (0x202A...0x202E).contains($0.base) || (0x2066...0x2069).contains($0.base)
    }
    #expect(obeyed.isEmpty)
  }
}
