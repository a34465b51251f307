internal import Canvas
internal import Glibc
internal import TerminalDriver

/// A program on a terminal, driven by keys, for the tests of the terminal driver.
///
/// It shows a test picture, and tells on standard error, a line each, what reached it.
@main
enum Probe {
  static func main() {
    let words = CommandLine.arguments
    var options = TerminalOptions(
      palette: words.contains("palette") ? TestPicture.palette : nil,
      noColor: words.contains("no-color"))
    if words.contains("unicode-by-mistake") {
      options.glyphs = .block
      options.usesUTF8 = false
    }
    if words.contains("slow-exit") { Fault.slowDownExit() }
    for _ in 0..<(words.contains("twice") ? 2 : 1) { show(options) }
  }

  private static func show(_ options: TerminalOptions) {
    do {
      var session = try TerminalSession(options)
      tell("open \(session.capabilities.colors) \(session.capabilities.glyphs)")
      var program = ProbeProgram()
      program.run(&session)
      session.close()
      tell("closed")
    } catch {
      tell("error \(error)")
      exit(2)
    }
  }

  /// Writes a line to the test.
  static func tell(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDERR_FILENO, bytes, bytes.count)
  }
}
