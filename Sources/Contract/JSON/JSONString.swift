/// Decodes the inside of a JSON string that the scanner has already accepted.
enum JSONString {
  /// Appends the text between the quotes as UTF-8; half a surrogate pair becomes U+FFFD.
  static func append(_ bytes: [UInt8], _ range: Range<Int>, to output: inout [UInt8]) {
    var position = range.lowerBound
    while position < range.upperBound {
      let plain = bytes[position..<range.upperBound].prefix { $0 != UInt8(ascii: "\\") }
      output.append(contentsOf: plain)
      position = plain.endIndex
      guard position + 1 < range.upperBound else { return }
      let escape = bytes[position + 1]
      position += 2
      switch escape {
      case UInt8(ascii: "b"): output.append(8)
      case UInt8(ascii: "f"): output.append(12)
      case UInt8(ascii: "n"): output.append(10)
      case UInt8(ascii: "r"): output.append(13)
      case UInt8(ascii: "t"): output.append(9)
      case UInt8(ascii: "u"):
        output.append(
          contentsOf: Unicode.UTF8.encode(scalar(bytes, &position, range.upperBound))
            ?? Unicode.UTF8.encodedReplacementCharacter)
      default: output.append(escape)
      }
    }
  }

  /// The text between the quotes, read up to about `limit` bytes of its source.
  static func text(_ bytes: [UInt8], _ range: Range<Int>, limit: Int = .max) -> String {
    var output: [UInt8] = []
    let end = limit < range.count ? range.lowerBound + limit : range.upperBound
    append(bytes, range.lowerBound..<end, to: &output)
    return String(decoding: output, as: UTF8.self)
  }

  /// The scalar of `\uXXXX`, with its second half where it is a surrogate pair.
  private static func scalar(
    _ bytes: [UInt8], _ position: inout Int, _ end: Int
  ) -> Unicode.Scalar {
    guard let first = unit(bytes, position, end) else {
      position = end
      return "\u{FFFD}"
    }
    position += 4
    if (0xD800..<0xDC00).contains(first), position + 6 <= end,
      bytes[position] == UInt8(ascii: "\\"), bytes[position + 1] == UInt8(ascii: "u"),
      let second = unit(bytes, position + 2, end), (0xDC00..<0xE000).contains(second)
    {
      position += 6
      return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)) ?? "\u{FFFD}"
    }
    return Unicode.Scalar(first) ?? "\u{FFFD}"
  }

  private static func unit(_ bytes: [UInt8], _ start: Int, _ end: Int) -> UInt32? {
    guard start + 4 <= end else { return nil }
    var value: UInt32 = 0
    for byte in bytes[start..<start + 4] {
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
      value = value << 4 | UInt32(digit)
    }
    return value
  }
}
