internal import Glibc

/// Holds a saved run while it is resumed, so that nobody else does, or is still making it.
package struct RunLock: ~Copyable, Sendable {
  private let file: OpenFile

  private init(_ file: consuming OpenFile) { self.file = file }

  /// - Throws: Where it cannot be read, or the run is still going on.
  package static func taking(_ path: String) throws(StoreError) -> RunLock {
    let lock = RunLock(try OpenFile.reading(path))
    guard lock.file.lock() else {
      throw StoreError(
        path, "the run is still going on",
        advice: "Wait for its end, or stop it; a run that another program holds cannot be resumed")
    }
    return lock
  }

  /// Whether a run is being written to a file, or resumed from it, by whatever program.
  ///
  /// False also where there is no such file, and on a file system without locks.
  static func isHeld(_ path: String) -> Bool {
    guard let file = try? OpenFile.reading(path) else { return false }
    return !file.lock()
  }
}
