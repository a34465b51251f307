import BenchCore
import Canvas

@testable import Dashboard

/// A saved run that is open, reached from the list the way a user gets there.
enum DetailScene {
  static func open(_ events: [RunEvent], _ state: inout DashboardState) {
    SavedRuns.list(&state)
    guard let run = ReplayScene.saved(events), let path = state.results.selected,
      let opened = OpenedRun(run)
    else { return }
    Scene.press([.enter], &state)
    Scene.tell(.loaded(FileLoad(path, for: .detail), .opened(opened)), &state)
  }

  static func state(
    _ events: [RunEvent] = ScriptedRun.events(), _ size: Size = Size(width: 120, height: 40)
  ) -> DashboardState {
    Scene("open") { open(events, &$0) }.state(size)
  }

  static let all = [
    Scene("detail-table") { open(ScriptedRun.events(), &$0) },
    Scene("detail-documents") { state in
      open(ScriptedRun.events(), &state)
      Scene.press([.tab, .down, .down, .character("o")], &state)
    },
    Scene("detail-filter") { state in
      open(ScriptedRun.events(), &state)
      Scene.press([.character("/"), .character("7")], &state)
    },
    Scene("detail-rounds") { state in
      open(ScriptedRun.events(), &state)
      Scene.press([.tab, .down, .enter], &state)
    },
    Scene("detail-failures") { state in
      open(ScriptedRun.events(), &state)
      Scene.press([.tab, .tab], &state)
    },
    Scene("detail-plan") { state in
      open(ScriptedRun.events(), &state)
      Scene.press([.backTab], &state)
    },
    Scene("detail-sweep") { state in
      open(ScriptedRun.events(ScriptedRun.sweep), &state)
      Scene.press([.tab, .character("d"), .character("d")], &state)
    },
  ]
}
