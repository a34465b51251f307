/// SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same sequence everywhere.
///
/// The standard library's generator is seeded by the system; orders that a result must be able to
/// repeat need this one.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number in `0..<bound`, each equally likely (Lemire's method with rejection).
  ///
  /// Written out because the standard library does not promise to keep its own algorithm.
  package mutating func index(below bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    let bound = UInt64(bound)
    var (high, low) = next().multipliedFullWidth(by: bound)
    if low < bound {
      let threshold = (0 &- bound) % bound
      while low < threshold {
        (high, low) = next().multipliedFullWidth(by: bound)
      }
    }
    return Int(high)
  }

  /// A Fisher-Yates shuffle of `0..<count`.
  package mutating func shuffledIndices(_ count: Int) -> [Int] {
    var indices = Array(0..<max(0, count))
    for position in indices.indices.dropFirst().reversed() {
      indices.swapAt(position, index(below: position + 1))
    }
    return indices
  }
}
