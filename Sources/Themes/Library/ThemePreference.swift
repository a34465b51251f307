internal import Canvas
internal import Foundation

/// The theme that the user chose last, one line in `$XDG_CONFIG_HOME/slimbench/theme`.
package enum ThemePreference {
  /// Longest name or path that is kept, bytes.
  static let byteLimit = 1024

  /// What was chosen; nil where nothing was, or where it cannot be read.
  ///
  /// A theme of that name need not exist any more.
  package static func load(environment: [String: String]) -> String? {
    guard let path = path(environment),
      let bytes = try? SmallFile.read(path, limit: byteLimit, advice: ""),
      let text = String(validating: bytes, as: UTF8.self)
    else { return nil }
    let name = text.split(whereSeparator: \.isNewline).first.map(trimmed) ?? ""
    return isKeepable(name) ? name : nil
  }

  /// Remembers a theme's name, or the path of a scheme file.
  ///
  /// The file is replaced as a whole: who reads it meanwhile sees the old name or the new one.
  ///
  /// - Throws: `ThemeError` where it cannot be written; the theme can be used all the same.
  package static func save(
    _ name: String, environment: [String: String]
  ) throws(ThemeError) {
    guard isKeepable(name) else {
      throw ThemeError(
        "the theme \"\(name.prefix(80))\" cannot be remembered: it is no name on one line",
        advice: "Rename its file")
    }
    guard let path = path(environment) else {
      throw ThemeError(
        "the theme cannot be remembered: neither XDG_CONFIG_HOME nor HOME is an absolute path",
        advice: "Set one of them, or choose with --theme each time")
    }
    // A link, as managers of settings make them, stays one: what it points to is replaced.
    let file = URL(filePath: path).resolvingSymlinksInPath()
    do {
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data((name + "\n").utf8).write(to: file, options: .atomic)
    } catch {
      throw ThemeError(
        file: path, "the theme cannot be remembered: \(error.localizedDescription)",
        advice: "Check the permissions of that folder, or choose with --theme each time")
    }
  }

  private static func path(_ environment: [String: String]) -> String? {
    ConfigFolder.path(environment).map { $0 + "/theme" }
  }

  private static func isKeepable(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count < byteLimit && name == trimmed(name[...])
      && Sanitizer.line(name, limit: byteLimit) == name
  }

  private static func trimmed(_ line: Substring) -> String {
    line.trimmingCharacters(in: .whitespaces)
  }
}
