/// A text after NFKC with every run of white space made one space, none at the ends.
///
/// White space is Unicode's `White_Space`, after normalisation: no-break spaces count.
struct NormalText {
  /// The normal form as UTF-8.
  let bytes: [UInt8]
  /// Where the words stand in it.
  let words: [Range<Int>]

  init(_ text: [UInt8]) {
    let isPlain = text.allSatisfy { $0 < 0x80 }
    let normal = isPlain ? text : CompatibilityForm.of(text)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(normal.count)
    var words: [Range<Int>] = []
    var start = 0
    var position = 0
    while position < normal.count {
      let gap = Self.spaceLength(normal, position)
      if gap > 0 {
        if bytes.count > start { words.append(start..<bytes.count) }
        position += gap
        while position < normal.count, case let more = Self.spaceLength(normal, position), more > 0
        {
          position += more
        }
        if !bytes.isEmpty, position < normal.count { bytes.append(32) }
        start = bytes.count
      } else {
        bytes.append(normal[position])
        position += 1
      }
    }
    if bytes.count > start { words.append(start..<bytes.count) }
    self.bytes = bytes
    self.words = words
  }

  /// How many bytes of white space begin at a position; zero where there is none.
  ///
  /// After NFKC only these are left of `White_Space`: the ASCII ones, U+0085, U+1680, U+2028 and
  /// U+2029.
  private static func spaceLength(_ bytes: [UInt8], _ position: Int) -> Int {
    switch bytes[position] {
    case 9...13, 32: return 1
    case 0xC2: return position + 1 < bytes.count && bytes[position + 1] == 0x85 ? 2 : 0
    case 0xE1, 0xE2:
      guard position + 2 < bytes.count else { return 0 }
      switch (bytes[position], bytes[position + 1], bytes[position + 2]) {
      case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): return 3
      default: return 0
      }
    default: return 0
    }
  }
}
