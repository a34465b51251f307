/// Cuts a stream of bytes into lines, wherever the pieces of the stream end.
///
/// What is longer than `limit` is dropped up to the end of its line and counted: a stream cannot
/// make us keep more than that.
package struct LineSplitter {
  private var partial: [UInt8] = []
  private var isSkipping = false
  private let limit: Int
  /// How many lines were too long.
  package private(set) var dropped = 0

  package init(limit: Int = 4 << 20) {
    self.limit = limit
  }

  /// Takes the next piece and hands out the lines that end in it, without their line ends.
  package mutating func feed(_ piece: UnsafeRawBufferPointer, _ line: ([UInt8]) -> Void) {
    var rest = piece[...]
    while let end = rest.firstIndex(of: 10) {
      append(rest[..<end])
      rest = rest[(end + 1)...]
      if isSkipping {
        dropped += 1
      } else {
        if partial.last == 13 { partial.removeLast() }
        if !partial.isEmpty { line(partial) }
      }
      isSkipping = false
      partial.removeAll(keepingCapacity: partial.capacity <= 64 << 10)
    }
    append(rest)
  }

  /// What came after the last line end; nil if that is nothing.
  package mutating func end() -> [UInt8]? {
    let last = isSkipping ? [] : partial
    if isSkipping { dropped += 1 }
    partial = []
    isSkipping = false
    return last.isEmpty ? nil : last
  }

  private mutating func append(_ bytes: Slice<UnsafeRawBufferPointer>) {
    guard !isSkipping else { return }
    if partial.count + bytes.count > limit {
      partial.removeAll()
      isSkipping = true
    } else {
      partial.append(contentsOf: bytes)
    }
  }
}
