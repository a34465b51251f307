internal import Glibc

/// Why a file of a run could not be written or read: where, what, and what to do about it.
///
/// Its description is safe to print, whatever the file held.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file or folder that it is about, as the user named it.
  package var path: String
  /// Where in the file: a line, a byte, a JSON path; empty where it is about the file as a whole.
  package var position: String
  package var reason: String
  /// What to do next; empty where nothing sensible can be said.
  package var advice: String

  package init(_ path: String, _ reason: String, position: String = "", advice: String = "") {
    self.path = path
    self.position = position
    self.reason = reason
    self.advice = advice
  }

  package var description: String {
    let place = position.isEmpty ? "" : "\(position): "
    let next = advice.isEmpty ? "" : ". \(advice)"
    return "\(path): \(place)\(reason)\(next)".printable
  }

  /// A failed system call, told with the system's own words.
  static func system(_ code: Int32, _ action: String, _ path: String) -> StoreError {
    let words = strerror(code).map { String(cString: $0) } ?? "error \(code)"
    return StoreError(path, "cannot \(action): \(words)", advice: advice(for: code))
  }

  private static func advice(for code: Int32) -> String {
    switch code {
    case ENOSPC: "Free space on that disk, or name another place with --output"
    case EDQUOT: "Your disk quota is used up: free space, or name another place with --output"
    case EROFS: "The file system is read-only: name another place with --output"
    case EACCES, EPERM: "Check its permissions and those of its folder"
    case ENOENT: "Check the name"
    case EFBIG: "The file would pass the size limit (ulimit -f)"
    case EIO: "The disk failed; look at the system log"
    default: ""
    }
  }
}
