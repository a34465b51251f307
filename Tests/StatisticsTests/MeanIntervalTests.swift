import Statistics
import Testing

// R 4.2.2, t.test (reference.R).
@Suite("The interval of a mean")
struct MeanIntervalTests {
  @Test("is Student's")
  func agreeWithR() throws {
    let published = try #require(MeanInterval.estimate(publishedLogRatios))
    #expect(agree(published.value, 0.0369153469641893, to: 1e-12))
    #expect(agree(published.interval, -0.0052907057584632, 0.0791213996868418, to: 1e-10))
    let test = try #require(MeanInterval.test(publishedLogRatios))
    #expect(agree(test.statistic, 1.8306547091860135, to: 1e-12))
    #expect(agree(test.p, 0.0828834931622675, to: 1e-11))
    #expect(test.method == .student)

    let sleep = try #require(MeanInterval.estimate(sleepDifferences, level: 0.99))
    #expect(agree(sleep.interval, 0.31594811489517521, 2.84405188510482487, to: 1e-10))
    let two = try #require(MeanInterval.estimate([1, 3]))
    #expect(agree(two.interval, -10.706204736174694, 14.706204736174694, to: 1e-10))
  }

  @Test("needs two values, and is a point where all are equal")
  func degenerate() {
    #expect(MeanInterval.estimate([]) == nil)
    #expect(MeanInterval.estimate([4])?.value == 4)
    #expect(MeanInterval.estimate([4])?.interval == nil)
    #expect(MeanInterval.test([4]) == nil)
    #expect(MeanInterval.estimate([0.1, 0.1, 0.1])?.interval == 0.1...0.1)
    #expect(MeanInterval.test([0.1, 0.1, 0.1])?.p == 0)
    #expect(MeanInterval.test([0, 0])?.p == 1)
    #expect(MeanInterval.estimate([1, 3, .nan])?.value == 2)
    #expect(MeanInterval.estimate([1, 3], level: 1) == nil)
  }

  @Test("for k comparisons has the level 1 − 0.05 / k")
  func bonferroni() {
    #expect(MultipleComparisons.level(comparisons: 1) == 0.95)
    #expect(MultipleComparisons.level(comparisons: 0) == 0.95)
    #expect(agree(MultipleComparisons.level(comparisons: 2), 0.975, to: 1e-15))
    #expect(agree(MultipleComparisons.level(comparisons: 10), 0.995, to: 1e-15))
  }

  @Test("keeps to what it says when mapped, and vanishes where the map overflows")
  func mapped() {
    let estimate = Estimate(value: 1, interval: 0...2, level: 0.9)
    #expect(estimate.mapped { $0 * 3 } == Estimate(value: 3, interval: 0...6, level: 0.9))
    #expect(estimate.mapped { _ in .infinity } == nil)
    #expect(estimate.mapped { 1 / (2 - $0) }?.interval == nil)
    #expect(estimate.halfWidth == 1)
    #expect(estimate.excludes(2) == false)
    #expect(estimate.excludes(2.1))
    #expect(Estimate(value: 1, interval: nil, level: 0.9).excludes(7) == false)
  }
}
