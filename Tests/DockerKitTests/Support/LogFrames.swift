import DockerKit
import Foundation

/// Frames of a container's log.
enum LogFrames {
  /// A line with its stamp, as a frame.
  static func line(_ text: String, at time: Int64) -> [UInt8] {
    let date = Date(timeIntervalSince1970: Double(time / 1_000_000_000))
    let fraction = String(1_000_000_000 + time % 1_000_000_000).dropFirst()
    return line(text, stamp: Date.ISO8601FormatStyle().format(date).dropLast() + ".\(fraction)Z ")
  }

  /// A line behind a stamp that ends in a space, as a frame.
  static func line(_ text: String, stamp: some StringProtocol) -> [UInt8] {
    let payload = [UInt8]("\(stamp)\(text)\n".utf8)
    let count = UInt32(payload.count)
    return [1, 0, 0, 0] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
      + payload
  }

  /// The frames from a moment on, that moment with it.
  static func since(_ time: Int64, in bytes: [UInt8]) -> [UInt8] {
    var rest = bytes[...]
    while rest.count >= 8 {
      let length = rest.dropFirst(4).prefix(4).reduce(0) { $0 << 8 | Int($1) }
      let text = String(decoding: rest.dropFirst(8).prefix(30), as: UTF8.self)
      if (EngineTime(text)?.nanoseconds ?? 0) >= time { break }
      rest = rest.dropFirst(8 + length)
    }
    return [UInt8](rest)
  }
}
