import Statistics
import Testing

/// Service times in seconds, ascending.
private let sample = [
  0.116, 0.48, 0.9, 1.2, 1.25, 1.9, 2.38, 2.4, 2.41, 2.688, 3.0, 3.7, 4.1, 4.64, 5.2, 5.9, 6.6,
  9.9, 12.1, 15.72,
]

@Suite("Percentiles")
struct PercentilesTests {
  // numpy.quantile 2.4.6 with its default method "linear", which is R's type 7.
  @Test(
    "interpolate as numpy.quantile does",
    arguments: [
      (0, 0.116), (0.01, 0.18516), (0.25, 1.7375), (0.5, 2.844), (0.9, 10.12), (0.95, 12.281),
      (0.99, 15.0322), (0.999, 15.65122), (1, 15.72),
    ])
  func agreeWithNumPy(p: Double, expected: Double) throws {
    let value = try #require(Percentiles.quantile(p, ofSorted: sample))
    #expect(abs(value - expected) < 1e-12)
  }

  @Test(
    "of small samples interpolate as numpy.quantile does",
    arguments: [
      ([1, 2, 3], 0.1, 1.2), ([1, 2, 3], 1.0 / 3, 5.0 / 3), ([1, 2, 3], 0.9, 2.8),
      ([1, 7], 0.3, 2.8), ([1, 7], 0.75, 5.5), ([5], 0, 5), ([5], 0.3, 5), ([5], 1, 5),
    ] as [([Double], Double, Double)])
  func agreeOnSmallSamples(sample: [Double], p: Double, expected: Double) throws {
    let value = try #require(Percentiles.quantile(p, ofSorted: sample))
    #expect(abs(value - expected) < 1e-12)
  }

  @Test("of nothing, or at no fraction, are nil; outside 0 to 1 they are the ends")
  func atTheEdges() {
    #expect(Percentiles.quantile(0.5, ofSorted: []) == nil)
    #expect(Percentiles.quantile(.nan, ofSorted: [1]) == nil)
    #expect(Percentiles.quantile(.infinity, ofSorted: [1]) == nil)
    #expect(Percentiles.quantile(-1, ofSorted: [1, 2]) == 1)
    #expect(Percentiles.quantile(2, ofSorted: [1, 2]) == 2)
  }

  @Test(
    "need ten values beyond them, and one for a rough sign",
    arguments: [
      (0.5, 2, 20), (0.9, 10, 100), (0.95, 20, 200), (0.99, 100, 1000), (0.999, 1000, 10_000),
    ])
  func needSupport(p: Double, rough: Int, supported: Int) {
    #expect(Percentiles.support(p, count: 0) == .unsupported)
    #expect(Percentiles.support(p, count: rough - 1) == .unsupported)
    #expect(Percentiles.support(p, count: rough) == .rough)
    #expect(Percentiles.support(p, count: supported - 1) == .rough)
    #expect(Percentiles.support(p, count: supported) == .supported)
    #expect(Percentiles.support(p, count: .max) == .supported)
  }

  @Test("that no sample can carry are unsupported", arguments: [1, 2, Double.nan])
  func cannotBeSupported(p: Double) {
    #expect(Percentiles.support(p, count: 1_000_000) == .unsupported)
  }
}
