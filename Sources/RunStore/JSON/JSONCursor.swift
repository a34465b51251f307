/// Reads JSON text value by value, where it lies, strictly by RFC 8259.
///
/// The reader of a file of a hundred thousand records cannot afford a tree of them; this builds
/// nothing that is not asked for. Every problem comes with its byte. Nesting is bounded, so that no
/// text exhausts the stack. A key that an object has twice is left to the caller to refuse.
struct JSONCursor {
  private let bytes: [UInt8]
  private let end: Int
  private var depth = 0
  /// Values of the tree that is read.
  var kept = 0
  /// Byte that is read next.
  private(set) var offset: Int

  /// Deepest nesting that is read.
  static let depthLimit = 64
  /// Most values that are kept as trees; each takes some hundred bytes of memory.
  static let valueLimit = 1_000_000

  init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
    self.bytes = bytes
    let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
    offset = range.lowerBound
    end = range.upperBound
  }

  // MARK: Objects and arrays

  /// Reads an object; `member` reads the value of each key, or skips it.
  mutating func object(
    _ member: (inout JSONCursor, JSONKey) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    try open(UInt8(ascii: "{"), "an object")
    if take(UInt8(ascii: "}")) { return depth -= 1 }
    repeat {
      let key = try key()
      try member(&self, key)
    } while take(UInt8(ascii: ","))
    try close(UInt8(ascii: "}"))
  }

  /// Reads an array; `element` reads each value, given its index, or skips it.
  mutating func array(
    _ element: (inout JSONCursor, Int) throws(JSONProblem) -> Void
  ) throws(JSONProblem) {
    try open(UInt8(ascii: "["), "a list")
    if take(UInt8(ascii: "]")) { return depth -= 1 }
    var index = 0
    repeat {
      try element(&self, index)
      index += 1
    } while take(UInt8(ascii: ","))
    try close(UInt8(ascii: "]"))
  }

  /// The text of a key.
  func text(of key: JSONKey) throws(JSONProblem) -> String {
    try JSONText.decode(bytes, key.content, isEscaped: key.isEscaped)
  }

  /// Whether a key is `name`, given as bytes.
  func matches(_ key: JSONKey, _ name: [UInt8]) -> Bool {
    guard key.content.count == name.count else { return false }
    var position = key.content.lowerBound
    for byte in name {
      if bytes[position] != byte { return false }
      position += 1
    }
    return true
  }

  // MARK: Plain values

  mutating func string() throws(JSONProblem) -> String {
    guard peek() == UInt8(ascii: "\"") else { throw unexpected("text") }
    let (content, isEscaped) = try quoted()
    return try JSONText.decode(bytes, content, isEscaped: isEscaped)
  }

  mutating func bool() throws(JSONProblem) -> Bool {
    switch peek() {
    case UInt8(ascii: "t"):
      try literal("true")
      return true
    case UInt8(ascii: "f"):
      try literal("false")
      return false
    default: throw unexpected("true or false")
    }
  }

  /// Reads a `null` where there is one.
  mutating func takeNull() throws(JSONProblem) -> Bool {
    guard peek() == UInt8(ascii: "n") else { return false }
    try literal("null")
    return true
  }

  mutating func integer() throws(JSONProblem) -> Int64 {
    let range = try numberText()
    if let value = JSONNumber.shortInteger(bytes, range) { return value }
    let text = text(range)
    guard let value = Int64(text) ?? Double(text).flatMap({ Int64(exactly: $0) }) else {
      throw JSONProblem(
        "expected a whole number, found \(text.prefix(40))", at: range.lowerBound)
    }
    return value
  }

  mutating func number() throws(JSONProblem) -> Double {
    let range = try numberText()
    let text = text(range)
    guard let value = Double(text), value.isFinite else {
      throw JSONProblem("the number \(text.prefix(40)) is out of range", at: range.lowerBound)
    }
    return value
  }

  /// A number as it is written.
  mutating func numberString() throws(JSONProblem) -> String { text(try numberText()) }

  /// Passes over `word` where it comes next, byte for byte.
  mutating func takeWord(_ word: [UInt8]) -> Bool {
    guard peek() == word.first, offset + word.count <= end else { return false }
    var position = offset
    for byte in word {
      if bytes[position] != byte { return false }
      position += 1
    }
    offset = position
    return true
  }

  /// What comes next, by its first byte; nil at the end.
  mutating func peek() -> UInt8? {
    while offset < end {
      switch bytes[offset] {
      case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t"):
        offset += 1
      case let byte: return byte
      }
    }
    return nil
  }

  /// Reads any value without keeping it, and tells where it lies.
  @discardableResult
  mutating func skip() throws(JSONProblem) -> Range<Int> {
    let first = peek()
    let start = offset
    switch first {
    case UInt8(ascii: "{"): try object { (cursor, _) throws(JSONProblem) in try cursor.skip() }
    case UInt8(ascii: "["): try array { (cursor, _) throws(JSONProblem) in try cursor.skip() }
    case UInt8(ascii: "\""): _ = try quoted()
    case UInt8(ascii: "t"), UInt8(ascii: "f"): _ = try bool()
    case UInt8(ascii: "n"): _ = try takeNull()
    case nil: throw unexpected("a value")
    default: _ = try numberText()
    }
    return start..<offset
  }

  /// Refuses anything after the value that was read.
  mutating func finish() throws(JSONProblem) {
    if peek() != nil { throw JSONProblem("unexpected text after the end", at: offset) }
  }

  /// The problem of finding something else than `wanted` here.
  mutating func unexpected(_ wanted: String) -> JSONProblem {
    guard let byte = peek() else {
      return JSONProblem("the text ends where \(wanted) was expected", at: end)
    }
    let found =
      switch byte {
      case UInt8(ascii: "{"): "an object"
      case UInt8(ascii: "["): "a list"
      case UInt8(ascii: "\""): "text"
      case UInt8(ascii: "t"), UInt8(ascii: "f"): "true or false"
      case UInt8(ascii: "n"): "null"
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): "a number"
      case 0x21...0x7E: "\"\(Character(Unicode.Scalar(byte)))\""
      default: "byte \(byte)"
      }
    return JSONProblem("expected \(wanted), found \(found)", at: offset)
  }

  // MARK: Parts

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private mutating func open(_ bracket: UInt8, _ name: String) throws(JSONProblem) {
    guard take(bracket) else { throw unexpected(name) }
    depth += 1
    if depth > Self.depthLimit {
      throw JSONProblem("nested deeper than \(Self.depthLimit)", at: offset - 1)
    }
  }

  private mutating func close(_ bracket: UInt8) throws(JSONProblem) {
    guard take(bracket) else {
      throw unexpected("\",\" or \"\(Character(Unicode.Scalar(bracket)))\"")
    }
    depth -= 1
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    offset += 1
    return true
  }

  private mutating func key() throws(JSONProblem) -> JSONKey {
    guard peek() == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
    let (content, isEscaped) = try quoted()
    guard take(UInt8(ascii: ":")) else { throw unexpected("\":\"") }
    return JSONKey(content: content, isEscaped: isEscaped)
  }

  /// Passes over a quoted text; where its content lies, and whether it has escapes.
  private mutating func quoted() throws(JSONProblem) -> (content: Range<Int>, isEscaped: Bool) {
    let start = offset + 1
    let (close, isEscaped) = try JSONText.end(in: bytes, from: start, to: end)
    offset = close + 1
    return (start..<close, isEscaped)
  }

  private mutating func literal(_ word: StaticString) throws(JSONProblem) {
    let length = word.utf8CodeUnitCount
    let isThere =
      offset + length <= end
      && word.withUTF8Buffer { bytes[offset..<offset + length].elementsEqual($0) }
    guard isThere else { throw JSONProblem("expected \(word)", at: offset) }
    offset += length
  }

  private mutating func numberText() throws(JSONProblem) -> Range<Int> {
    guard let first = peek(), first == UInt8(ascii: "-") || JSONNumber.isDigit(first) else {
      throw unexpected("a number")
    }
    guard let numberEnd = JSONNumber.end(in: bytes, from: offset, to: end) else {
      throw JSONProblem("no number", at: offset)
    }
    defer { offset = numberEnd }
    return offset..<numberEnd
  }
}

/// A key of an object, where it lies in the text.
struct JSONKey {
  /// Between its quotes.
  var content: Range<Int>
  var isEscaped: Bool
}
