internal import BenchCore

/// Reports made of a saved run.
enum ExportUpdate {
  /// Asks for a report of a result, beside the result.
  static func begin(_ path: String, _ state: inout DashboardState) -> [Effect] {
    state.overlay = .export(path: path)
    return []
  }
}
