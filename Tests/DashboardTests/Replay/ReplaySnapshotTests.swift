import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// What a replay looks like.
@Suite
struct ReplaySnapshotTests {
  struct Picture: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var kind = SavedRun.Kind.result
    let keys: [Key]
  }

  static let pictures = [
    Picture(testDescription: "start", keys: []),
    Picture(
      testDescription: "middle",
      keys: Array(repeating: .character("]"), count: 6) + [.character("+"), .character(" ")]),
    Picture(testDescription: "end", keys: [.end]),
    Picture(testDescription: "guide", kind: .guide, keys: [.character("]"), .character("]")]),
  ]
  static let sizes = [Size(width: 80, height: 24), Size(width: 200, height: 60)]

  @Test("Every instant looks as it was looked at", arguments: pictures, sizes)
  func looks(picture: Picture, size: Size) throws {
    for glyphs in [GlyphSet.braille, .ascii] {
      let saved = try #require(ReplayScene.saved(ScriptedRun.events(), picture.kind))
      var state = ReplayScene.state(saved, size, glyphs)
      state.notice = nil
      Scene.press(picture.keys, &state)
      let name = "replay-\(picture.testDescription).\(size.width)x\(size.height).\(glyphs)"
      try Snapshot.check(view(state).picture, named: name)
    }
  }
}
