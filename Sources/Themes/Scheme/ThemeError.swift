internal import Canvas
internal import Glibc

/// Why a theme cannot be used or remembered: where, what, and what to do about it.
///
/// Its description is safe to print, whatever the file held.
package struct ThemeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file that it is about, as the user named it; empty where it is about a name.
  package var file: String
  /// From 1; nil where the file as a whole is meant.
  package var line: Int?
  /// The key in the file, such as `palette.base0A`; empty outside of any.
  package var key: String
  package var problem: String
  /// What to do next.
  package var advice: String

  package init(
    file: String = "", line: Int? = nil, key: String = "", _ problem: String, advice: String
  ) {
    self.file = file
    self.line = line
    self.key = key
    self.problem = problem
    self.advice = advice
  }

  /// One line, such as `a.yaml:4: palette.base0A: is missing. What to do`.
  package var description: String {
    let place = file.isEmpty ? "" : file + (line.map { ":\($0)" } ?? "") + ": "
    let subject = key.isEmpty ? "" : key + ": "
    // The limit lets long paths and a list of all themes through.
    return Sanitizer.line("\(place)\(subject)\(problem). \(advice)", limit: 4000)
  }

  /// A failed system call, told with the system's own words.
  static func system(
    _ code: Int32, _ action: String, _ path: String, advice: String
  ) -> ThemeError {
    let words = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return ThemeError(file: path, "cannot \(action): \(words)", advice: advice)
  }
}
