package import BenchCore
package import Canvas

/// Something that the dashboard is told; `update` is its only reader.
package enum Message: Sendable {
  /// The user did something.
  case input(InputEvent)
  /// What the running run tells, in its order.
  case events([RunEvent])
  /// How far the reading of a run's documents has come.
  case preparing(done: Int, total: Int)
  /// Documents that the run leaves out for their defect.
  case leftOut([Document])
  /// Something went wrong beside the measurement, such as a journal on a full disk.
  case trouble(String)
  /// The run is over, and where its result is.
  case runEnded(RunEnding)
  /// How far the scan of a folder has come.
  case scanning(directory: String, done: Int, total: Int)
  /// What a folder holds, or why that cannot be told.
  case scanned(directory: String, ScanOutcome)
  /// Names that a half-typed folder can be completed to.
  case completed(path: String, candidates: [String])
  /// What there is at the path of the form's folder.
  case sawFolder(path: String, PathFinding)
  /// What there is at the path of the form's result file, and a name like it that nothing has.
  case sawOutput(path: String, PathFinding, free: String?)
  /// What came of reading a saved run.
  case loaded(FileLoad, FileLoaded)
  /// A report was written to this path, or why not.
  case exported(path: String, problem: String?)
  case results(ResultsMessage)
  case replay(ReplayMessage)
  case containers(ContainersMessage)
  case serverLog(ServerLogMessage)
  /// A theme is shown now.
  case themeChanged(name: String, problem: String?)
  /// The program did nothing for so long, stopped by the user or the shell, while a run went on.
  case wasSuspended(seconds: Double)
  /// Somebody outside wants the program to end: a signal, a closed terminal.
  case endRequested
}

/// How a run left the program.
package enum RunEnding: Sendable {
  /// Its result is written.
  case saved(path: String, figures: RunFigures, warnings: [String])
  /// Nothing was sent, so nothing is kept; why, one reason a line.
  case nothingSent(String)
  /// It could not begin, or its result could not be written; why, one reason a line.
  case failed(String)
}

/// What a folder turned out to hold.
package enum ScanOutcome: Sendable {
  case documents([Document])
  case failed(String)
}
