package import BenchCore
package import Reports

/// Something that `update` wants done in the world; data, so that tests can compare it.
package enum Effect: Hashable, Sendable {
  /// Starts a run; the result goes to `output`, or to a name made from date and DPI where it is nil.
  case startRun(Plan, output: String?)
  /// Goes on with a run that was cut short, of which `path` is left.
  case resumeSaved(Resumption, plan: Plan, path: String, output: String?)
  /// No further request starts, until resumed.
  case pauseRun
  case resumeRun
  /// Ends the run; what was measured is saved.
  case stopRun
  /// Reads what a folder holds; a scan that is still going on is given up.
  case scan(directory: String)
  /// Looks for folders that begin like this.
  case complete(path: String)
  /// Looks what there is at the path of the form's folder.
  case lookAtFolder(String)
  /// Looks whether a result can be written to this path.
  case lookAtOutput(String)
  /// Reads a saved run.
  case load(FileLoad)
  /// Makes a report of a saved run, beside it; nothing that is there gives way.
  case export(path: String, format: ExportFormat)
  case results(ResultsEffect)
  case containers(ContainersEffect)
  case serverLog(ServerLogEffect)
  /// Shows another theme and remembers it.
  case changeTheme(String)
  /// Gives the terminal back to the shell for a while.
  case suspend
  /// Draws everything anew, whatever the terminal shows.
  case redraw
  /// Ends the program; a run that is still going on is stopped and saved first.
  case quit
}
