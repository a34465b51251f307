import BenchCore
import Canvas

@testable import Dashboard

/// Tests of a dashboard that lists saved runs.
protocol ListsSavedRuns {}

extension ListsSavedRuns {
  /// The list of these runs.
  func state(_ headlines: [RunHeadline] = SavedRuns.all, width: Int = 120) -> DashboardState {
    Scene("listed") { SavedRuns.list(headlines, &$0) }.state(Size(width: width, height: 40))
  }

  /// What a key asks of the world.
  func press(_ key: Key, _ state: inout DashboardState) -> [Effect] {
    update(&state, .input(.key(key)))
  }

  /// Names of the listed files, in their order.
  func names(_ state: DashboardState) -> [String] {
    state.results.shown.map { state.results.entries[$0].name }
  }
}
