internal import CLinux
internal import Dashboard
internal import Glibc

/// Moves saved runs: to the trash and back, and to other names.
///
/// Nothing is ever written over.
enum FileMoves {
  /// The folder beside a file that its trash is in; lists leave hidden folders out.
  private static let trashName = ".slimbench-trash"
  /// `RENAME_NOREPLACE` of `linux/fs.h`, which the C library hides.
  private static let noReplace: UInt32 = 1
  /// Names tried for a file in the trash, like `x.json`, then `x.json.2`.
  private static let tries = 1000

  /// Moves files; what failed first is told, and ends it.
  static func trash(_ paths: [String]) -> ([TrashedFile], problem: String?) {
    var moved: [TrashedFile] = []
    for path in paths {
      let (folder, name) = parts(path)
      let trash = folder + trashName
      if mkdir(trash, 0o755) != 0, errno != EEXIST {
        return (moved, told("cannot make \(trash)"))
      }
      var target = trash + "/" + name
      var number = 2
      while !move(path, target) {
        guard errno == EEXIST, number < tries else {
          return (moved, told("cannot move \(path) to \(trash)"))
        }
        target = "\(trash)/\(name).\(number)"
        number += 1
      }
      moved.append(TrashedFile(path: path, trashed: target))
    }
    return (moved, nil)
  }

  static func restore(_ files: [TrashedFile]) -> ([TrashedFile], problem: String?) {
    var restored: [TrashedFile] = []
    for file in files {
      guard move(file.trashed, file.path) else {
        return (restored, told("cannot bring \(file.path) back from \(file.trashed)"))
      }
      restored.append(file)
    }
    return (restored, nil)
  }

  /// Gives a file another name in its folder; the new path.
  static func rename(_ path: String, _ name: String) -> (String, problem: String?) {
    let target = parts(path).folder + name
    guard move(path, target) else { return (path, told("cannot rename to \(name)")) }
    return (target, nil)
  }

  private static func move(_ path: String, _ target: String) -> Bool {
    renameat2(AT_FDCWD, path, AT_FDCWD, target, noReplace) == 0
  }

  private static func told(_ what: String) -> String {
    "\(what): \(errno == EEXIST ? "a file of that name is there" : String(cString: strerror(errno)))"
  }

  /// The folder with its slash, empty for the working folder, and the name.
  private static func parts(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return ("", path) }
    return (String(path[...slash]), String(path[path.index(after: slash)...]))
  }
}
