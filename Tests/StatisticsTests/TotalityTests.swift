import Statistics
import Testing

/// Samples that break careless arithmetic.
private let nasty: [[Double]] = [
  [], [0], [-0.0], [1], [.nan], [.infinity, -.infinity], [1, 2], [0, 0], [5, 5], [1, -1],
  [.greatestFiniteMagnitude, -.greatestFiniteMagnitude, 1],
  [.greatestFiniteMagnitude, .greatestFiniteMagnitude], [1e300, -1e300, 1e299],
  [.leastNonzeroMagnitude, -.leastNonzeroMagnitude, 0], [1e-300, 1e300, -1e-300, 2, 2, 3, 0],
  [Double](repeating: 0, count: 60), [Double](repeating: 1e300, count: 60),
  [Double](repeating: .nan, count: 60), (0..<60).map { Double($0) * 1e298 },
  [1, .nan, 2, .infinity, 3, 0, 0, -3],
]

@Suite("Every procedure")
struct TotalityTests {
  @Test("answers whatever it is given, and never with NaN", arguments: nasty)
  func total(sample: [Double]) throws {
    for level in [0.95, 0, 1, -3, .nan, .infinity, 1e-12, 1 - 1e-12, 0.5] {
      var estimates = [
        HodgesLehmann.estimate(sample, level: level), MeanInterval.estimate(sample, level: level),
        Bootstrap.mean(sample, level: level, resamples: 50),
        Drift(of: sample, level: level)?.slope,
      ]
      for other in nasty where level == 0.95 || level == 0.5 {
        estimates.append(MannWhitney.shift(sample, other, level: level))
        let line = LeastSquares(x: sample, y: other, level: level)
        estimates += [line?.intercept.estimate, line?.slope.estimate]
        #expect(line?.slope.p?.isNaN != true)
        let drift = Drift(of: sample, over: other, level: level)
        estimates.append(drift?.slope)
        #expect(drift?.p.isNaN != true)
      }
      for estimate in estimates.compactMap(\.self) {
        #expect(estimate.value.isFinite)
        #expect(estimate.interval.map { $0.lowerBound.isFinite && $0.upperBound.isFinite } ?? true)
      }
    }
  }

  @Test("gives p-values from 0 to 1", arguments: nasty)
  func probabilities(sample: [Double]) {
    var tests = [SignedRank.test(sample), MeanInterval.test(sample)]
    tests += nasty.map { MannWhitney.test(sample, $0) }
    for test in tests.compactMap(\.self) {
      #expect((0...1).contains(test.p))
      #expect(!test.statistic.isNaN)
    }
  }

  @Test("also splits and finds outliers in anything", arguments: nasty)
  func splits(sample: [Double]) {
    #expect(Outliers(sample, threshold: .nan).indices == [])
    #expect(!Outliers(sample).deviation.isNaN)
    for other in nasty {
      guard let split = VarianceSplit([sample, other, sample]) else { continue }
      #expect(split.documents.isFinite && split.rounds.isFinite && split.residual.isFinite)
      let projection = Projection(split: split, unit: .rounds, halfWidth: 0.1)
      #expect(projection.rounds(until: .nan) == .never)
      #expect(projection.halfWidth(documents: 3, rounds: .max)?.isNaN != true)
    }
  }
}
