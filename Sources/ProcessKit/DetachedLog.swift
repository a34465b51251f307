internal import Glibc

/// The log of a process that outlives us, kept from growing without bound.
///
/// The process appends to it (`O_APPEND`), so that the file can be emptied under its hands: its
/// next line stands at the new beginning.
package enum DetachedLog {
  /// The longest log that is left as it is, bytes.
  package static let longest = 20 << 20
  /// How much of the end of a longer one is kept, bytes.
  package static let keptEnd = 4 << 20

  /// The file that holds the end of what was cut off a log.
  package static func older(_ path: String) -> String { path + ".1" }

  /// Moves the end of a log that is too long into the file `older`, and empties the log.
  ///
  /// What the process writes in the moment between the two is lost. Something other than a regular
  /// file, and a log that another command is just shortening, are left alone.
  ///
  /// - Parameters:
  ///   - limit: The longest log that is left as it is, bytes.
  ///   - kept: How much of the end is kept, bytes; it begins with a whole line.
  /// - Returns: Whether it was shortened.
  @discardableResult
  package static func shorten(
    _ path: String, limit: Int = longest, keeping kept: Int = keptEnd
  ) -> Bool {
    let log = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard log >= 0 else { return false }
    defer { close(log) }
    guard flock(log, LOCK_EX | LOCK_NB) == 0, let size = size(of: log), size > limit else {
      return false
    }
    let end = end(of: log, from: max(0, size - kept), most: kept)
    let isKept = put(end, into: older(path))
    guard ftruncate(log, 0) == 0 else { return false }
    // A disk that was full has room for it only now.
    if !isKept { _ = put(end, into: older(path)) }
    return true
  }

  /// The size of a regular file, bytes; nil for anything else.
  private static func size(of file: Int32) -> Int? {
    var facts = stat()
    guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(facts.st_size)
  }

  /// What stands from a place on, without the line that it is in the middle of.
  ///
  /// - Parameter most: Where its writer is faster than we, it ends after about twice as many bytes.
  private static func end(of file: Int32, from start: Int, most: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count / 2 <= most {
      let count = pread(file, &buffer, buffer.count, off_t(start + bytes.count))
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    guard start > 0, let lineEnd = bytes.firstIndex(of: 10) else { return bytes }
    return Array(bytes[(lineEnd + 1)...])
  }

  /// Writes a file in place of what it held; false where that does not go.
  private static func put(_ bytes: [UInt8], into path: String) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { return false }
    defer { close(file) }
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(file, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      written += count
    }
    return true
  }
}
