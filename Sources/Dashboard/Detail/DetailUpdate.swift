internal import BenchCore

/// A saved run that is open.
enum DetailUpdate {
  static func perform(_ command: DetailCommand, _ state: inout DashboardState) -> [Effect] {}

  static func open(_ run: SavedRun, of path: String, _ state: inout DashboardState) -> [Effect] {
    state.detail = DetailView(run, path: path)
    return []
  }
}
