internal import Statistics

/// Draws that a result must be able to repeat: the same seed gives the same order everywhere.
///
/// The standard library's generator is seeded by the system, and promises no algorithm.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var source: SplitMix64

  package init(seed: UInt64) { source = SplitMix64(seed: seed) }

  package mutating func next() -> UInt64 { source.next() }

  /// A number in `0..<bound`, each equally likely; 0 for a bound under 2.
  package mutating func index(below bound: Int) -> Int { source.index(below: bound) }

  /// A Fisher-Yates shuffle of `0..<count`.
  package mutating func shuffledIndices(_ count: Int) -> [Int] {
    var indices = Array(0..<max(0, count))
    for position in indices.indices.dropFirst().reversed() {
      indices.swapAt(position, index(below: position + 1))
    }
    return indices
  }
}
