/// JSON text under construction, as bytes in one buffer that is used again and again.
///
/// Commas are written where they are due: a value or a key after another gets one, after `{`, `[`,
/// `:`, a space or a line break it gets none.
struct JSONWriter: Sendable {
  private(set) var bytes: [UInt8] = []
  /// The last byte that was taken away, where it was.
  private var previous: UInt8?

  /// Forgets the first `count` bytes, which have found their way elsewhere.
  mutating func removeFirst(_ count: Int) {
    guard count > 0 else { return }
    previous = bytes[count - 1]
    if count == bytes.count {
      bytes.removeAll(keepingCapacity: true)
    } else {
      bytes.removeFirst(count)
    }
  }

  mutating func beginObject() {
    separate()
    bytes.append(UInt8(ascii: "{"))
  }

  mutating func endObject() { bytes.append(UInt8(ascii: "}")) }

  mutating func beginArray() {
    separate()
    bytes.append(UInt8(ascii: "["))
  }

  mutating func endArray() { bytes.append(UInt8(ascii: "]")) }

  mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
  }

  /// A key that stands ready as bytes, quotes and colon included.
  mutating func key(encoded: [UInt8]) {
    separate()
    bytes.append(contentsOf: encoded)
  }

  /// A value that stands ready as bytes.
  mutating func value(encoded: [UInt8]) {
    separate()
    bytes.append(contentsOf: encoded)
  }

  mutating func null() { literal("null") }

  mutating func bool(_ value: Bool) { literal(value ? "true" : "false") }

  mutating func integer(_ value: some BinaryInteger) {
    separate()
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    digits(UInt64(value.magnitude), atLeast: 1)
  }

  mutating func integer(_ value: (some BinaryInteger)?) {
    if let value { integer(value) } else { null() }
  }

  /// The shortest text that reads back as the same number; `null` for what JSON cannot say.
  mutating func number(_ value: Double?) {
    guard let value, value.isFinite else { return null() }
    separate()
    bytes.append(contentsOf: value.description.utf8)
  }

  /// Nanoseconds written as seconds, exactly, without the cost of a floating-point number.
  mutating func seconds(nanoseconds: Int64) {
    separate()
    if nanoseconds < 0 { bytes.append(UInt8(ascii: "-")) }
    let (whole, rest) = nanoseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000_000)
    digits(whole, atLeast: 1)
    bytes.append(UInt8(ascii: "."))
    digits(rest, atLeast: 9)
    let firstDecimal = bytes.count - 9
    while bytes.count > firstDecimal + 1, bytes.last == UInt8(ascii: "0") { bytes.removeLast() }
  }

  mutating func string(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var text = text
    text.withUTF8 { content in
      if content.contains(where: Self.needsEscape) {
        for byte in content { escape(byte) }
      } else {
        bytes.append(contentsOf: content)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func string(_ text: String?) {
    if let text { string(text) } else { null() }
  }

  /// Sixteen hexadecimal digits, quoted: JSON numbers do not carry 64 bits everywhere.
  mutating func hexadecimal(_ value: UInt64) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    for shift in stride(from: 60, through: 0, by: -4) {
      bytes.append(Self.hexDigit(UInt8(truncatingIfNeeded: value >> UInt64(shift)) & 15))
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// Begins a line for the next key or value, with its comma where one is due.
  mutating func nextLine(indent: Int) {
    separate()
    closingLine(indent: indent)
  }

  /// Begins a line for a closing bracket, or ends the text.
  mutating func closingLine(indent: Int) {
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }

  private mutating func literal(_ text: StaticString) {
    separate()
    text.withUTF8Buffer { bytes.append(contentsOf: $0) }
  }

  private mutating func separate() {
    switch bytes.last ?? previous {
    case nil, UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: ":"), UInt8(ascii: "\n"),
      UInt8(ascii: " "):
      return
    default: bytes.append(UInt8(ascii: ","))
    }
  }

  private mutating func digits(_ value: UInt64, atLeast width: Int) {
    // Most numbers of a record are a single digit.
    if value < 10, width == 1 { return bytes.append(UInt8(ascii: "0") + UInt8(value)) }
    let start = bytes.count
    var rest = value
    while rest != 0 || bytes.count - start < width {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit))
      rest = quotient
    }
    var low = start
    var high = bytes.count - 1
    while low < high {
      bytes.swapAt(low, high)
      low += 1
      high -= 1
    }
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private mutating func escape(_ byte: UInt8) {
    guard Self.needsEscape(byte) else { return bytes.append(byte) }
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
    case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
    case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
    default:
      bytes.append(contentsOf: "u00".utf8)
      bytes.append(Self.hexDigit(byte >> 4))
      bytes.append(Self.hexDigit(byte & 15))
    }
  }

  private static func hexDigit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
  }
}
