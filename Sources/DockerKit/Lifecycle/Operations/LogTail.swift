/// The end of a log that was asked for as a whole, as lines.
enum LogTail {
  /// Longest line kept, bytes.
  private static let lengthLimit = 4096

  /// - Parameters:
  ///   - isRaw: Whether the container has a terminal, whose log has no frames.
  static func lines(_ body: [UInt8], isRaw: Bool, count: Int) -> [String] {
    let text = isRaw ? body : payload(body)
    return text.split(separator: 10).suffix(count).map { line in
      let line = line.last == 13 ? line.dropLast() : line
      return String(decoding: line.prefix(lengthLimit), as: UTF8.self)
    }
  }

  /// What the frames carry: eight bytes of header each, the last four of which tell the length.
  private static func payload(_ body: [UInt8]) -> [UInt8] {
    var payload: [UInt8] = []
    var position = 0
    while position + 8 <= body.count {
      let length = body[(position + 4)..<(position + 8)].reduce(0) { $0 << 8 | Int($1) }
      let end = min(body.count, position + 8 + length)
      payload += body[(position + 8)..<end]
      position = end
    }
    return payload
  }
}
