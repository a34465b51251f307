internal import CTerminal
package import Canvas
internal import Glibc

/// The terminal while the program draws on it: full screen, cursor hidden, keys unechoed.
///
/// Nothing here ever blocks: a terminal that does not read is given the newest picture when it
/// reads again, one that is gone is told by `isHungUp`. Whatever ends the program, short of a kill
/// that no program survives, the terminal gets its modes back.
///
/// One session at a time, used by one thread, the main one.
package struct TerminalSession: ~Copyable {
  private let terminal: Terminal

  /// Takes the terminal of standard input and output over.
  ///
  /// Signals that the program handles must be taken over before; this takes those that nobody does.
  package init(_ options: TerminalOptions = TerminalOptions()) throws(TerminalError) {
    terminal = try Terminal(options)
  }

  deinit { terminal.close() }

  package var size: Size { terminal.size }
  package var capabilities: TerminalCapabilities { terminal.capabilities }

  /// Whether the terminal is gone; from then on everything here does nothing.
  package var isHungUp: Bool { terminal.isHungUp }

  /// Readable when keys wait.
  package var inputDescriptor: Int32 { STDIN_FILENO }
  /// Readable when the terminal changed its size, or the program was stopped or continued; then
  /// `readInput` knows.
  package var wakeDescriptor: Int32 { ct_wake_descriptor() }
  /// Writable when the terminal reads; to be watched while `owesOutput`.
  package var outputDescriptor: Int32 { terminal.outputDescriptor }
  /// Whether the terminal has not taken the last picture yet; `flush` goes on.
  package var owesOutput: Bool { terminal.owesOutput }

  /// Shows a canvas, by what differs from the last one.
  ///
  /// While the terminal is still busy with the last one, this one waits and replaces any other that
  /// waits.
  package mutating func present(_ canvas: Canvas) { terminal.present(canvas) }

  /// Passes on what the terminal takes now.
  package mutating func flush() { terminal.flush() }

  /// Draws everything anew at the next `present`, as after another program wrote over it.
  package mutating func redraw() { terminal.forget() }

  /// Changes the theme; the next `present` draws everything in it.
  package mutating func setPalette(_ palette: Palette?) { terminal.setPalette(palette) }

  /// What the user did since the last call; never blocks.
  ///
  /// A request to stop from outside comes as `control("z")`, which asks for the same.
  package mutating func readInput() -> [InputEvent] { terminal.readInput() }

  /// Leaves the terminal, stops the process group as a shell expects, and takes the terminal again
  /// when it goes on; the next `present` draws everything.
  package mutating func suspend() { terminal.suspend() }

  /// Gives the terminal back.
  package consuming func close() {}
}
