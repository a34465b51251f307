/// Compressed data that grows when it is read: zlib streams of one pattern, over and over.
///
/// Written bit by bit (RFC 1951, fixed codes): a run of 258 bytes takes 13 bits, so one layer grows
/// 158 times, and two layers about 25,000 times.
enum Bomb {
  /// One layer; inflates to about so many bytes.
  static func flate(_ pattern: [UInt8], bytes: Int) -> [UInt8] {
    var writer = BitWriter()
    writer.begin()
    for byte in pattern { writer.literal(byte) }
    for _ in 0..<max(1, bytes / 258) { writer.run(distance: pattern.count) }
    return writer.finish()
  }

  /// Two layers, for `[/FlateDecode /FlateDecode]`; inflates to about so many bytes.
  static func doubleFlate(_ pattern: [UInt8], bytes: Int) -> [UInt8] {
    // Eight runs fill thirteen bytes, so past its start the inner stream repeats every 13 bytes.
    let start = flate(pattern, bytes: 258 * 64)
    let period = 13
    let head = start.prefix(40)
    var writer = BitWriter()
    writer.begin()
    for byte in head { writer.literal(byte) }
    for _ in 0..<max(1, bytes / 258 * period / 8 / 258) { writer.run(distance: period) }
    return writer.finish()
  }
}

private struct BitWriter {
  private var bytes: [UInt8] = [0x78, 0x9c]
  private var pending: UInt32 = 0
  private var count: UInt32 = 0

  /// Starts one last block with fixed codes.
  mutating func begin() {
    put(1, bits: 1)
    put(1, bits: 2)
  }

  mutating func literal(_ byte: UInt8) {
    if byte < 144 {
      code(0x30 + UInt32(byte), bits: 8)
    } else {
      code(0x190 + UInt32(byte) - 144, bits: 9)
    }
  }

  /// A run of 258 bytes that repeats what lies so far back; distances 1 to 4 and 13 only.
  mutating func run(distance: Int) {
    code(0xc5, bits: 8)
    if distance == 13 {
      code(7, bits: 5)
      put(0, bits: 2)
    } else {
      precondition((1...4).contains(distance))
      code(UInt32(distance - 1), bits: 5)
    }
  }

  mutating func finish() -> [UInt8] {
    code(0, bits: 7)
    put(0, bits: 7)
    return bytes
  }

  /// Codes are written from their highest bit, everything else from its lowest.
  private mutating func code(_ value: UInt32, bits: UInt32) {
    for bit in (0..<bits).reversed() { put(value >> bit & 1, bits: 1) }
  }

  private mutating func put(_ value: UInt32, bits: UInt32) {
    pending |= value << count
    count += bits
    while count >= 8 {
      bytes.append(UInt8(truncatingIfNeeded: pending))
      pending >>= 8
      count -= 8
    }
  }
}
