import Statistics
import Testing

@Suite("The bootstrap")
struct BootstrapTests {
  // scipy.stats.bootstrap, method BCa, over 20 seeds (reference.py): [1.00734, 1.09289].
  @Test("gives the published geometric mean and its interval, whatever the seed", arguments: 1...3)
  func published(seed: UInt64) throws {
    let logs = try #require(Bootstrap.mean(publishedLogRatios, seed: seed))
    let ratio = try #require(logs.mapped { $0.exponential })
    #expect(agree(ratio.value, 1.0376051806917235, to: 1e-12))
    let interval = try #require(ratio.interval)
    #expect((interval.lowerBound - 1.00734).magnitude < 0.002)
    #expect((interval.upperBound - 1.09289).magnitude < 0.006)
  }

  // scipy.stats.bootstrap with 200,000 resamples (reference.py).
  @Test("agrees with scipy on a skewed sample, for the mean and for the median")
  func skewed() throws {
    let sample = wave(30).map { $0 * $0 }
    let mean = try #require(Bootstrap.mean(sample, resamples: 20_000))
    #expect(agree(mean.interval, 0.06650310350422231, 0.13927166666666668, to: 0.01))
    let median = try #require(
      Bootstrap.estimate(sample, resamples: 4000) {
        Percentiles.quantile(0.5, ofSorted: $0.sorted()) ?? .nan
      })
    #expect(agree(median.value, 0.065169, to: 1e-12))
    #expect(agree(median.interval, 0.028909, 0.115609, to: 0.03))
  }

  // The standard deviation of a resample is too small on average; the bias correction lifts it.
  @Test("agrees with scipy on a biased statistic")
  func biased() throws {
    let deviation = try #require(
      Bootstrap.estimate(wave(30).map { $0 * $0 }, resamples: 4000) { sample in
        let mean = sample.reduce(0, +) / Double(sample.count)
        let squares = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        return (squares / Double(sample.count)).squareRoot()
      })
    #expect(agree(deviation.value, 0.10013142261825485, to: 1e-12))
    #expect(agree(deviation.interval, 0.07580781578940815, 0.1296267616786798, to: 0.02))
  }

  @Test("gives the same interval for the same seed, another for another")
  func deterministic() {
    let first = Bootstrap.mean(publishedLogRatios, seed: 3)
    #expect(first == Bootstrap.mean(publishedLogRatios, seed: 3))
    #expect(first != Bootstrap.mean(publishedLogRatios, seed: 4))
  }

  @Test("of equal values is that value; one value has no interval")
  func degenerate() {
    #expect(Bootstrap.mean([2, 2, 2])?.interval == 2...2)
    #expect(Bootstrap.mean([2])?.value == 2)
    #expect(Bootstrap.mean([2])?.interval == nil)
    #expect(Bootstrap.mean([]) == nil)
    #expect(Bootstrap.mean([1, .nan, 3, .infinity])?.value == 2)
    #expect(Bootstrap.mean([1, 2], resamples: 0)?.interval == nil)
    #expect(Bootstrap.estimate([1, 2, 3]) { _ in .nan } == nil)
  }
}
