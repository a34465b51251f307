import Statistics
import Testing

/// A sample with what R makes of it.
struct SignedRankCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let sample: [Double]
  let statistic: Double
  let p: Double
  let method: TestResult.Method
  let estimate: Double
  let lower: Double
  let upper: Double
}

// R 4.2.2, wilcox.test(x, conf.int = TRUE) (reference.R); where the method is normal, estimate and
// interval by writing down every Walsh average (reference.py), as R's come from a root finder.
private let cases = [
  SignedRankCase(
    testDescription: "depression scores (Hollander and Wolfe 1973, page 29)",
    sample: zip(
      [1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30],
      [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]
    ).map { $0 - $1 },
    statistic: 40, p: 0.0390625, method: .exact, estimate: 0.46, lower: 0.01, upper: 0.786),
  SignedRankCase(
    testDescription: "49 values, the last exact size", sample: wave(49), statistic: 841,
    p: 0.0223913856349434, method: .exact, estimate: 0.107, lower: 0.022, upper: 0.197),
  SignedRankCase(
    testDescription: "50 values, the first normal size", sample: wave(50), statistic: 867,
    p: 0.0270634921760479, method: .normal, estimate: 0.107, lower: 0.012, upper: 0.192),
  SignedRankCase(
    testDescription: "100 values", sample: wave(100), statistic: 3450, p: 1.47921136849753e-03,
    method: .normal, estimate: 0.102, lower: 0.042, upper: 0.162),
  SignedRankCase(
    testDescription: "six values of one sign, the fewest for 95 %", sample: [1, 2, 3, 4, 5, 6],
    statistic: 21, p: 0.03125, method: .exact, estimate: 3.5, lower: 1, upper: 6),
  SignedRankCase(
    testDescription: "seven values", sample: [-1, 2, 3, 4, 5, 6, 7.5], statistic: 27, p: 0.03125,
    method: .exact, estimate: 4, lower: 1, upper: 6.25),
  SignedRankCase(
    testDescription: "values of very different size",
    sample: [-1e-9, 1e12, 3, 4e6, 5, 6e200, 7.5], statistic: 27, p: 0.03125, method: .exact,
    estimate: 3.000001875e6, lower: 2.4999999995, upper: 3e200),
  SignedRankCase(
    testDescription: "Student's sleep data, with a zero and a tie", sample: sleepDifferences,
    statistic: 45, p: 0.00909069801592506, method: .normal, estimate: 1.4, lower: 1.05, upper: 2.95),
  SignedRankCase(
    testDescription: "ties of both signs", sample: [1, 1, 2, -2, 3, 3, 3, -1, 4], statistic: 38.5,
    p: 6.41763947545449e-02, method: .normal, estimate: 2, lower: 0, upper: 3),
]

@Suite("The signed-rank test and its interval")
struct SignedRankTests {
  @Test("agree with R", arguments: cases)
  func agreeWithR(_ expected: SignedRankCase) throws {
    let test = try #require(SignedRank.test(expected.sample))
    #expect(test.statistic == expected.statistic)
    #expect(agree(test.p, expected.p, to: 1e-12))
    #expect(test.method == expected.method)
    let estimate = try #require(HodgesLehmann.estimate(expected.sample))
    #expect(agree(estimate.value, expected.estimate, to: 1e-12))
    #expect(agree(estimate.interval, expected.lower, expected.upper, to: 1e-11))
  }

  @Test("at another level agree with R, too")
  func anotherLevel() {
    let estimate = HodgesLehmann.estimate(cases[0].sample, level: 0.9)
    #expect(agree(estimate?.interval, 0.175, 0.726, to: 1e-12))
  }

  @Test("say of the guide's published data that Rust takes 3.4 % longer")
  func published() throws {
    let test = try #require(SignedRank.test(publishedLogRatios))
    #expect(test.statistic == 176)
    #expect(test.method == .exact)
    #expect(agree(test.p, 6.38961791992188e-03, to: 1e-12))
    let logs = try #require(HodgesLehmann.estimate(publishedLogRatios))
    let ratio = try #require(logs.mapped { $0.exponential })
    #expect((ratio.value - 1.0340).magnitude < 1e-4)
    let interval = try #require(ratio.interval)
    #expect((interval.lowerBound - 1.0188).magnitude < 1e-4)
    #expect((interval.upperBound - 1.0468).magnitude < 1e-4)
    #expect(publishedLogRatios.count { $0 < 0 } == 2)
  }

  // R 4.2.2: p of one, two and five values.
  @Test("have no interval where no interval has the level")
  func unattainable() throws {
    #expect(SignedRank.test([3])?.p == 1)
    #expect(SignedRank.test([3, 4])?.p == 0.5)
    #expect(SignedRank.test([3, -4])?.p == 1)
    for count in 1...5 {
      let estimate = try #require(HodgesLehmann.estimate((1...count).map(Double.init)))
      #expect(estimate.interval == nil)
      #expect(estimate.value == Double(count + 1) / 2)
    }
    #expect(HodgesLehmann.estimate([1, 2, 3, 4, 5], level: 0.9)?.interval == 1...5)
  }

  @Test("of five equal values reject already, as R's normal approximation does")
  func fiveEqual() {
    #expect(agree(SignedRank.test([2, 2, 2, 2, 2])?.p, 0.0368884257070499, to: 1e-12))
    #expect(HodgesLehmann.estimate([2, 2, 2, 2, 2])?.interval == 2...2)
  }

  @Test("of zeros alone find no difference, and are sure of it if there are many")
  func zeros() {
    let test = SignedRank.test([0, 0, 0])
    #expect(test?.p == 1)
    #expect(test?.count == 0)
    #expect(test?.statistic == 0)
    let few = HodgesLehmann.estimate([0, 0, -0.0])
    #expect(few?.value == 0)
    #expect(few?.interval == nil)
    #expect(HodgesLehmann.estimate([Double](repeating: 0, count: 20))?.interval == 0...0)
  }

  @Test("leave out zeros and what is not finite")
  func leftOut() {
    let sample: [Double] = [1, 2, 3, .nan, 4, 5, 6, .infinity, -.infinity]
    #expect(SignedRank.test(sample)?.p == 0.03125)
    #expect(SignedRank.test(sample)?.count == 6)
    #expect(HodgesLehmann.estimate(sample)?.interval == 1...6)
    #expect(SignedRank.test(sleepDifferences)?.count == 9)
  }
}

extension Double {
  /// e to this power, by its series: tests import no mathematics.
  var exponential: Double {
    var (sum, term) = (1.0, 1.0)
    for index in 1..<60 {
      term *= self / Double(index)
      sum += term
    }
    return sum
  }
}
