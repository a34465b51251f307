internal import BenchCore

/// A saved run on the run screen, under the replay's clock.
enum ReplayUpdate {
  static func perform(_ command: ReplayCommand, _ state: inout DashboardState) -> [Effect] {}

  static func apply(_ message: ReplayMessage, _ state: inout DashboardState) -> [Effect] {}

  static func begin(_ run: SavedRun, of path: String, _ state: inout DashboardState) -> [Effect] {
    state.replay = ReplayView(run, path: path)
    return []
  }
}
