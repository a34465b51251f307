import Statistics
import Testing

/// Two samples with what R makes of them.
struct UnpairedCase: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let first: [Double]
  let second: [Double]
  let statistic: Double
  let p: Double
  let method: TestResult.Method
  let shift: Double
  let lower: Double
  let upper: Double
}

// R 4.2.2, wilcox.test(x, y, conf.int = TRUE) (reference.R); where the method is normal, shift and
// interval by writing down every difference (reference.py).
private let cases = [
  UnpairedCase(
    testDescription: "permeability (Hollander and Wolfe 1973, page 69)",
    first: [0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46],
    second: [1.15, 0.88, 0.90, 0.74, 1.21], statistic: 35, p: 0.254412254412254, method: .exact,
    shift: 0.305, lower: -0.15, upper: 0.76),
  UnpairedCase(
    testDescription: "49 and 40 values", first: wave(49), second: wave(40, offset: 47.1),
    statistic: 1086, p: 0.386062925478791, method: .exact, shift: 0.068, lower: -0.062,
    upper: 0.198),
  UnpairedCase(
    testDescription: "ties", first: [1, 2, 2, 3, 5, 5, 8], second: [2, 3, 3, 6, 9, 9],
    statistic: 13, p: 0.277277140861968, method: .normal, shift: -1, lower: -6, upper: 2),
  UnpairedCase(
    testDescription: "60 and 50 values", first: wave(60), second: wave(50, offset: 47.1),
    statistic: 1693, p: 0.2478538382520093, method: .normal, shift: 0.068, lower: -0.042,
    upper: 0.188),
  UnpairedCase(
    testDescription: "four each, the fewest for 95 %", first: [1, 2, 3, 4],
    second: [5.5, 6, 7, 8], statistic: 0, p: 0.0285714285714286, method: .exact, shift: -4,
    lower: -7, upper: -1.5),
]

@Suite("The Mann-Whitney test and its shift")
struct MannWhitneyTests {
  @Test("agree with R", arguments: cases)
  func agreeWithR(_ expected: UnpairedCase) throws {
    let test = try #require(MannWhitney.test(expected.first, expected.second))
    #expect(test.statistic == expected.statistic)
    #expect(agree(test.p, expected.p, to: 1e-12))
    #expect(test.method == expected.method)
    let shift = try #require(MannWhitney.shift(expected.first, expected.second))
    #expect(agree(shift.value, expected.shift, to: 1e-12))
    #expect(agree(shift.interval, expected.lower, expected.upper, to: 1e-12))
  }

  @Test("have no interval for three values each")
  func unattainable() {
    #expect(agree(MannWhitney.test([1, 2, 3], [4, 5, 6])?.p, 0.1, to: 1e-12))
    let shift = MannWhitney.shift([1, 2, 3], [4, 5, 6])
    #expect(shift?.value == -3)
    #expect(shift?.interval == nil)
    #expect(MannWhitney.test([3], [4])?.p == 1)
  }

  @Test("of equal values find no shift, and are sure of it if there are many")
  func equal() {
    #expect(MannWhitney.test([2, 2], [2, 2])?.p == 1)
    #expect(MannWhitney.shift([2, 2], [2, 2])?.interval == nil)
    let many = [Double](repeating: 2, count: 12)
    #expect(MannWhitney.test(many, many)?.p == 1)
    #expect(MannWhitney.shift(many, many)?.interval == 0...0)
    #expect(MannWhitney.test([2], [2])?.p == 1)
  }

  @Test("need a finite value in each sample")
  func needValues() {
    #expect(MannWhitney.test([], [1]) == nil)
    #expect(MannWhitney.shift([1], [.nan]) == nil)
    #expect(MannWhitney.test([1, .infinity], [2])?.count == 2)
  }
}
