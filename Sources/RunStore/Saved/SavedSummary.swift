package import BenchCore

/// The final figures of a saved run, without its events: a journal of any length costs no memory.
package struct SavedSummary: Sendable {
  package let kind: SavedRun.Kind
  package let figures: RunFigures
  /// What a reader of the figures has to know about the file, one sentence each.
  package let warnings: [String]

  /// Reads whatever `SavedRun.load` reads, and refuses what that refuses.
  package static func load(_ path: String) throws(StoreError) -> SavedSummary {
    guard JournalFile.begins(with: try FileBytes.head(path, count: 64)) else {
      let run = try SavedRun.load(path)
      guard let figures = run.figures else { throw StoreError(path, "holds no run") }
      return SavedSummary(kind: run.kind, figures: figures, warnings: run.warnings)
    }
    let overview = try JournalOverview(path)
    let warnings =
      SavedRun.warning(forSchema: overview.schema) + overview.damage.warnings
      + SavedRun.warnings(forEnd: overview.figures.finished)
    return SavedSummary(kind: .journal, figures: overview.figures, warnings: warnings)
  }
}
