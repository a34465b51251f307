internal import BenchCore
internal import Canvas
internal import CurlKit
internal import Glibc
internal import Reports

/// Tells the progress of a run on standard error.
final class ProgressPrinter {
  private let isTerminal: Bool
  private let isQuiet: Bool
  private var lastShown: UInt64 = 0
  private var lastLine = ""

  init(isQuiet: Bool) {
    isTerminal = Program.isTerminal(STDERR_FILENO)
    self.isQuiet = isQuiet
  }

  /// Shortest time between two lines, milliseconds.
  private var intervalMilliseconds: Int32 { isTerminal ? 100 : 1000 }

  /// Shows where the run stands, if it is time to.
  func show(_ state: RunState) {
    guard !isQuiet, state.started != nil else { return }
    let now = MonotonicClock.now()
    guard now &- lastShown >= UInt64(intervalMilliseconds) * 1_000_000 else { return }
    let width = isTerminal ? Program.columns(of: STDERR_FILENO) - 1 : 200
    let line = ProgressLine.text(state, width: width, glyphs: Output.glyphs)
    guard line != lastLine else { return }
    lastShown = now
    lastLine = line
    write(isTerminal ? "\r\u{1B}[K" + line : line + "\n")
  }

  /// Counts documents up while they are read, on a terminal only.
  func showReading(done: Int, total: Int) {
    guard !isQuiet, isTerminal else { return }
    write("\r\u{1B}[Kreading documents: \(done) of \(total)")
  }

  /// Tells of sample documents that are made: counted up on a terminal, said once elsewhere.
  func showMaking(done: Int, total: Int) {
    guard !isQuiet else { return }
    let what = "making the sample documents, once"
    if isTerminal {
      write("\r\u{1B}[K\(what): \(done) of \(total)")
    } else if done == 0 {
      write(what + "\n")
    }
  }

  /// Says something that stays.
  func say(_ text: String) {
    guard !isQuiet else { return }
    clear()
    write(Sanitizer.line(text, glyphs: Output.glyphs) + "\n")
  }

  /// Takes the progress line away.
  func clear() {
    if isTerminal && !isQuiet { write("\r\u{1B}[K") }
    lastLine = ""
  }

  private func write(_ text: String) { Program.say(text) }
}
