/// A 64-bit hash that stays close when a text changes little (Charikar 2002).
///
/// Every run of four words votes on each bit of the result with the bits of its own hash: FNV-1a
/// (64 bit) over the words with single spaces between them, mixed by SplitMix64's finaliser,
/// because FNV's upper bits move too little on short input. A bit is set where more than half of
/// the runs have it. Two texts count as the same where at most `sameWithin` bits differ.
enum Simhash {
  /// Shorter texts have too few runs for a stable hash.
  static let minimumWords = 50
  /// Most differing bits of texts that count as the same.
  static let sameWithin = 3

  /// The hash of a text; nil where it has too few words.
  static func of(_ text: NormalText) -> UInt64? {
    let words = text.words
    guard words.count >= minimumWords else { return nil }
    var votes = BitVotes()
    for first in 0...(words.count - 4) {
      votes.add(hash(text.bytes, words[first].lowerBound..<words[first + 3].upperBound))
    }
    return votes.majority
  }

  /// FNV-1a over bytes, mixed.
  static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for position in range {
      hash = (hash ^ UInt64(bytes[position])) &* 0x0000_0100_0000_01B3
    }
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    return hash ^ (hash >> 31)
  }
}

/// 64 counters side by side: bit i of plane p is bit p of counter i.
///
/// One number votes on all counters with a few word operations.
private struct BitVotes {
  private var planes = [UInt64](repeating: 0, count: 40)
  private var total = 0

  mutating func add(_ bits: UInt64) {
    total += 1
    var carry = bits
    var plane = 0
    while carry != 0, plane < planes.count {
      (planes[plane], carry) = (planes[plane] ^ carry, planes[plane] & carry)
      plane += 1
    }
  }

  /// The bits that more than half of the numbers had.
  var majority: UInt64 {
    (0..<64).reduce(0) { result, bit in
      let votes = planes.enumerated().reduce(0) { sum, plane in
        sum + Int(plane.element >> UInt64(bit) & 1) << plane.offset
      }
      return 2 * votes > total ? result | 1 << UInt64(bit) : result
    }
  }
}
