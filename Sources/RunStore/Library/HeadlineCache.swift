package import BenchCore
internal import Glibc
internal import Synchronization

/// Headlines of long files, kept from one start of the program to the next.
///
/// A headline needs every request of its run. What is kept is used only as long as the file has the
/// size and the time of change that it had, and the program is the one that judged it; losing it, or
/// finding it damaged, costs nothing but time.
package final class HeadlineCache: Sendable {
  private struct Entry: Sendable {
    var headline: RunHeadline
    /// Whether this listing asked for it; what nobody asks for goes first.
    var isUsed: Bool
  }

  private struct State: Sendable {
    var entries: [String: Entry] = [:]
    var isChanged = false
  }

  /// Smaller files are read quicker than they are looked up, bytes.
  package static let leastBytes = 256 << 10
  /// Most headlines kept: about 3 MB.
  package static let limit = 5000

  private let path: String
  private let stamp: String
  private let state: Mutex<State>

  /// - Parameters:
  ///   - path: The cache's file; an empty one keeps nothing.
  ///   - stamp: What the verdicts depend on beside the file: the program's version.
  package init(path: String, stamp: String) {
    self.path = path
    self.stamp = stamp
    state = Mutex(State(entries: Self.load(path, stamp: stamp)))
  }

  /// What a file is: as it was told before, or read anew.
  ///
  /// Any thread may ask; files are read side by side.
  package func headline(of file: ResultsFolder.File) -> RunHeadline {
    guard !path.isEmpty, file.bytes >= Self.leastBytes, let key = Self.key(file.path) else {
      return ResultsFolder.headline(file)
    }
    let known = state.withLock { state -> RunHeadline? in
      guard let entry = state.entries[key], entry.headline.bytes == file.bytes,
        entry.headline.modified == file.modified
      else { return nil }
      state.entries[key]?.isUsed = true
      return entry.headline
    }
    if var known {
      // The same file may be listed by another way.
      known.path = file.path
      return known
    }
    let headline = ResultsFolder.headline(file)
    // A disk that failed once, or a lack of permission, may be over the next time.
    guard !headline.isDamaged else { return headline }
    state.withLock { state in
      state.entries[key] = Entry(headline: headline, isUsed: true)
      state.isChanged = true
    }
    return headline
  }

  /// Writes what has come to be known; a failure is told and harmless.
  package func save() throws(StoreError) {
    let entries = state.withLock { state -> [String: Entry]? in
      defer { state.isChanged = false }
      return state.isChanged ? state.entries : nil
    }
    guard !path.isEmpty, let entries else { return }
    let kept = entries.sorted { left, right in
      left.value.isUsed != right.value.isUsed
        ? left.value.isUsed : left.value.headline.modified > right.value.headline.modified
    }.prefix(Self.limit)
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("stamp")
    writer.string(stamp)
    writer.key("headlines")
    writer.beginArray()
    for (key, entry) in kept {
      var headline = entry.headline
      headline.path = key
      writer.nextLine(indent: 0)
      writer.headline(headline)
    }
    writer.closingLine(indent: 0)
    writer.endArray()
    writer.endObject()
    Self.makeFolders(FilePath.folder(of: path))
    var file = try AtomicFile(path)
    try file.write(&writer)
    try file.commit(replacing: true)
  }

  /// The headlines that a file holds; what cannot be read is left out.
  private static func load(_ path: String, stamp: String) -> [String: Entry] {
    guard !path.isEmpty, let size = try? OpenFile.reading(path).size, size <= 64 << 20,
      let bytes = try? FileBytes.read(path)
    else { return [:] }
    var entries: [String: Entry] = [:]
    var isOurs = false
    var cursor = JSONCursor(bytes)
    do throws(JSONProblem) {
      try cursor.object { (cursor, key) throws(JSONProblem) in
        switch try cursor.text(of: key) {
        case "stamp": isOurs = try cursor.string() == stamp
        case "headlines" where isOurs:
          try cursor.array { (cursor, _) throws(JSONProblem) in
            let headline = try cursor.members().headline()
            guard entries.count < limit else { return }
            entries[headline.path] = Entry(headline: headline, isUsed: false)
          }
        default: try cursor.skip()
        }
      }
    } catch { return entries }
    return entries
  }

  /// The one name of a file; nil where it is gone.
  private static func key(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func makeFolders(_ folder: String) {
    guard folder != "/", folder != ".", mkdir(folder, 0o700) != 0, errno == ENOENT else { return }
    makeFolders(FilePath.folder(of: folder))
    mkdir(folder, 0o700)
  }
}
