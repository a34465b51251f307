internal import Canvas
internal import Foundation

/// The themes that can be chosen by name: files in folders, earlier folders first.
///
/// Folders are read each time they are asked for, so that a file dropped in is found at once.
package struct ThemeLibrary: Hashable, Sendable {
  /// What is used where nothing was chosen; it ships.
  package static let defaultName = "slim-dark"

  /// Where themes are looked for; of two with one name, the one in the earlier folder counts.
  package let directories: [String]

  package init(directories: [String]) { self.directories = directories }

  /// Names of all themes, sorted; files that hold no scheme are among them.
  package var names: [String] {
    Set(directories.flatMap { Self.names(in: $0) }).sorted()
  }

  /// The file of a theme; nil where none has that name.
  package func path(of name: String) -> String? {
    guard Self.isName(name) else { return nil }
    let paths = directories.flatMap { folder in
      Self.endings.map { "\(folder)/\(name).\($0)" }
    }
    return paths.first { FileManager.default.fileExists(atPath: $0) }
  }

  /// Loads a theme by its name, or a file by its path.
  ///
  /// A path has a slash in it or ends in `.yaml` or `.yml`; where there is no such file, a theme's
  /// name may have that ending too.
  ///
  /// - Throws: `ThemeError`; for an unknown name with the nearest names and all of them.
  package func load(_ nameOrPath: String) throws(ThemeError) -> Theme {
    if Self.isPath(nameOrPath) {
      if let name = Self.name(ofFile: nameOrPath), path(of: name) != nil,
        !FileManager.default.fileExists(atPath: nameOrPath)
      {
        return try load(name)
      }
      return Theme(name: nameOrPath, scheme: try SchemeFile.load(nameOrPath))
    }
    guard let path = path(of: nameOrPath) else { throw unknown(nameOrPath) }
    return Theme(name: nameOrPath, scheme: try SchemeFile.load(path))
  }

  private static let endings = ["yaml", "yml"]

  private static func isPath(_ text: String) -> Bool {
    text.contains("/") || endings.contains { text.hasSuffix("." + $0) }
  }

  /// Whether a text can be a theme's name: nothing that leads out of the folder or is not shown.
  private static func isName(_ text: String) -> Bool {
    !text.isEmpty && !text.hasPrefix(".") && text.utf8.count <= ThemePreference.byteLimit
      && !text.contains("/") && Sanitizer.line(text) == text
  }

  private static func names(in folder: String) -> [String] {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.compactMap(name(ofFile:))
  }

  private static func name(ofFile file: String) -> String? {
    guard let ending = endings.first(where: { file.hasSuffix("." + $0) }) else { return nil }
    let name = String(file.dropLast(ending.count + 1))
    return isName(name) ? name : nil
  }

  private func unknown(_ name: String) -> ThemeError {
    let names = names
    guard !names.isEmpty else {
      return ThemeError(
        "there is no theme \"\(name.prefix(80))\", and no other",
        advice: "Put a base16 scheme file into one of: \(directories.joined(separator: ", "))")
    }
    let near = NearestNames.of(name, among: names)
    let hint = near.isEmpty ? "" : "Did you mean \(near.joined(separator: " or "))? "
    return ThemeError(
      "there is no theme \"\(name.prefix(80))\"",
      advice: "\(hint)Themes: \(names.joined(separator: ", ")). Or give the path of a file")
  }
}
