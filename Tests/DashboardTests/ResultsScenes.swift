import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// What the list of saved runs looks like.
@Suite
struct ResultsScenes {
  static let scenes = [
    Scene("results") { state in
      SavedRuns.list(&state)
      Scene.press([.character(" "), .down, .character(" "), .home], &state)
      SavedRuns.preview(&state)
    },
    Scene("results-trash") { state in
      SavedRuns.list(&state)
      Scene.press([.character(" "), .down, .character(" "), .character("d")], &state)
    },
    Scene("results-filter") { state in
      SavedRuns.list(&state)
      Scene.press([.character("/")] + "server:rust dip:300".map { .character($0) }, &state)
      SavedRuns.preview(&state)
    },
    Scene("results-rename") { state in
      SavedRuns.list(&state)
      Scene.press([.down, .character("N"), .character("/")], &state)
    },
    Scene("results-damaged") { state in
      SavedRuns.list(&state)
      Scene.press([.end], &state)
    },
    Scene("results-none-fits") { state in
      SavedRuns.list(&state)
      Scene.press([.character("/"), .character("x"), .character("y"), .enter], &state)
    },
    Scene("results-empty") { SavedRuns.list([], &$0) },
    Scene("results-missing") { state in
      Scene.press([.character("3")], &state)
      let reason = "runs: cannot list it: No such file or directory"
      Scene.tell(
        .results(.failed(listing: state.results.listing, directory: "runs", reason)), &state)
    },
    Scene("results-reading") { state in
      Scene.press([.character("3")], &state)
      let listing = state.results.listing
      let many = (1...200).map { SavedRuns.headline("run-\($0).json", day: $0 % 28 + 1) }
      Scene.tell(
        .results(.found(listing: listing, directory: "results", SavedRuns.files(many))), &state)
      Scene.tell(.results(.headlines(listing: listing, Array(many.prefix(60)))), &state)
    },
  ]

  @Test("The results look as they were looked at", arguments: scenes, SnapshotTests.sizes)
  func braille(scene: Scene, size: Size) throws {
    try Snapshot.check(view(scene.state(size)), scene, size, "braille")
  }

  @Test("The results look as they were looked at, in ASCII", arguments: scenes)
  func ascii(scene: Scene) throws {
    let size = SnapshotTests.sizes[0]
    let canvas = view(scene.state(size, .ascii))
    try Snapshot.check(canvas, scene, size, "ascii")
    #expect(canvas.cells.allSatisfy { $0.isContinuation || (32..<127).contains($0.base) })
  }

  @Test("The results look as they were looked at, without colours", arguments: scenes)
  func monochrome(scene: Scene) throws {
    let size = SnapshotTests.sizes[1]
    try Snapshot.check(view(scene.state(size)).monochrome(), scene, size, "mono")
  }
}
