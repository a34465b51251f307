internal import Glibc

/// How the signals that ncurses takes for itself were handled before.
///
/// Its handlers would end the program their own way, and resize the screen to a size that they ask
/// of the wrong file.
struct SignalDispositions {
  private var actions: [(number: Int32, action: sigaction)] = []

  init() {
    for number in [SIGINT, SIGTERM, SIGTSTP, SIGWINCH] {
      var action = sigaction()
      if sigaction(number, nil, &action) == 0 { actions.append((number, action)) }
    }
  }

  /// Puts them back.
  func restore() {
    for (number, action) in actions {
      var action = action
      sigaction(number, &action, nil)
    }
  }
}
