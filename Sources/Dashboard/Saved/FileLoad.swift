package import BenchCore

/// A saved run that was asked for, and what for.
package struct FileLoad: Hashable, Sendable {
  /// What a file is read for; what is asked later for the same purpose replaces what came before.
  package enum Purpose: Hashable, Sendable {
    /// The pane beside the list of results.
    case preview
    /// The run's own screen.
    case detail
    /// The run screen, under the replay's clock.
    case replay
    /// A column of the comparison.
    case compare
    /// The form, filled with the run's plan.
    case again
    /// The run screen, where it goes on.
    case resume
  }

  package var path: String
  package var purpose: Purpose

  package init(_ path: String, for purpose: Purpose) {
    self.path = path
    self.purpose = purpose
  }
}

/// What came of reading a file.
package enum FileLoaded: Sendable {
  case run(SavedRun)
  /// Its final figures, which are all that a preview shows.
  case figures(RunFigures, warnings: [String])
  /// For a replay: anywhere in it at once.
  case replay(ReplayView)
  /// For its own screen: everything that is shown there, computed.
  case opened(OpenedRun)
  /// For a comparison: its figures, times and answers, which take as long as reading the file.
  case compared(ComparedRun)
  /// Where and why not, and what to do.
  case failed(String)
}

/// Hands what was read to whoever asked for it.
enum FileLoadUpdate {
  static func apply(
    _ loaded: FileLoaded, of load: FileLoad, _ state: inout DashboardState
  ) -> [Effect] {
    switch loaded {
    case .failed(let reason):
      if load.purpose == .preview { return ResultsUpdate.previewFailed(load.path, reason, &state) }
      if load.purpose == .replay { return ReplayUpdate.failed(reason, of: load.path, &state) }
      if load.purpose == .compare { return CompareUpdate.failed(reason, of: load.path, &state) }
      state.notice = Notice(reason, isBad: true)
      return []
    case .figures(let figures, let warnings):
      return ResultsUpdate.preview(figures, warnings, of: load.path, &state)
    case .opened(let opened): return DetailUpdate.open(opened, of: load.path, &state)
    case .replay(let view): return ReplayUpdate.begin(view, &state)
    case .compared(let run): return CompareUpdate.take(run, of: load.path, &state)
    case .run(let run):
      switch load.purpose {
      case .preview:
        guard let figures = run.figures else { return [] }
        return ResultsUpdate.preview(figures, run.warnings, of: load.path, &state)
      case .detail:
        guard let opened = OpenedRun(run) else { return [] }
        return DetailUpdate.open(opened, of: load.path, &state)
      case .replay: return ReplayUpdate.begin(ReplayView(run, path: load.path), &state)
      case .resume: return ResumeUpdate.begin(run, of: load.path, &state)
      // It comes as what was computed of it.
      case .compare: return []
      case .again: return ResultsUpdate.again(run, of: load.path, &state)
      }
    }
  }
}
