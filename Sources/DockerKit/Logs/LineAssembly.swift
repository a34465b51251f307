/// A line in the making: its stamp, and its bytes up to a limit.
struct LineAssembly {
  private(set) var isOpen = false
  /// The stamp as it was written, with the space behind it; empty without one.
  private(set) var stamp: [UInt8] = []
  private(set) var bytes: [UInt8] = []
  private var time: EngineTime?
  private var cutBytes = 0
  private let limit: Int

  /// A line as an engine cuts it for keeping: each piece but the last one has so many bytes.
  static let pieceLength = 16 << 10

  init(limit: Int) {
    self.limit = limit
  }

  mutating func open(stamp: [UInt8], time: EngineTime?) {
    isOpen = true
    self.stamp = stamp
    self.time = time
  }

  mutating func append(_ piece: Slice<UnsafeRawBufferPointer>) {
    isOpen = true
    let room = limit - bytes.count
    if piece.count <= room {
      bytes.append(contentsOf: piece)
    } else {
      bytes.append(contentsOf: piece.prefix(max(0, room)))
      cutBytes += piece.count - max(0, room)
    }
  }

  mutating func append(_ piece: [UInt8]) {
    piece.withUnsafeBytes { append($0[...]) }
  }

  /// The finished line; begins anew.
  mutating func take(_ source: LogLine.Source, hasTerminal: Bool) -> LogLine {
    var content = bytes
    if hasTerminal { removeInnerStamps(&content) }
    if cutBytes > 0 { Self.trimSplitCharacter(&content) }
    if content.last == 13 { content.removeLast() }
    // What a carriage return has written over is gone on a terminal too.
    if let last = content.lastIndex(of: 13) { content.removeFirst(last + 1) }
    let line = LogLine(
      source: source, time: time, isCoarse: time != nil && !stamp.contains(46),
      text: String(decoding: content, as: UTF8.self), cutBytes: cutBytes)
    isOpen = false
    stamp.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: bytes.capacity <= 64 << 10)
    time = nil
    cutBytes = 0
    return line
  }

  /// Without frames the stamp of each piece of a long line stands in the middle of its text.
  private func removeInnerStamps(_ content: inout [UInt8]) {
    guard !stamp.isEmpty, content.count >= Self.pieceLength + stamp.count else { return }
    var position = Self.pieceLength
    while position + stamp.count <= content.count,
      content[position..<position + stamp.count].elementsEqual(stamp)
    {
      content.removeSubrange(position..<position + stamp.count)
      position += Self.pieceLength
    }
  }

  /// Takes away the beginning of a character whose end was cut off.
  private static func trimSplitCharacter(_ content: inout [UInt8]) {
    var back = 0
    while back < 3, back < content.count, content[content.count - 1 - back] & 0xC0 == 0x80 {
      back += 1
    }
    guard back < content.count else { return }
    let lead = content[content.count - 1 - back]
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1
    if length > back + 1 { content.removeLast(back + 1) }
  }
}
