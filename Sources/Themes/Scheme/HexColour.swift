internal import Canvas

/// Colours as scheme files write them: six hexadecimal digits, with or without `#` before them.
enum HexColour {
  /// The colour that a text names; nil where it names none.
  static func parse(_ text: String) -> RGB? {
    var digits = text.utf8[...]
    while let first = digits.first, isBlank(first) { digits.removeFirst() }
    while let last = digits.last, isBlank(last) { digits.removeLast() }
    if digits.first == UInt8(ascii: "#") { digits.removeFirst() }
    guard digits.count == 6 else { return nil }
    var value: UInt32 = 0
    for digit in digits {
      guard let number = number(digit) else { return nil }
      value = value << 4 | number
    }
    return RGB(hex: value)
  }

  private static func number(_ digit: UInt8) -> UInt32? {
    switch digit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt32(digit - UInt8(ascii: "a") + 10)
    case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt32(digit - UInt8(ascii: "A") + 10)
    default: nil
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
