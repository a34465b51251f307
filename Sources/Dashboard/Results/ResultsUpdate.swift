internal import BenchCore

/// The list of saved runs.
enum ResultsUpdate {
  static func perform(_ command: ResultsCommand, _ state: inout DashboardState) -> [Effect] {}

  static func apply(_ message: ResultsMessage, _ state: inout DashboardState) -> [Effect] {}

  static func preview(_ run: SavedRun, of path: String, _ state: inout DashboardState) -> [Effect] {
    []
  }

  static func previewFailed(
    _ path: String, _ reason: String, _ state: inout DashboardState
  ) -> [Effect] { [] }

  static func again(_ run: SavedRun, of path: String, _ state: inout DashboardState) -> [Effect] {
    []
  }
}
