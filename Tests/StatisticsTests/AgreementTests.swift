import Statistics
import Testing

/// Random samples of many kinds, the same in every run.
struct RandomSamples {
  var generator = SplitMix64(seed: 20_260_110)

  /// Up to `limit` values about a centre; coarse ones have many ties and zeros.
  mutating func next(upTo limit: Int, offset: Double = 0) -> [Double] {
    let count = 1 + generator.index(below: limit)
    let step = [0, 0.01, 0.1, 0.5, 1][generator.index(below: 5)]
    let centre = offset + Double(generator.index(below: 9) - 4) / 8
    return (0..<count).map { _ in
      let value = uniform() + uniform() + uniform() * uniform() - 1.25 + centre
      return step == 0 ? value : (value / step).rounded() * step
    }
  }

  mutating func uniform() -> Double { Double(generator.next() >> 11) / 9_007_199_254_740_992 }
}

@Suite("Intervals and p-values")
struct AgreementTests {
  let levels = [0.5, 0.8, 0.9, 0.95, 0.99]

  @Test("of the signed-rank test never contradict each other")
  func signedRank() throws {
    var samples = RandomSamples()
    var rejections = 0
    for index in 0..<600 {
      let sample = samples.next(upTo: index.isMultiple(of: 10) ? 100 : 16)
      let test = try #require(SignedRank.test(sample))
      for level in levels {
        let estimate = try #require(HodgesLehmann.estimate(sample, level: level))
        let isRejected = test.p < 1 - level
        #expect(estimate.excludes(0) == isRejected, "\(sample) at \(level)")
        if isRejected { rejections += 1 }
      }
    }
    #expect((300..<2700).contains(rejections))
  }

  @Test("of the Mann-Whitney test never contradict each other")
  func mannWhitney() throws {
    var samples = RandomSamples()
    var rejections = 0
    for index in 0..<300 {
      let limit = index.isMultiple(of: 20) ? 60 : 10
      let (first, second) = (samples.next(upTo: limit), samples.next(upTo: limit, offset: 0.4))
      let test = try #require(MannWhitney.test(first, second))
      for level in levels {
        let shift = try #require(MannWhitney.shift(first, second, level: level))
        let isRejected = test.p < 1 - level
        #expect(shift.excludes(0) == isRejected, "\(first), \(second) at \(level)")
        if isRejected { rejections += 1 }
      }
    }
    #expect((150..<1350).contains(rejections))
  }

  @Test("of a drift and of a mean never contradict each other")
  func driftAndMean() throws {
    var samples = RandomSamples()
    for _ in 0..<300 {
      let sample = samples.next(upTo: 15)
      let rising = sample.enumerated().map { $1 + Double($0) * 0.05 }
      for level in levels {
        if let drift = Drift(of: rising, level: level) {
          #expect(drift.slope.excludes(0) == (drift.p < 1 - level), "\(rising) at \(level)")
        }
        let mean = try #require(MeanInterval.estimate(sample, level: level))
        guard let test = MeanInterval.test(sample) else { continue }
        #expect(mean.excludes(0) == (test.p < 1 - level), "\(sample) at \(level)")
      }
    }
  }

  @Test("a shift is in the signed-rank interval exactly if the shifted sample is not rejected")
  func intervalIsTheAcceptedShifts() throws {
    var samples = RandomSamples()
    for _ in 0..<60 {
      let sample = (0..<12).map { _ in samples.uniform() + samples.uniform() }
      let interval = try #require(HodgesLehmann.estimate(sample)?.interval)
      for _ in 0..<20 {
        let shift = 2 * samples.uniform()
        let test = try #require(SignedRank.test(sample.map { $0 - shift }))
        #expect(interval.contains(shift) == (test.p >= 1 - 0.95))
      }
    }
  }

  @Test("the estimate is the median of all Walsh averages, counted or written down")
  func estimateIsMedian() throws {
    var samples = RandomSamples()
    for _ in 0..<200 {
      let sample = samples.next(upTo: 20).filter { $0 != 0 }
      guard !sample.isEmpty else { continue }
      var averages: [Double] = []
      for (index, value) in sample.enumerated() {
        averages += sample[index...].map { (value + $0) / 2 }
      }
      let expected = Percentiles.quantile(0.5, ofSorted: averages.sorted())
      let estimate = try #require(HodgesLehmann.estimate(sample))
      #expect(agree(estimate.value, expected ?? .nan, to: 1e-12) || expected == estimate.value)
    }
  }

  @Test("of the mirrored sample are mirrored")
  func mirrored() throws {
    var samples = RandomSamples()
    for _ in 0..<100 {
      let sample = samples.next(upTo: 40)
      let estimate = try #require(HodgesLehmann.estimate(sample))
      let mirror = try #require(HodgesLehmann.estimate(sample.map { -$0 }))
      #expect(estimate.value == -mirror.value)
      #expect(estimate.interval?.lowerBound == mirror.interval.map { -$0.upperBound })
      #expect(SignedRank.test(sample)?.p == SignedRank.test(sample.map { -$0 })?.p)
    }
  }

  // With ten values R's rule rejects 2 · 25 / 1024 = 4.9 %: 1,000 intervals, five standard errors.
  @Test("cover the truth as often as they say")
  func coverage() throws {
    var samples = RandomSamples()
    var covered = 0
    for _ in 0..<1000 {
      let sample = (0..<10).map { _ in samples.uniform() - samples.uniform() + 0.3 }
      let estimate = try #require(HodgesLehmann.estimate(sample))
      if !estimate.excludes(0.3) { covered += 1 }
    }
    #expect((917..<986).contains(covered))
  }
}
