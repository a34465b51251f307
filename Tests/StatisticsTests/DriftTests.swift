import Statistics
import Testing

@Suite("Drift")
struct DriftTests {
  private let rounds = [2.10, 2.13, 2.11, 2.17, 2.16, 2.21, 2.19, 2.25]

  // R 4.2.2: cor.test(method = "kendall"); scipy 1.17.1: theilslopes; the bounds are the sixth
  // slopes from both ends, by the permutations of eight values (reference.py).
  @Test("over rounds is the median slope, with Kendall's exact test")
  func ofRounds() throws {
    let drift = try #require(Drift(of: rounds))
    #expect(drift.method == .theilSen)
    #expect(agree(drift.slope.value, 0.02, to: 1e-12))
    #expect(agree(drift.p, 0.00550595238095242, to: 1e-12))
    #expect(agree(drift.slope.interval, 0.01, 0.03, to: 1e-9))
    #expect(drift.count == 8)
  }

  // R 4.2.2: cor.test(1:60, …, exact = FALSE, continuity = TRUE), and 1:5 (exact).
  @Test("has the p-values of R")
  func agreeWithR() {
    #expect(agree(Drift(of: wave(60))?.p, 0.614362350508293, to: 1e-10))
    #expect(agree(Drift(of: [1, 2, 3, 4, 6])?.p, 0.0166666666666666, to: 1e-12))
  }

  // R 4.2.2: cor.test(cars$speed, cars$dist, method = "kendall", continuity = TRUE): 50 cars, the
  // speeds and many distances shared.
  @Test("corrects for shared times and values as R does")
  func ties() {
    let speed: [Double] = [
      4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15,
      15, 16, 16, 17, 17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20, 22, 23, 24, 24, 24,
      24, 25,
    ]
    let distance: [Double] = [
      2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20,
      26, 54, 32, 40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92,
      93, 120, 85,
    ]
    #expect(agree(Drift(of: distance, over: speed)?.p, 2.79338087751935e-11, to: 1e-9))
  }

  @Test("is not moved far by a wild round")
  func robust() throws {
    var wild = rounds
    wild[3] = 900
    let drift = try #require(Drift(of: wild))
    #expect((0.01...0.04).contains(drift.slope.value))
  }

  @Test("of many points is by least squares, and says so")
  func manyPoints() throws {
    let values = (0..<2000).map { Double($0) * 0.5 + Double($0 * 37 % 101) }
    let drift = try #require(Drift(of: values))
    #expect(drift.method == .leastSquares)
    #expect(agree(drift.slope.value, 0.5, to: 0.01))
    #expect(drift.p < 1e-10)
    #expect(drift.slope.excludes(0))
    #expect(drift.count == 2000)
  }

  @Test("needs two different times, and five points for an interval")
  func degenerate() {
    #expect(Drift(of: []) == nil)
    #expect(Drift(of: [1]) == nil)
    #expect(Drift(of: [1, 2], over: [3, 3]) == nil)
    #expect(Drift(of: [1, 2])?.slope.value == 1)
    #expect(Drift(of: [1, 2])?.p == 1)
    #expect(Drift(of: [1, 2, 3, 4])?.slope.interval == nil)
    #expect(Drift(of: [1, 2, 3, 4, 5])?.slope.interval == 1...1)
    #expect(Drift(of: [1, .nan, 3])?.slope.value == 1)
  }

  @Test("of equal values is none")
  func equal() {
    let drift = Drift(of: [Double](repeating: 7, count: 10))
    #expect(drift?.slope.value == 0)
    #expect(drift?.p == 1)
    #expect(drift?.slope.interval == 0...0)
    #expect(Drift(of: [7, 7, 7])?.slope.interval == nil)
  }
}
