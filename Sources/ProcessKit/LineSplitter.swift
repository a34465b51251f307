/// Cuts a stream of bytes into lines of bounded length.
///
/// A line ends at LF; a CR before it is dropped. Memory is bounded by the limit, whatever arrives.
struct LineSplitter {
  /// Longest line kept, bytes.
  let limit: Int
  private var pending: [UInt8] = []
  private var isTruncated = false

  init(limit: Int) { self.limit = max(1, limit) }

  /// Takes bytes and gives out every line that they complete, with whether its end was dropped.
  mutating func feed(_ bytes: UnsafeRawBufferPointer, _ line: (String, Bool) -> Void) {
    var rest = bytes[...]
    while let end = rest.firstIndex(of: 0x0A) {
      keep(rest[..<end])
      emit(line)
      rest = rest[(end + 1)...]
    }
    keep(rest)
  }

  /// Gives out what is left without a line break at the end of the stream.
  mutating func finish(_ line: (String, Bool) -> Void) {
    if !pending.isEmpty || isTruncated { emit(line) }
  }

  private mutating func keep(_ bytes: Slice<UnsafeRawBufferPointer>) {
    let room = limit - pending.count
    pending.append(contentsOf: bytes.prefix(room))
    if bytes.count > room { isTruncated = true }
  }

  private mutating func emit(_ line: (String, Bool) -> Void) {
    if !isTruncated, pending.last == 0x0D { pending.removeLast() }
    line(String(decoding: pending, as: UTF8.self), isTruncated)
    pending.removeAll(keepingCapacity: pending.capacity <= 65_536)
    isTruncated = false
  }
}
