import Foundation

/// A request that is over, as a line of the access log.
///
///     2026-11-30T02:47:14.123Z POST /process-pdf 200 in=35012 out=2200 ms=61.204 pages=10 dpi=150
///
/// `pages` and `dpi` are there for documents only. What the client chose is written in printable
/// ASCII, everything else of it as `\xNN`, so that no client can write a line of its own.
struct AccessLine: Sendable, Equatable {
  var time: Date
  var method: String
  /// As it came, without the query.
  var path: String
  var status: Int
  /// Of the body, as far as it was read.
  var bytesIn: Int
  /// Of the answer's body.
  var bytesOut: Int
  var seconds: Double
  var pages: Int?
  var dpi: Double?

  /// With its line break.
  var text: String {
    let milliseconds = (seconds * 1e6).rounded() / 1e3
    var fields = [
      time.ISO8601Format(.iso8601(timeZone: .gmt, includingFractionalSeconds: true)) + "Z",
      Self.safe(method, limit: 20), Self.safe(path, limit: 200), String(status),
      "in=\(bytesIn)", "out=\(bytesOut)", "ms=\(milliseconds)",
    ]
    if let pages { fields.append("pages=\(pages)") }
    if let dpi { fields.append("dpi=\(Int(exactly: dpi).map(String.init) ?? "\(dpi)")") }
    return fields.joined(separator: " ") + "\n"
  }

  /// At most `limit` bytes of a text; `-` for an empty one.
  private static func safe(_ text: String, limit: Int) -> String {
    var shown = ""
    for byte in text.utf8.prefix(limit) {
      if byte > 0x20, byte < 0x7f, byte != UInt8(ascii: "\\") {
        shown.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        shown += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
      }
    }
    if text.utf8.count > limit { shown += "..." }
    return shown.isEmpty ? "-" : shown
  }
}
