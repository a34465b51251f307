import Statistics
import Testing

@Suite("SplitMix64")
struct SplitMix64Tests {
  // java.util.SplittableRandom, which is the same algorithm by one of its authors.
  @Test("gives the sequences of its authors")
  func sequences() {
    var zero = SplitMix64(seed: 0)
    #expect(zero.next() == 0xE220_A839_7B1D_CDAF)
    #expect(zero.next() == 0x6E78_9E6A_A1B9_65F4)
    var other = SplitMix64(seed: 1_234_567)
    #expect(other.next() == 6_457_827_717_110_365_317)
    #expect(other.next() == 3_203_168_211_198_807_973)
  }

  @Test("draws every index about as often, and none outside")
  func indices() {
    var generator = SplitMix64(seed: 9)
    var counts = [Int](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[generator.index(below: 7)] += 1 }
    // Five standard deviations of a binomial count.
    #expect(counts.allSatisfy { abs($0 - 10_000) < 470 })
    #expect(generator.index(below: 0) == 0)
    #expect(generator.index(below: -3) == 0)
    #expect(generator.index(below: 1) == 0)
  }
}
