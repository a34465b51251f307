/// Joins and escapes URLs as text, so that what the user wrote reaches the server unchanged.
enum URLText {
  /// `base` and `path` as one URL with the queries of both and `query` behind them.
  ///
  /// One slash stands between them, whatever the two bring along; a fragment is left out.
  static func join(base: String, path: String, query: String?) -> String {
    let (baseHead, baseQuery) = parts(base)
    let (pathHead, pathQuery) = parts(path)
    var head = baseHead
    while head.last == "/", !head.hasSuffix("://") { head.removeLast() }
    let rest = pathHead.drop { $0 == "/" }
    let queries = [baseQuery, pathQuery, query ?? ""].filter { !$0.isEmpty }
    return escaped(head + "/" + rest)
      + (queries.isEmpty ? "" : "?" + escaped(queries.joined(separator: "&")))
  }

  /// Text as one name or value of a query: everything but RFC 3986's unreserved is escaped.
  static func escapedComponent(_ text: String) -> String {
    percentEncoded(text) { isAlphanumeric($0) || "-._~".utf8.contains($0) }
  }

  /// A URL with only those bytes escaped that no URL may hold; escapes already there stay.
  private static func escaped(_ text: String) -> String {
    percentEncoded(text) { $0 > 32 && $0 < 127 && !"\"<>\\^`{|}".utf8.contains($0) }
  }

  private static func parts(_ text: String) -> (head: Substring, query: String) {
    let noFragment = text.prefix { $0 != "#" }
    let head = noFragment.prefix { $0 != "?" }
    return (head, String(noFragment.dropFirst(head.count + 1)))
  }

  private static func percentEncoded(_ text: String, keeping keep: (UInt8) -> Bool) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if keep(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
