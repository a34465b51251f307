internal import ArgumentParser
internal import Dashboard
internal import PlanFile

extension DashboardProgram {
  /// Opens the dashboard on the saved runs of a folder.
  ///
  /// The form behind it holds what `slimbench` alone would show.
  static func browse(_ folder: String) throws {
    var start = DashboardStart(
      DashboardStart.Sources(
        file: try PlanDraft.usual(file: nil), last: LastPlan.load(),
        guide: try ServerOptions.parse([]).guide))
    start.opening = .results(folder: folder)
    start.notice = nil
    try DashboardProgram(start: start, options: try RunOptions.parse([])).run()
  }
}
