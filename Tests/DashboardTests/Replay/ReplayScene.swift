import BenchCore
import Canvas

@testable import Dashboard

/// A dashboard with a replay open, reached the way a user gets there.
enum ReplayScene {
  static func saved(
    _ events: [RunEvent], _ kind: SavedRun.Kind = .result, warnings: [String] = []
  ) -> SavedRun? {
    guard case .runStarted(let started) = events.first?.payload else { return nil }
    return SavedRun(kind: kind, started: started, events: events, warnings: warnings)
  }

  /// A replay at rest at the run's start, opened from the list of results.
  static func state(
    _ run: SavedRun, _ size: Size = Size(width: 120, height: 40), _ glyphs: GlyphSet = .braille,
    isJudged: Bool = true
  ) -> DashboardState {
    var state = DashboardState(
      size: size, glyphs: glyphs, plan: ScriptedRun.plan, surroundings: Scene.surroundings,
      themes: ["calm", "loud"], theme: "calm")
    state.screen = .results
    let view = ReplayView(run, path: "results/r.json").prepared()
    Scene.tell(.loaded(FileLoad("results/r.json", for: .replay), .replay(view)), &state)
    if isJudged, let figures = run.figures {
      Scene.tell(.replay(.judged(path: "results/r.json", figures)), &state)
    }
    Scene.press([.character(" "), .home], &state)
    return state
  }

  /// Goes to an instant as a user would: at some speed, by ticks, from some place before it.
  static func play(
    to time: RunTime, _ random: inout SeededGenerator, _ state: inout DashboardState
  ) {
    guard let clock = state.replay?.clock else { return }
    for _ in 0..<random.index(below: 12) {
      Scene.press([random.index(below: 2) == 0 ? .character("+") : .character("-")], &state)
    }
    state.replay?.clock.seek(toShare: random.uniform)
    state.replay?.follow()
    // Some of the way is played, the rest is a seek to the very instant.
    state.replay?.clock.play()
    for _ in 0..<random.index(below: 8) {
      Scene.tell(.replay(.tick(Int64(random.index(below: 200_000_000)))), &state)
    }
    state.replay?.clock.pause()
    state.replay?.clock.seek(to: min(max(clock.start, time), clock.end))
    state.replay?.follow()
    state.notice = nil
  }
}

extension SeededGenerator {
  /// A number in 0..<1.
  var uniform: Double {
    mutating get { Double(index(below: 1 << 30)) / Double(1 << 30) }
  }
}
