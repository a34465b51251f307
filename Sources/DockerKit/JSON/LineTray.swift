/// A `LineSplitter` for the hook of a stream, which runs on another thread than its end.
internal import Synchronization

final class LineTray: Sendable {
  private let splitter = Mutex(LineSplitter())
  private let onLine: @Sendable ([UInt8]) -> Void

  init(onLine: @escaping @Sendable ([UInt8]) -> Void) {
    self.onLine = onLine
  }

  func feed(_ bytes: UnsafeRawBufferPointer) {
    var lines: [[UInt8]] = []
    splitter.withLock { splitter in splitter.feed(bytes) { lines.append($0) } }
    for line in lines { onLine(line) }
  }

  func end() {
    if let line = splitter.withLock({ $0.end() }) { onLine(line) }
  }
}
