/// The end of a log that was asked for as a whole and without stamps, as lines.
enum LogTail {
  /// - Parameter hasTerminal: The container's `Tty`.
  static func lines(_ body: [UInt8], hasTerminal: Bool, count: Int) -> [String] {
    var lines: [String] = []
    func take(_ line: LogLine) { lines.append(line.text) }
    var log = LogDemultiplexer(hasTerminal: hasTerminal, hasStamps: false, lineLimit: 4096)
    body.withUnsafeBytes { log.feed($0, take) }
    log.end(take)
    return lines.suffix(count)
  }
}
