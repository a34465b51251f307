/// Walks a JSON text once, checks it by RFC 8259, and stops at the values of some pointers.
///
/// No tree is built: a large answer costs no memory beyond itself, whatever its shape. Reading on
/// to the end (`next` returns nil) proves that the whole text is JSON. Nesting beyond
/// `depthLimit` is refused, as other parsers do.
struct JSONScanner {
  /// A value at one or more of the pointers.
  struct Match: Equatable {
    /// Bit i is set where pattern i led here.
    let patterns: UInt32
    let kind: JSONKind
    /// Where the value stands: a string without its quotes, of a container the first byte.
    let range: Range<Int>

    func belongs(to pattern: Int) -> Bool { patterns & 1 << UInt32(pattern) != 0 }
  }

  private struct Frame {
    let isObject: Bool
    /// Patterns whose beginning led to this container.
    let live: UInt32
    var index = 0
  }

  static let depthLimit = 512

  private let bytes: [UInt8]
  private let patterns: [JSONPattern?]
  /// Patterns of each length.
  private let ending: [UInt32]
  private var position = 0
  private var stack: [Frame] = []
  /// Patterns that lead to the value that comes next; nil between values.
  private var expected: UInt32?
  /// Names of the outermost object's first members, for telling what was there instead.
  private(set) var outerKeys: [Range<Int>] = []

  /// A walk for at most 32 patterns; nil stands for one that never matches.
  init(_ bytes: [UInt8], patterns: [JSONPattern?]) {
    self.bytes = bytes
    self.patterns = patterns
    var ending: [UInt32] = []
    var all: UInt32 = 0
    for (number, pattern) in patterns.prefix(32).enumerated() {
      guard let length = pattern?.tokens.count else { continue }
      while ending.count <= length { ending.append(0) }
      ending[length] |= 1 << UInt32(number)
      all |= 1 << UInt32(number)
    }
    self.ending = ending
    expected = all
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
  }

  /// The next value at a pointer, nil at the end of the text.
  mutating func next() throws(JSONSyntaxError) -> Match? {
    while true {
      if let live = expected {
        expected = nil
        if let match = try value(live) { return match }
      } else if stack.isEmpty {
        skipSpace()
        guard position == bytes.count else { throw problem(.unexpected) }
        return nil
      } else {
        try afterValue()
      }
    }
  }

  /// Reads a value, of a container only its beginning.
  private mutating func value(_ live: UInt32) throws(JSONSyntaxError) -> Match? {
    skipSpace()
    let here = stack.count < ending.count ? ending[stack.count] & live : 0
    let start = position
    let kind: JSONKind
    var range = start..<start
    switch byte {
    case UInt8(ascii: "{"):
      kind = .object
      try open(Frame(isObject: true, live: live), closedBy: UInt8(ascii: "}"))
    case UInt8(ascii: "["):
      kind = .array
      try open(Frame(isObject: false, live: live), closedBy: UInt8(ascii: "]"))
    case UInt8(ascii: "\""):
      kind = .string
      range = try string()
    case UInt8(ascii: "-"), 48...57:
      kind = .number
      try number()
      range = start..<position
    case UInt8(ascii: "t"):
      kind = .true
      try literal("true")
    case UInt8(ascii: "f"):
      kind = .false
      try literal("false")
    case UInt8(ascii: "n"):
      kind = .null
      try literal("null")
    default: throw problem(.unexpected)
    }
    return here == 0 ? nil : Match(patterns: here, kind: kind, range: range)
  }

  private mutating func open(_ frame: Frame, closedBy end: UInt8) throws(JSONSyntaxError) {
    guard stack.count < Self.depthLimit else { throw problem(.tooDeep) }
    position += 1
    skipSpace()
    if byte == end {
      position += 1
      return
    }
    stack.append(frame)
    expected = frame.isObject ? try member() : element(0, of: frame)
  }

  private mutating func afterValue() throws(JSONSyntaxError) {
    skipSpace()
    let frame = stack[stack.count - 1]
    switch byte {
    case UInt8(ascii: ","):
      position += 1
      skipSpace()
      if frame.isObject {
        expected = try member()
      } else {
        stack[stack.count - 1].index += 1
        expected = element(frame.index + 1, of: frame)
      }
    case UInt8(ascii: "}") where frame.isObject, UInt8(ascii: "]") where !frame.isObject:
      position += 1
      stack.removeLast()
    default: throw problem(.unexpected)
    }
  }

