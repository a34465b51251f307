internal import Foundation
internal import ProcessKit

/// The end of a log in a file, also where its older lines were moved into the file beside it.
package enum LogTail {
  /// Most bytes looked at in a file.
  private static let limit = 1 << 20

  /// The last lines; none where there is no such file.
  package static func lines(_ path: String?, count: Int) -> [String] {
    guard let path else { return [] }
    return read(path, count: count).lines
  }

  /// The last lines, and where in the file they end: bytes from its beginning.
  static func read(_ path: String, count: Int) -> (lines: [String], end: UInt64) {
    let new = end(of: path, count: count)
    guard new.lines.count < count else { return new }
    let old = end(of: DetachedLog.older(path), count: count - new.lines.count)
    return (old.lines + new.lines, new.end)
  }

  private static func end(of path: String, count: Int) -> (lines: [String], end: UInt64) {
    guard let file = try? FileHandle(forReadingFrom: URL(filePath: path)) else { return ([], 0) }
    defer { try? file.close() }
    let size = (try? file.seekToEnd()) ?? 0
    let start = size > UInt64(limit) ? size - UInt64(limit) : 0
    try? file.seek(toOffset: start)
    let data = (try? file.read(upToCount: limit)) ?? Data()
    let lines = data.split(separator: 10).suffix(count).map { String(decoding: $0, as: UTF8.self) }
    return (lines, start + UInt64(data.count))
  }
}
