internal import Glibc

/// The lines of a file, one after another, in memory bounded by the longest of them.
struct LineReader: ~Copyable {
  private let file: OpenFile
  /// What was read and not passed yet; a line's range points into it until the next is asked for.
  private(set) var bytes: [UInt8]
  private var start = 0
  private var filled = 0
  private var number = 0
  private var isAtEnd = false
  private let limit: Int

  /// A line's place in `bytes`.
  struct Line {
    /// Without the line break; empty for one over the limit.
    var range: Range<Int>
    /// From 1.
    var number: Int
    /// Whether a line break ends it.
    var isComplete: Bool
    var isTooLong = false
  }

  /// - Parameter limit: Longest line kept, bytes; a longer one is told and passed over.
  init(_ file: consuming OpenFile, limit: Int = 16 << 20) {
    self.file = file
    self.limit = limit
    bytes = [UInt8](repeating: 0, count: min(256 << 10, max(16, limit)))
  }

  var path: String { file.path }

  /// The next line; nil at the end.
  mutating func next() throws(StoreError) -> Line? {
    var scanned = start
    var isTooLong = false
    while true {
      if let lineBreak = lineBreak(from: scanned) {
        let range = isTooLong ? start..<start : start..<lineBreak
        start = lineBreak + 1
        number += 1
        return Line(range: range, number: number, isComplete: true, isTooLong: isTooLong)
      }
      if isAtEnd {
        guard filled > start || isTooLong else { return nil }
        let range = isTooLong ? start..<start : start..<filled
        start = filled
        number += 1
        return Line(range: range, number: number, isComplete: false, isTooLong: isTooLong)
      }
      if filled - start >= limit || isTooLong {
        isTooLong = true
        start = filled
      }
      scanned = filled - start
      try fill()
    }
  }

  /// Moves what is left to the front and reads on behind it.
  private mutating func fill() throws(StoreError) {
    if start > 0 {
      let kept = filled - start
      bytes.withUnsafeMutableBytes { content in
        guard let base = content.baseAddress else { return }
        memmove(base, base + start, kept)
      }
      start = 0
      filled = kept
    }
    if filled == bytes.count {
      bytes.append(contentsOf: repeatElement(0, count: min(bytes.count, limit)))
    }
    let count = try file.read(into: &bytes, at: filled, count: bytes.count - filled)
    filled += count
    isAtEnd = count == 0
  }

  private func lineBreak(from position: Int) -> Int? {
    guard position < filled else { return nil }
    return bytes.withUnsafeBytes { content in
      guard let base = content.baseAddress,
        let found = memchr(base + position, 0x0A, filled - position)
      else { return nil }
      return UnsafeRawPointer(found) - base
    }
  }
}
