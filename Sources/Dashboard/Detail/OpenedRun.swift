package import BenchCore

/// A saved run with everything computed that its screen shows, which may take a second.
package struct OpenedRun: Sendable {
  package let run: SavedRun
  let figures: RunFigures
  /// One per point of the plan.
  let tables: [DocumentTable]

  /// Nil for a run that never began.
  package init?(_ run: SavedRun) {
    guard let figures = run.figures else { return nil }
    self.run = run
    self.figures = figures
    tables = DocumentTable.all(of: run)
  }
}
