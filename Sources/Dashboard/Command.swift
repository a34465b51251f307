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
  // On the setup screen.
  case nextField, previousField, leaveField, addServer, removeServer, clearField
  // On the corpus screen.
  case sort, rescan
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
  /// A text that can be scrolled lies over the screen.
  case reading
  /// A question does.
  case question
}
