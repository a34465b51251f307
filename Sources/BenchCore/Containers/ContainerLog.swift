/// The newest lines of a container's output, bounded by their number and by their bytes.
package struct ContainerLog: Equatable, Sendable {
  package static let lineLimit = 5_000
  package static let byteLimit = 4 << 20

  /// Oldest first.
  package private(set) var lines: [LogLine] = []
  /// Lines that gave way to newer ones.
  package private(set) var dropped = 0
  /// Why there is nothing to read, in the engine's words; nil while there is.
  package var problem: String?
  /// Whether the stream came to its end.
  package var isOver = false
  private var bytes = 0

  package init() {}

  /// Takes what was written; what writes has not come to its end.
  ///
  /// - Parameter skipped: Lines before these that came too fast to be kept.
  package mutating func append(_ new: [LogLine], skipped: Int = 0) {
    if !new.isEmpty {
      isOver = false
      problem = nil
    }
    if skipped > 0 {
      // What follows a gap does not look as if it were the next line.
      dropped &+= lines.count + skipped
      lines = []
      bytes = 0
    }
    lines.append(contentsOf: new)
    bytes += new.reduce(0) { $0 + $1.text.utf8.count }
    let isTooLong = lines.count > Self.lineLimit || bytes > Self.byteLimit
    guard isTooLong else { return }
    // An eighth more than is needed, so that not every line moves all the others.
    var count = max(0, lines.count - Self.lineLimit * 7 / 8)
    var left = bytes - lines.prefix(count).reduce(0) { $0 + $1.text.utf8.count }
    while left > Self.byteLimit, count < lines.count {
      left -= lines[count].text.utf8.count
      count += 1
    }
    lines.removeFirst(count)
    dropped &+= count
    bytes = left
  }
}

/// A line that a container wrote; foreign text.
package struct LogLine: Hashable, Sendable {
  /// When it was written; nil where nobody stamped it.
  package var time: WallTime?
  package var isError: Bool
  package var text: String

  package init(time: WallTime? = nil, isError: Bool = false, text: String) {
    self.time = time
    self.isError = isError
    self.text = text
  }
}
