internal import BenchCore

/// Cuts what servers write down to what a message can carry.
///
/// The text stays foreign: control characters are still in it, and whoever shows it cleans it.
enum ForeignText {
  /// At most `RequestFailure.messageLimit` characters, `…` for what was cut.
  static func clipped(_ text: String, limit: Int = RequestFailure.messageLimit) -> String {
    // Counted in scalars: a character may hold any number of them.
    guard
      let cut = text.unicodeScalars.index(
        text.unicodeScalars.startIndex, offsetBy: limit, limitedBy: text.unicodeScalars.endIndex),
      cut < text.unicodeScalars.endIndex
    else { return text }
    return String(text.unicodeScalars.prefix(limit - 1)) + "…"
  }

  /// The first line of a body that has anything on it; nil where there is none.
  static func firstLine(_ body: [UInt8]) -> String? {
    let head = String(decoding: body.prefix(4096), as: UTF8.self)
    let line = head.unicodeScalars.split { $0 == "\n" || $0 == "\r" }
      .first { line in !line.allSatisfy { $0.properties.isWhitespace } }
    return line.map { clipped(String($0)) }
  }

  /// The title of an HTML page; nil for anything else, empty where it has none.
  static func pageTitle(_ body: [UInt8]) -> String? {
    let head = Array(String(decoding: body.prefix(4096), as: UTF8.self).unicodeScalars)
    guard head.first(where: { !$0.properties.isWhitespace }) == "<" else { return nil }
    let lower = head.map { $0.isASCII ? $0.properties.lowercaseMapping : "?" }.joined()
    guard let open = position(of: "<title", in: lower, from: 0),
      let start = position(of: ">", in: lower, from: open),
      let end = position(of: "</title", in: lower, from: start)
    else { return "" }
    var title = String.UnicodeScalarView()
    title.append(contentsOf: head[(start + 1)..<end])
    return clipped(String(title), limit: 80)
  }

  private static func position(of needle: String, in text: String, from start: Int) -> Int? {
    let text = Array(text.utf8)
    let needle = Array(needle.utf8)
    guard text.count >= needle.count else { return nil }
    return (start..<max(start, text.count - needle.count + 1)).first {
      text[$0] == needle[0] && text[$0..<$0 + needle.count].elementsEqual(needle)
    }
  }
}
