internal import Dashboard
internal import Foundation

/// What a half-typed folder can become.
enum FolderCompletion {
  /// Most folders that are offered: more would not be read.
  static let limit = 200

  /// Folders that begin like `path`, each with a slash behind it, sorted.
  ///
  /// Waits for the disk, which a network may keep waiting for long: not for the main thread.
  static func candidates(_ path: String) -> [String] {
    let (folder, start) = TypedPath.parts(path)
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    // Asked one after another, and no more than are wanted: each may be a question to a server.
    return Array(
      TypedPath.matches(names, for: start).lazy
        .filter { name in
          var isFolder: ObjCBool = false
          return FileManager.default.fileExists(atPath: folder + name, isDirectory: &isFolder)
            && isFolder.boolValue
        }
        .prefix(limit).map { folder + $0 + "/" })
  }
}
