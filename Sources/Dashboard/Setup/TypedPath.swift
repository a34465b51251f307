/// A path as somebody types it: with `~` for the home folder, and perhaps only its beginning.
package enum TypedPath {
  /// The path with a leading `~` replaced by the home folder; another user's is left as it is.
  package static func expanded(_ path: String, home: String?) -> String {
    guard let home, path == "~" || path.hasPrefix("~/") else { return path }
    return String(withoutSlash(home)) + path.dropFirst()
  }

  /// The path with `~` for the home folder, if `typed` was written that way.
  static func abbreviated(_ path: String, like typed: String, home: String?) -> String {
    guard let home, typed.hasPrefix("~") else { return path }
    let start = withoutSlash(home)
    return path.hasPrefix(start + "/") ? "~" + path.dropFirst(start.count) : path
  }

  /// The path as it is found from any folder, told from the one in which it was typed.
  ///
  /// - Parameter folder: Without links, so that `..` at the beginning is the folder above.
  package static func absolute(_ path: String, in folder: String) -> String {
    guard !path.hasPrefix("/"), !path.isEmpty else { return path }
    var parts = folder.split(separator: "/")
    let typed = path.split(separator: "/")
    let steps = typed.prefix { $0 == "." || $0 == ".." }
    for step in steps where step == ".." { _ = parts.popLast() }
    let end = path.hasSuffix("/") ? "/" : ""
    return "/" + (parts + typed.dropFirst(steps.count)).joined(separator: "/") + end
  }

  /// The folder that a path being typed stands in, with its slash, and the name begun in it.
  ///
  /// Both are empty for an empty path; the folder is for a name without one.
  package static func parts(_ path: String) -> (folder: String, start: String) {
    let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return (String(path[..<cut]), String(path[cut...]))
  }

  /// Those of a folder's names that the one begun could become, sorted.
  ///
  /// Hidden ones only where their dot was typed.
  package static func matches(_ names: [String], for start: String) -> [String] {
    names.filter {
      $0.hasPrefix(start) && (start.hasPrefix(".") || !$0.hasPrefix("."))
    }.sorted()
  }

  /// The path with numbers before its extension, such as `x-2.json` and `x-3.json` for `x.json`.
  package static func numbered(_ path: String, from first: Int, count: Int) -> [String] {
    let (folder, name) = parts(path)
    // A name that only begins with a dot has no extension.
    let dot = name.dropFirst().lastIndex(of: ".") ?? name.endIndex
    return (first..<(first + count)).map { folder + name[..<dot] + "-\($0)" + name[dot...] }
  }

  private static func withoutSlash(_ folder: String) -> Substring {
    folder.hasSuffix("/") ? folder.dropLast() : folder[...]
  }
}
