import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// What the containers screen looks like.
@Suite
struct ContainersScenes {
  static let scenes = [
    Scene("containers") { Engines.show("slimgest-benchmark", &$0) },
    Scene("containers-dead") { Engines.show("old-run", &$0) },
    Scene("containers-health") { state in
      Engines.show("slimgest-cpu", &state)
      Scene.press([.enter, .tab, .tab], &state)
    },
    Scene("containers-log") { state in
      Engines.show("slimgest-benchmark", &state)
      Scene.press([.character("l")], &state)
      Scene.tell(.containers(.log(id: "id-slimgest-benchmark", Engines.log)), &state)
      Scene.press([.character("T"), .character("/")] + "queue".map { .character($0) }, &state)
      Scene.press([.enter], &state)
    },
    Scene("containers-events") { state in
      Engines.show("slimgest-cpu", &state)
      Scene.press([.enter, .backTab, .backTab], &state)
    },
    Scene("containers-facts") { state in
      Engines.show("slimgest-benchmark", &state)
      Scene.press([.enter, .backTab], &state)
    },
    Scene("containers-opened") { state in
      Engines.show("slimgest-benchmark", &state)
      Scene.press([.enter], &state)
    },
    Scene("containers-filter") { state in
      Engines.show(&state)
      Scene.press([.character("/")] + "health".map { .character($0) }, &state)
    },
    Scene("containers-question") { state in
      Engines.show("slimgest-benchmark", &state)
      Scene.press([.character("d")], &state)
    },
    Scene("containers-lost") { state in
      Engines.show("slimgest-benchmark", &state)
      lose(&state, at: 121)
      Scene.tell(.containers(.tick(Engines.at(145))), &state)
    },
    Scene("containers-loop") { state in
      Engines.show("idle", &state)
      Scene.tell(.containers(.updates(Engines.loop("idle", exitCode: 1))), &state)
      Scene.press([.enter], &state)
    },
    Scene("containers-loop-events") { state in
      Engines.show("idle", &state)
      Scene.tell(.containers(.updates(Engines.loop("idle", exitCode: 1))), &state)
      Scene.press([.enter, .backTab, .backTab], &state)
    },
    Scene("containers-loops") { state in
      Engines.show("idle", &state)
      Scene.tell(.containers(.updates(Engines.loop("idle", exitCode: 1))), &state)
    },
    Scene("containers-none") { state in
      Scene.press([.character("6")], &state)
      lose(&state, at: 0)
    },
    Scene("containers-many") { state in
      Scene.press([.character("6")], &state)
      let many = (1...200).map { Engines.facts("worker-\($0)") }
      Scene.tell(
        .containers(.updates([TimedContainerUpdate(time: Engines.at(0), update: .listed(many))])),
        &state)
      Scene.press([.pageDown, .down], &state)
    },
    Scene("containers-read-only") { state in
      state.containers.options.isReadOnly = true
      Engines.show("slimgest-benchmark", &state)
    },
  ]

  static func lose(_ state: inout DashboardState, at seconds: Double) {
    let problem = EngineProblem(
      reason:
        "nobody listens at /var/run/docker.sock: it was left behind by an engine that has ended",
      advice: "start the engine")
    Scene.tell(
      .containers(
        .updates([TimedContainerUpdate(time: Engines.at(seconds), update: .lost(problem))])), &state
    )
  }

  @Test("The containers look as they were looked at", arguments: scenes, SnapshotTests.sizes)
  func braille(scene: Scene, size: Size) throws {
    try Snapshot.check(view(scene.state(size)), scene, size, "braille")
  }

  @Test("The containers look as they were looked at, in ASCII", arguments: scenes)
  func ascii(scene: Scene) throws {
    let size = SnapshotTests.sizes[0]
    let canvas = view(scene.state(size, .ascii))
    try Snapshot.check(canvas, scene, size, "ascii")
    #expect(canvas.cells.allSatisfy { $0.isContinuation || (32..<127).contains($0.base) })
  }

  @Test("The containers look as they were looked at, without colours", arguments: scenes)
  func monochrome(scene: Scene) throws {
    let size = SnapshotTests.sizes[1]
    try Snapshot.check(view(scene.state(size)).monochrome(), scene, size, "mono")
  }

  @Test("Every scene can be drawn at every size from 1 × 1 up", arguments: scenes)
  func everySize(scene: Scene) {
    for height in [1, 3, 15, 16, 17, 24, 50] {
      for width in [1, 7, 59, 60, 71, 99, 132, 150, 300] {
        let size = Size(width: width, height: height)
        #expect(view(scene.state(size)).size == size)
      }
    }
  }
}
