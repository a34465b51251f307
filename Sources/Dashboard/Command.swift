package import Reports

/// What a key means, whichever key it is.
package enum Command: Hashable, Sendable {
  // Everywhere.
  case help, quit, end, nextTheme, suspend, redraw, closeOverlay
  case show(Screen)
  // In lists and overlays.
  case up, down, pageUp, pageDown, first, last
  // On the run screen.
  case start, pause, stop, errors, log, nextLane, previousLane, maximise, window, figures
  case nextResolution
  // In the log of a run.
  case nextLog, previousLog
  // On the setup screen.
  case nextField, previousField, leaveField, addServer, removeServer, clearField
  // On the corpus screen.
  case sort, rescan
  // Where saved runs are looked at.
  case results(ResultsCommand)
  case detail(DetailCommand)
  case replay(ReplayCommand)
  case compare(CompareCommand)
  case containers(ContainersCommand)
  /// Asks for a report of the run that was saved, or makes one.
  case export, exportAs(ExportFormat)
  // In a question.
  case yes, no
}

/// Where the user is, as far as keys care.
package enum KeyContext: Hashable, Sendable, CaseIterable {
  /// A text field of the setup screen has the keyboard.
  case field
  /// The setup screen's start button has it.
  case setup
  /// A run is going on and its screen is shown.
  case running
  /// A run is over, or none began, and the run screen is shown.
  case finished
  case corpus
  /// The list of saved runs.
  case results
  /// A text of the list of saved runs, such as its filter, has the keyboard.
  case resultsText
  /// A saved run is open.
  case detail
  /// The filter of an open run's documents has the keyboard.
  case detailText
  /// The run screen shows a saved run under the replay's clock.
  case replaying
  case compare
  /// The filter of the compare screen's documents has the keyboard.
  case compareText
  /// The containers of an engine.
  case containers
  /// One of them fills the screen.
  case container
  /// A line of the containers screen, such as its filter or what a log is searched for, has the
  /// keyboard.
  case containerText
  /// The kinds of report that can be made.
  case export
  /// A text that can be scrolled lies over the screen.
  case reading
  /// What happened in a run does, and what its servers write.
  case log
  /// A question does.
  case question
  /// The terminal is too small for a screen: what cannot be seen is not done.
  case unseen
}
