/// Why the terminal cannot show screens.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Standard input or output is a file or a pipe.
  case notATerminal(stream: String)
  /// The system's terminal database has no such entry; empty where `TERM` is not set.
  case unknownTerminal(String)
  /// The terminal cannot move its cursor, as a printer cannot.
  case cannotDrawScreens(String)
  /// The program has a session already; ncurses knows only one.
  case alreadyOpen
  /// A system call failed.
  case system(call: String, message: String)

  package var description: String {
    switch self {
    case .notATerminal(let stream):
      "standard \(stream) is not a terminal: start it in one, or use --headless"
    case .unknownTerminal(let name):
      name.isEmpty
        ? "TERM is not set: set TERM=xterm-256color, or use --headless"
        : "TERM=\(name) is not known here: set TERM=xterm-256color, or use --headless"
    case .cannotDrawScreens(let name):
      "TERM=\(name) cannot move its cursor: set TERM=xterm-256color, or use --headless"
    case .alreadyOpen:
      "the terminal is in use by this program already: close the other session first"
    case .system(let call, let message):
      "the terminal cannot be set up: \(call): \(message); use --headless"
    }
  }
}
