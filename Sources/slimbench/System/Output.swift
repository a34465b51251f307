internal import Canvas
internal import Foundation
internal import Glibc

/// How standard output wants its tables.
enum Output {
  /// Columns to fill: the terminal's, or 100 in a file.
  static var width: Int {
    Program.isTerminal(STDOUT_FILENO) ? Program.columns(of: STDOUT_FILENO) : 100
  }

  /// The characters that tables may use: all where the user's locale is UTF-8.
  static var glyphs: Glyphs {
    let environment = ProcessInfo.processInfo.environment
    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy
      .compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let name = locale.lowercased().filter { $0 != "-" }
    return name.contains("utf8") ? .unicode : .ascii
  }
}
