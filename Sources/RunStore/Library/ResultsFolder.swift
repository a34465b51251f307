package import BenchCore
internal import Glibc

/// A folder of saved runs: which files there are, and what each is.
package struct ResultsFolder: Sendable {
  /// As the user named it.
  package let path: String
  /// Folders below it that are looked into; the folder itself is the first.
  package static let depth = 4
  /// Most files listed.
  package static let limit = 20_000
  /// Most names looked at on the way: a list of the whole disk must end.
  private static let nameLimit = 500_000
  /// Longest file read for a list, bytes: about half a million requests.
  package static let byteLimit = 256 << 20

  package init(_ path: String) { self.path = path }

  /// A file that may hold a run.
  package struct File: Hashable, Sendable {
    package var path: String
    package var bytes: Int
    /// Seconds since 1970.
    package var modified: Double
    /// When its permissions or its names were changed last, seconds since 1970.
    package var statusChanged = 0.0
  }

  /// Every `.json` and `.journal` of the folder and those below it, in no order.
  ///
  /// A folder that cannot be read below the first is left out.
  package func files() throws(StoreError) -> [File] {
    guard let top = opendir(path) else { throw StoreError.system(errno, "list it", path) }
    closedir(top)
    var found = Found()
    Self.collect(path, depth: Self.depth, into: &found)
    return found.files
  }

  /// The folder and those below it that are looked into, at most `limit` of them.
  func folders(limit: Int) -> [String] {
    var found = Found()
    Self.collect(path, depth: Self.depth, into: &found)
    return Array(found.folders.prefix(limit))
  }

  /// What a walk came to.
  private struct Found {
    var files: [File] = []
    var folders: [String] = []
    var names = 0
  }

  private static func collect(_ folder: String, depth: Int, into found: inout Found) {
    guard depth > 0, let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    found.folders.append(folder)
    while found.files.count < limit, found.names < nameLimit, let entry = readdir(directory) {
      found.names += 1
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard !name.hasPrefix(".") else { continue }
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var facts = stat()
      guard lstat(path, &facts) == 0 else { continue }
      let isFolder = facts.st_mode & S_IFMT == S_IFDIR
      // A link to a file is that file; a folder behind a link may be one that it lies in.
      if facts.st_mode & S_IFMT == S_IFLNK, stat(path, &facts) != 0 { lstat(path, &facts) }
      if name.hasSuffix(".json") || name.hasSuffix(".journal") {
        found.files.append(
          File(
            path: path, bytes: Int(facts.st_size), modified: seconds(facts.st_mtim),
            statusChanged: seconds(facts.st_ctim)))
      } else if isFolder {
        collect(path, depth: depth - 1, into: &found)
      }
    }
  }

  private static func seconds(_ time: timespec) -> Double {
    Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// What a file is; a file that holds no run says why.
  package static func headline(_ file: File) -> RunHeadline {
    do throws(StoreError) {
      guard file.bytes <= byteLimit else {
        throw StoreError(
          file.path,
          "larger than \(byteLimit >> 20) MiB, which is too long for a list; "
            + "slimbench show reads it")
      }
      let summary = try SavedSummary.load(file.path)
      return RunHeadline(
        summary.figures, kind: summary.kind, path: file.path, bytes: file.bytes,
        modified: file.modified)
    } catch {
      let place = error.position.isEmpty ? "" : error.position + ": "
      return RunHeadline(
        path: file.path, bytes: file.bytes, modified: file.modified,
        state: .damaged(place + error.reason))
    }
  }
}
