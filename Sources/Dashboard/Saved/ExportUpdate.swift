internal import BenchCore
internal import Reports

/// Reports made of a saved run.
enum ExportUpdate {
  /// Asks for a report of a result, beside the result.
  static func begin(_ path: String, _ state: inout DashboardState) -> [Effect] {
    state.overlay = .export(path: path)
    return []
  }

  /// The same for the run that is replayed, or that has just been saved.
  static func begin(_ state: inout DashboardState) -> [Effect] {
    if let replay = state.replay { return begin(replay.path, &state) }
    guard case .saved(let path, let content, _) = state.run.ending else {
      state.notice = Notice("nothing was saved that could be exported")
      return []
    }
    // A sweep leaves a file for each of its points.
    guard content.sweep == nil else {
      state.notice = Notice("a sweep has a file for each point: export one under Results (3)")
      return []
    }
    return begin(path, &state)
  }

  /// Makes the report that was chosen.
  static func choose(_ format: ExportFormat, _ state: inout DashboardState) -> [Effect] {
    guard case .export(let path) = state.overlay else { return [] }
    state.overlay = nil
    state.notice = Notice("writing \(format.rawValue)…")
    return [.export(path: path, format: format)]
  }
}
