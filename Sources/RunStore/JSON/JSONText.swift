/// Turns what stands between JSON's quotes into a string.
enum JSONText {
  /// Where the quote is that ends the text whose content begins at `start`, and whether there are
  /// escapes before it.
  static func end(
    in bytes: [UInt8], from start: Int, to end: Int
  ) throws(JSONProblem) -> (close: Int, isEscaped: Bool) {
    var position = start
    var isEscaped = false
    while position < end {
      switch bytes[position] {
      case UInt8(ascii: "\""): return (position, isEscaped)
      case UInt8(ascii: "\\"):
        isEscaped = true
        position += 2
      case 0..<0x20: throw JSONProblem("a bare control byte in a text", at: position)
      default: position += 1
      }
    }
    throw JSONProblem("a text without its closing quote", at: start - 1)
  }

  /// The string in `range` of `bytes`; refuses broken escapes and what is not UTF-8.
  ///
  /// Half of a surrogate pair alone, which some writers let through, becomes U+FFFD.
  static func decode(
    _ bytes: [UInt8], _ range: Range<Int>, isEscaped: Bool
  ) throws(JSONProblem) -> String {
    if isEscaped { return try unescape(bytes, range) }
    guard let text = String(validating: bytes[range], as: UTF8.self) else {
      throw JSONProblem("a text is not UTF-8", at: range.lowerBound)
    }
    return text
  }

  private static func unescape(
    _ bytes: [UInt8], _ range: Range<Int>
  ) throws(JSONProblem) -> String {
    var plain: [UInt8] = []
    plain.reserveCapacity(range.count)
    var position = range.lowerBound
    while position < range.upperBound {
      let byte = bytes[position]
      position += 1
      guard byte == UInt8(ascii: "\\") else {
        plain.append(byte)
        continue
      }
      guard position < range.upperBound else {
        throw JSONProblem("an escape without its letter", at: position - 1)
      }
      let letter = bytes[position]
      position += 1
      switch letter {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain.append(letter)
      case UInt8(ascii: "b"): plain.append(0x08)
      case UInt8(ascii: "f"): plain.append(0x0C)
      case UInt8(ascii: "n"): plain.append(0x0A)
      case UInt8(ascii: "r"): plain.append(0x0D)
      case UInt8(ascii: "t"): plain.append(0x09)
      case UInt8(ascii: "u"):
        let scalar = try unicode(bytes, &position, range.upperBound)
        plain.append(contentsOf: Character(scalar).utf8)
      default: throw JSONProblem("an unknown escape in a text", at: position - 2)
      }
    }
    guard let text = String(validating: plain, as: UTF8.self) else {
      throw JSONProblem("a text is not UTF-8", at: range.lowerBound)
    }
    return text
  }

  /// The character of one `\uXXXX`, or of a pair of them, that begins after its `u`.
  private static func unicode(
    _ bytes: [UInt8], _ position: inout Int, _ end: Int
  ) throws(JSONProblem) -> Unicode.Scalar {
    let replacement: Unicode.Scalar = "\u{FFFD}"
    let high = try codeUnit(bytes, &position, end)
    guard UTF16.isLeadSurrogate(high) else { return Unicode.Scalar(high) ?? replacement }
    let isPair =
      position + 2 <= end && bytes[position] == UInt8(ascii: "\\")
      && bytes[position + 1] == UInt8(ascii: "u")
    guard isPair else { return replacement }
    var next = position + 2
    let low = try codeUnit(bytes, &next, end)
    guard UTF16.isTrailSurrogate(low) else { return replacement }
    position = next
    let value = 0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
    return Unicode.Scalar(value) ?? replacement
  }

  private static func codeUnit(
    _ bytes: [UInt8], _ position: inout Int, _ end: Int
  ) throws(JSONProblem) -> UInt16 {
    guard position + 4 <= end else {
      throw JSONProblem("\\u without its four digits", at: position)
    }
    var value: UInt16 = 0
    for byte in bytes[position..<position + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw JSONProblem("\\u without its four digits", at: position)
      }
      value = value << 4 | UInt16(digit)
    }
    position += 4
    return value
  }
}
