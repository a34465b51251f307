/// The last lines of a log, as many as fit into a number of bytes.
package struct LogRing: Sendable {
  private var storage: [LogLine] = []
  private var head = 0
  private let byteLimit: Int
  package private(set) var bytes = 0
  /// Lines that made room for newer ones.
  package private(set) var droppedLines = 0
  /// Changes with every line: tells a reader whether there is something new.
  package var total: Int { droppedLines + count }

  /// What a line costs beside its text.
  private static let overhead = MemoryLayout<LogLine>.stride

  package init(byteLimit: Int = 8 << 20) {
    self.byteLimit = max(1, byteLimit)
  }

  package var count: Int { storage.count - head }
  /// The lines, the oldest first.
  package var lines: ArraySlice<LogLine> { storage[head...] }

  package mutating func append(_ line: LogLine) {
    storage.append(line)
    bytes += Self.cost(line)
    while bytes > byteLimit, count > 1 {
      bytes -= Self.cost(storage[head])
      storage[head].text = ""
      head += 1
      droppedLines += 1
    }
    if head > 1024, head > storage.count / 2 {
      storage.removeFirst(head)
      head = 0
    }
  }

  private static func cost(_ line: LogLine) -> Int { line.text.utf8.count + overhead }
}
