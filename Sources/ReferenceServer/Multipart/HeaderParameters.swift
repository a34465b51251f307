/// A header value of the form `main; name=value; name="quoted value"`.
///
///     form-data; name="file"; filename="a \"b\".pdf"
///
/// Used for `Content-Type` of the request and `Content-Disposition` of the parts. Names and the
/// main value are lower-cased; of a repeated parameter the value would be ambiguous, so it is an
/// error. In quotes a backslash escapes only `"` and `\`, because some clients send Windows paths.
struct HeaderParameters: Equatable {
  private(set) var main: String
  private(set) var values: [(name: String, value: String)] = []

  static func == (left: Self, right: Self) -> Bool {
    left.main == right.main && left.values.map(\.name) == right.values.map(\.name)
      && left.values.map(\.value) == right.values.map(\.value)
  }

  subscript(name: String) -> String? { values.first { $0.name == name }?.value }

  /// - Throws: a sentence fragment that names what is wrong.
  init(parsing text: String) throws(MultipartError) {
    var scanner = ParameterScanner(text)
    main = ASCII.lowercased(scanner.until(semicolon: true))
    while scanner.skipSeparator() {
      if scanner.isAtEnd { break }
      let name = ASCII.lowercased(scanner.token())
      guard !name.isEmpty, scanner.skip(UInt8(ascii: "=")) else {
        throw .malformedHeader("a header has a parameter without name or value")
      }
      guard let value = scanner.value() else {
        throw .malformedHeader("the header parameter '\(name)' has no closing quote")
      }
      guard self[name] == nil else {
        throw .malformedHeader("the header parameter '\(name)' appears twice")
      }
      values.append((name, value))
    }
    guard scanner.isAtEnd else {
      throw .malformedHeader("text follows a header parameter without a semicolon")
    }
  }
}

/// Walks over the bytes of one header value.
private struct ParameterScanner {
  private let bytes: [UInt8]
  private var index = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  var isAtEnd: Bool { index == bytes.count }

  mutating func until(semicolon: Bool) -> String {
    let start = index
    while index < bytes.count, bytes[index] != UInt8(ascii: ";") { index += 1 }
    return ASCII.trimmed(bytes[start..<index])
  }

  /// Moves past `;` and blanks; false when no semicolon is next.
  mutating func skipSeparator() -> Bool {
    skipBlanks()
    guard skip(UInt8(ascii: ";")) else { return false }
    skipBlanks()
    return true
  }

  mutating func skip(_ byte: UInt8) -> Bool {
    guard index < bytes.count, bytes[index] == byte else { return false }
    index += 1
    return true
  }

  mutating func token() -> String {
    let start = index
    while index < bytes.count, ASCII.isToken(bytes[index]) { index += 1 }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// A quoted string or everything up to the next semicolon; nil when a quote stays open.
  mutating func value() -> String? {
    guard skip(UInt8(ascii: "\"")) else { return until(semicolon: true) }
    var content: [UInt8] = []
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") { return String(decoding: content, as: UTF8.self) }
      if byte == UInt8(ascii: "\\"), index < bytes.count,
        bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "\\")
      {
        content.append(bytes[index])
        index += 1
      } else {
        content.append(byte)
      }
    }
    return nil
  }

  private mutating func skipBlanks() {
    while index < bytes.count, ASCII.isBlank(bytes[index]) { index += 1 }
  }
}
