internal import Foundation
internal import Glibc

/// Follows a log in a file, also when it is emptied and begun anew.
struct LogFileFollower: Sendable {
  let path: String

  /// Longest line that is told, bytes; of a longer one the rest is told as another.
  private static let lineLimit = 1 << 16

  /// Tells the last lines and then each new one, until the task is cancelled or the file is gone.
  ///
  /// - Parameter tell: Takes lines, at least one at a time; false ends it.
  func run(_ count: Int, _ tell: @Sendable ([String]) -> Bool) async {
    guard let file = try? FileHandle(forReadingFrom: URL(filePath: path)) else { return }
    defer { try? file.close() }
    let (last, end) = LogTail.read(path, count: count)
    if !last.isEmpty, !tell(last) { return }
    try? file.seek(toOffset: end)
    var rest = Data()
    while !Task.isCancelled {
      let data = (try? file.read(upToCount: 1 << 16)) ?? Data()
      guard !data.isEmpty else {
        guard let isAnew = Self.isBegunAnew(file) else { return }
        if isAnew {
          rest = Data()
          try? file.seek(toOffset: 0)
        }
        try? await Task.sleep(for: .milliseconds(200))
        continue
      }
      rest += data
      let lines = Self.takeLines(&rest)
      if !lines.isEmpty, !tell(lines) { return }
    }
  }

  /// Takes the whole lines out, and a piece of one that is too long.
  private static func takeLines(_ rest: inout Data) -> [String] {
    let taken: Data
    if let end = rest.lastIndex(of: 10) {
      taken = Data(rest[..<end])
      rest = Data(rest[rest.index(after: end)...])
    } else if rest.count > lineLimit {
      taken = rest
      rest = Data()
    } else {
      return []
    }
    return taken.split(separator: 10, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether the file is shorter than what was read of it; nil where it has been removed.
  private static func isBegunAnew(_ file: FileHandle) -> Bool? {
    var facts = stat()
    guard fstat(file.fileDescriptor, &facts) == 0, facts.st_nlink > 0,
      let place = try? file.offset()
    else { return nil }
    return Int64(facts.st_size) < Int64(clamping: place)
  }
}
