internal import BenchCore

/// Saved runs side by side.
enum CompareUpdate {
  static func perform(_ command: CompareCommand, _ state: inout DashboardState) -> [Effect] {}

  /// Begins a comparison of these files, the first the baseline; what was compared is left.
  static func begin(_ paths: [String], _ state: inout DashboardState) -> [Effect] {
    state.compare = CompareView()
    state.screen = .compare
    return paths.map { .load(FileLoad($0, for: .compare)) }
  }

  static func take(_ run: SavedRun, of path: String, _ state: inout DashboardState) -> [Effect] {
    state.compare.runs.append((path, run))
    return []
  }
}
