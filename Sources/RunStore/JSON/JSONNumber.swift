/// The grammar of JSON's numbers.
enum JSONNumber {
  /// Where the number that begins at `start` ends; nil where none does.
  static func end(in bytes: [UInt8], from start: Int, to end: Int) -> Int? {
    var position = start
    if position < end, bytes[position] == UInt8(ascii: "-") { position += 1 }
    let whole = digits(bytes, position, end)
    let hasLeadingZero = whole > position + 1 && bytes[position] == UInt8(ascii: "0")
    guard whole > position, !hasLeadingZero else { return nil }
    position = whole
    if position < end, bytes[position] == UInt8(ascii: ".") {
      let fraction = digits(bytes, position + 1, end)
      guard fraction > position + 1 else { return nil }
      position = fraction
    }
    if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < end,
        bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-")
      {
        position += 1
      }
      let exponent = digits(bytes, position, end)
      guard exponent > position else { return nil }
      position = exponent
    }
    return position
  }

  /// The value of a number of digits alone, so few that they cannot overflow; nil for any other.
  static func shortInteger(_ bytes: [UInt8], _ range: Range<Int>) -> Int64? {
    guard range.count <= 18 else { return nil }
    let isNegative = bytes[range.lowerBound] == UInt8(ascii: "-")
    var value: Int64 = 0
    for position in range.lowerBound + (isNegative ? 1 : 0)..<range.upperBound {
      guard isDigit(bytes[position]) else { return nil }
      value = value &* 10 &+ Int64(bytes[position] & 15)
    }
    return isNegative ? -value : value
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
  }

  private static func digits(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int {
    var position = start
    while position < end, isDigit(bytes[position]) { position += 1 }
    return position
  }
}