  /// Reads `"name":` and returns the patterns that lead to its value.
  private mutating func member() throws(JSONSyntaxError) -> UInt32 {
    guard byte == UInt8(ascii: "\"") else { throw problem(.unexpected) }
    let key = try string()
    if stack.count == 1, outerKeys.count < 8 { outerKeys.append(key) }
    skipSpace()
    guard byte == UInt8(ascii: ":") else { throw problem(.unexpected) }
    position += 1
    let live = stack[stack.count - 1].live
    guard live != 0 else { return 0 }
    var decoded: [UInt8] = []
    JSONString.append(bytes, key, to: &decoded)
    return narrowed(live) { $0.key == decoded }
  }

  private func element(_ index: Int, of frame: Frame) -> UInt32 {
    frame.live == 0 ? 0 : narrowed(frame.live) { $0.matches(element: index) }
  }

  /// The patterns of `live` whose next token matches.
  private func narrowed(_ live: UInt32, _ matches: (JSONPattern.Token) -> Bool) -> UInt32 {
    var result: UInt32 = 0
    for (number, pattern) in patterns.enumerated() where live & 1 << UInt32(number) != 0 {
      guard let tokens = pattern?.tokens, tokens.count >= stack.count else { continue }
      if matches(tokens[stack.count - 1]) { result |= 1 << UInt32(number) }
    }
    return result
  }

  // MARK: Tokens

  /// The byte at the position; zero, which JSON never allows outside strings, at the end.
  private var byte: UInt8 { position < bytes.count ? bytes[position] : 0 }

  private mutating func skipSpace() {
    while byte == 32 || byte == 10 || byte == 13 || byte == 9 { position += 1 }
  }

  /// Reads a string and returns where it stands, without the quotes.
  private mutating func string() throws(JSONSyntaxError) -> Range<Int> {
    position += 1
    let start = position
    while position < bytes.count {
      let current = bytes[position]
      if current == UInt8(ascii: "\"") {
        position += 1
        return start..<position - 1
      }
      guard current >= 32 else { throw problem(.unexpected) }
      position += 1
      if current == UInt8(ascii: "\\") { try escape() }
    }
    throw problem(.unexpected)
  }

  private mutating func escape() throws(JSONSyntaxError) {
    guard "\"\\/bfnrtu".utf8.contains(byte) else { throw problem(.unexpected) }
    let digits = byte == UInt8(ascii: "u") ? 4 : 0
    position += 1
    for _ in 0..<digits {
      guard Character(Unicode.Scalar(byte)).isHexDigit else { throw problem(.unexpected) }
      position += 1
    }
  }

  private mutating func number() throws(JSONSyntaxError) {
    if byte == UInt8(ascii: "-") { position += 1 }
    if byte == 48 { position += 1 } else { try digits() }
    if byte == UInt8(ascii: ".") {
      position += 1
      try digits()
    }
    if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
      position += 1
      if byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-") { position += 1 }
      try digits()
    }
  }

  private mutating func digits() throws(JSONSyntaxError) {
    guard (48...57).contains(byte) else { throw problem(.unexpected) }
    while (48...57).contains(byte) { position += 1 }
  }

  private mutating func literal(_ word: String) throws(JSONSyntaxError) {
    for letter in word.utf8 {
      guard byte == letter else { throw problem(.unexpected) }
      position += 1
    }
  }

  private func problem(_ kind: JSONSyntaxError.Kind) -> JSONSyntaxError {
    JSONSyntaxError(
      kind: kind == .unexpected && position >= bytes.count ? .ended : kind, offset: position)
  }
}

/// What a JSON value is.
enum JSONKind: String, Sendable {
  case object, array, string, number, `true`, `false`, null
}

/// Why a text is not JSON, and where.
struct JSONSyntaxError: Error, Equatable {
  enum Kind: Equatable {
    /// Something else than JSON allows there.
    case unexpected
    /// The text ends before its value does.
    case ended
    /// Nested beyond the limit.
    case tooDeep
    /// Bytes that are not UTF-8.
    case notUTF8
  }

  var kind: Kind
  /// Bytes before the problem.
  var offset: Int
}
