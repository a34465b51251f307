import BenchCore
import Testing

@Suite("The seeded generator")
struct SeededGeneratorTests {
  // java.util.SplittableRandom, which is the same algorithm by one of its authors.
  @Test(
    "gives the sequence of SplitMix64",
    arguments: [
      (
        0, [16_294_208_416_658_607_535, 7_960_286_522_194_355_700, 487_617_019_471_545_679]
      ),
      (
        1_234_567,
        [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]
      ),
      (.max, [16_490_336_266_968_443_936, 16_834_447_057_089_888_969, 4_048_727_598_324_417_001]),
    ] as [(UInt64, [UInt64])])
  func isSplitMix64(seed: UInt64, expected: [UInt64]) {
    var generator = SeededGenerator(seed: seed)
    #expect(expected.map { _ in generator.next() } == expected)
  }

  @Test("shuffles every index to a place, each once", arguments: [0, 1, 2, 3, 100])
  func permutes(count: Int) {
    var generator = SeededGenerator(seed: 5)
    #expect(generator.shuffledIndices(count).sorted() == Array(0..<count))
  }

  @Test("shuffles nothing where there is nothing", arguments: [-1, Int.min])
  func shufflesNothing(count: Int) {
    var generator = SeededGenerator(seed: 5)
    #expect(generator.shuffledIndices(count) == [])
    #expect(generator.index(below: count) == 0)
  }

  // scipy.stats.chi2.ppf(0.9999, 23) = 57.07, ppf(0.0001, 23) = 5.75. A shuffle that swaps with
  // any place instead of the remaining ones reaches thousands.
  @Test("gives each order of four equally often", arguments: [1, 2, 3, 0xDEAD_BEEF] as [UInt64])
  func isFair(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var counts: [[Int]: Double] = [:]
    let trials = 24_000
    for _ in 0..<trials { counts[generator.shuffledIndices(4), default: 0] += 1 }
    let expected = Double(trials) / 24
    let chiSquare = counts.values.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    #expect(counts.count == 24)
    #expect((5.75...57.07).contains(chiSquare))
  }

  // scipy.stats.chi2.ppf(0.9999, 6) = 27.86.
  @Test("gives each number below a bound equally often")
  func drawsFairly() {
    var generator = SeededGenerator(seed: 9)
    var counts = [Double](repeating: 0, count: 7)
    for _ in 0..<70_000 { counts[generator.index(below: 7)] += 1 }
    let chiSquare = counts.reduce(0) { $0 + ($1 - 10_000) * ($1 - 10_000) / 10_000 }
    #expect(chiSquare < 27.86)
    // Of 2⁶⁴ numbers, 3 · 2⁶¹ take 8 to every 3: without rejection the third of them comes less.
    let third = (0..<6000).count { _ in generator.index(below: 3 << 61) % 3 == 2 }
    #expect((1850...2150).contains(third))
  }
}
