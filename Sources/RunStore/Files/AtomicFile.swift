internal import Glibc

/// A file that appears under its name only when it is complete and on the disk.
///
/// It grows under a hidden name in the same folder; unless it is committed it leaves nothing.
struct AtomicFile: ~Copyable {
  private let file: OpenFile
  private let path: String
  private let temporaryPath: String

  init(_ path: String) throws(StoreError) {
    let hidden = ".\(FilePath.name(of: path)).\(getpid()).tmp"
    temporaryPath = FilePath.join(FilePath.folder(of: path), hidden)
    self.path = path
    // A crashed program's leftover with our process id is nobody's any more.
    unlink(temporaryPath)
    do throws(StoreError) { file = try OpenFile.creating(temporaryPath) } catch {
      // The hidden name is nobody's business.
      var told = error
      told.path = path
      throw told
    }
  }

  deinit { unlink(temporaryPath) }

  /// Hands everything in the writer to the kernel.
  mutating func write(_ writer: inout JSONWriter) throws(StoreError) {
    var written = 0
    defer { writer.removeFirst(written) }
    try file.write(writer.bytes, written: &written)
  }

  mutating func write(_ bytes: [UInt8]) throws(StoreError) {
    var written = 0
    try file.write(bytes, written: &written)
  }

  /// Gives the file its name.
  ///
  /// - Parameter replacing: Whether a file of that name may give way; otherwise that throws.
  consuming func commit(replacing: Bool) throws(StoreError) {
    try file.synchronize()
    if !replacing, link(temporaryPath, path) == 0 {
      unlink(temporaryPath)
    } else {
      let code = errno
      // Some file systems have no hard links; there, looking first has to do.
      if !replacing, code == EEXIST || access(path, F_OK) == 0 {
        throw StoreError(
          path, "exists already", advice: "Name another file with --output, or add --force")
      }
      guard rename(temporaryPath, path) == 0 else {
        throw StoreError.system(errno, "give it its name", path)
      }
    }
    try Self.synchronizeFolder(of: path)
  }

  /// Brings the folder's own list of names to the disk.
  private static func synchronizeFolder(of path: String) throws(StoreError) {
    let folder = FilePath.folder(of: path)
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    // A folder that may be written but not read cannot be opened; the file itself is safe.
    guard descriptor >= 0 else { return }
    try OpenFile(descriptor: descriptor, path: folder).synchronize()
  }
}
