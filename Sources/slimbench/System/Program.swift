internal import Canvas
internal import Foundation
internal import Glibc

/// Facts about this very program.
enum Program {
  static let version = "0.1.0"

  /// The file that is running, for launching it again.
  static var executable: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard length > 0 else { return CommandLine.arguments.first ?? "slimbench" }
    return String(decoding: buffer[..<length].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A name that no other run has: time and chance.
  static func runID() -> String { UUID().uuidString.lowercased() }

  /// Writes lines to standard error; whatever foreign words they hold are made safe to show.
  static func complain(_ text: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { Sanitizer.line(String($0), glyphs: Output.glyphs, limit: 2000) }
    say(lines.joined(separator: "\n") + "\n")
  }

  /// Writes to standard error as it is; where nobody reads it any more, nobody misses it.
  static func say(_ text: String) {
    // What was printed before stands before it, also where both go to one file.
    fflush(nil)
    // A terminal that was closed fails every write: that is no reason to end.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Whether the descriptor is a terminal.
  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  static func fileExists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  /// Whether somebody sits at a terminal that can show a dashboard.
  static var isInteractive: Bool {
    let terminal = ProcessInfo.processInfo.environment["TERM"] ?? ""
    return isTerminal(STDIN_FILENO) && isTerminal(STDOUT_FILENO) && terminal != "dumb"
      && !terminal.isEmpty
  }

  /// Columns of the terminal behind the descriptor, 80 where it has none.
  static func columns(of descriptor: Int32) -> Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
