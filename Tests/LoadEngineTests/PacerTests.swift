import BenchCore
import Testing

@testable import LoadEngine

/// When requests are due in the open model.
@Suite("A pacer") struct PacerTests {
  @Test("with constant arrivals is exact: no rounding adds up")
  func constant() {
    #expect(moments(3, .constant, count: 4) == [0, 333_333_333, 666_666_667, 1_000_000_000])
    #expect(moments(0.5, .constant, count: 3) == [0, 2_000_000_000, 4_000_000_000])
    // The request after a million gaps of 1/7 s.
    #expect(moments(7, .constant, count: 1_000_001).last == 142_857_142_857_143)
  }

  // From a separate implementation in Python.
  @Test("with Poisson arrivals draws the gaps from its seed")
  func seeded() {
    #expect(
      moments(5, .poisson, count: 7, seed: 7) == [
        0, 188409036, 1005823713, 1026726848, 1134664381, 1293283568, 1570997740,
      ])
    #expect(moments(5, .poisson, count: 7, seed: 8) != moments(5, .poisson, count: 7, seed: 7))
  }

  @Test("with Poisson arrivals has exponential gaps, one independent of the other")
  func exponential() {
    let count = 200_000
    let moments = moments(1000, .poisson, count: count + 1, seed: 3)
    // In units of the mean gap.
    let gaps = zip(moments.dropFirst(), moments).map { Double($0 - $1) / 1e6 }
    let mean = gaps.reduce(0, +) / Double(count)
    let squares = gaps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let variance = squares / Double(count - 1)
    let beyondMean = Double(gaps.count { $0 > 1 }) / Double(count)
    let products = zip(gaps.dropFirst(), gaps).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
    // Within four standard errors of what theory says: mean 1, variance 1, P(gap > 1) = 1/e,
    // correlation of neighbours 0.
    let error = 4 / Double(count).squareRoot()
    #expect(abs(mean - 1) < error)
    #expect(abs(variance - 1) < error * 8.0.squareRoot())
    #expect(abs(beyondMean - 0.367_879) < error * 0.482)
    #expect(abs(products / squares) < error)
  }

  @Test(
    "begins at once and never goes back, at any rate", arguments: [0.001, 1, 99_999.5],
    Arrivals.allCases)
  func ascends(rate: Double, arrivals: Arrivals) {
    let moments = moments(rate, arrivals, count: 1000)
    #expect(moments.first == 0)
    #expect(zip(moments, moments.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test("of a rate that no plan can have tells moments all the same")
  func impossible() {
    for rate in [0, -1, .nan, 1e-300] {
      #expect(moments(rate, .constant, count: 3).allSatisfy { $0 < 1 << 62 })
      #expect(moments(rate, .poisson, count: 3).allSatisfy { $0 < 1 << 62 })
    }
  }

  private func moments(
    _ rate: Double, _ arrivals: Arrivals, count: Int, seed: UInt64 = 1
  ) -> [UInt64] {
    var pacer = Pacer(Pace(OpenLoad(ratePerSecond: rate, arrivals: arrivals), seed: seed))
    return (0..<count).map { _ in pacer.next() }
  }
}
