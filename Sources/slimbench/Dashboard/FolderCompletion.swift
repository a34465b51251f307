internal import Foundation

/// What a half-typed folder can become.
enum FolderCompletion {
  /// Folders that begin like `path`, each with a slash behind it, sorted.
  ///
  /// `~` stands for the home folder. Hidden folders only where their dot was typed.
  static func candidates(_ path: String) -> [String] {
    let expanded = path.hasPrefix("~") ? (path as NSString).expandingTildeInPath : path
    let needsSlash = path.hasSuffix("/") && !expanded.hasSuffix("/")
    let typed = needsSlash ? expanded + "/" : expanded
    let cut = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    let folder = String(typed[..<cut])
    let start = String(typed[cut...])
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    return names.filter { name in
      guard name.hasPrefix(start), start.hasPrefix(".") || !name.hasPrefix(".") else {
        return false
      }
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: folder + name, isDirectory: &isFolder)
        && isFolder.boolValue
    }.sorted().prefix(200).map { folder + $0 + "/" }
  }
}
