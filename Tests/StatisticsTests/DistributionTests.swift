import Statistics
import Testing

// scipy 1.17.1 (reference.py): scipy.stats.norm and scipy.stats.t; R 4.2.2 (reference.R): pt.
@Suite("Distributions")
struct DistributionTests {
  @Test(
    "normal quantiles are those of scipy, out to the ends",
    arguments: [
      (1e-300, -37.0470962993612), (1e-20, -9.262340089798409), (1e-5, -4.264890793922825),
      (0.025, -1.9599639845400545), (0.3, -0.5244005127080409), (0.75, 0.6744897501960817),
      (0.995, 2.5758293035489004), (0.999999999999, 7.0344869100478356),
    ])
  func normalQuantiles(p: Double, expected: Double) {
    #expect(agree(NormalDistribution.quantile(p), expected, to: 1e-12))
  }

  @Test("the normal quantile of the middle is 0, of the ends infinite, beyond them nil")
  func normalQuantileEdges() {
    #expect(NormalDistribution.quantile(0.5).map { $0.magnitude < 1e-15 } == true)
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    #expect(NormalDistribution.quantile(-0.1) == nil)
    #expect(NormalDistribution.quantile(.nan) == nil)
  }

  @Test(
    "normal tails keep their digits",
    arguments: [
      (-10, 7.61985302416047e-24, 1), (-1.5, 0.06680720126885807, 0.9331927987311419),
      (0, 0.5, 0.5), (0.3, 0.6179114221889526, 0.3820885778110474),
      (1.96, 0.9750021048517795, 0.024997895148220435),
      (6, 0.9999999990134123, 9.865876450376946e-10),
    ] as [(Double, Double, Double)])
  func normalTails(z: Double, below: Double, above: Double) {
    #expect(agree(NormalDistribution.cumulative(z), below, to: 1e-12))
    #expect(agree(NormalDistribution.upperTail(z), above, to: 1e-12))
  }

  @Test(
    "quantiles of t are those of scipy",
    arguments: [
      (0.975, 1, 12.706204736174694), (0.975, 2, 4.302652729749462),
      (0.975, 3, 3.1824463052837078), (0.995, 19, 2.8609346064649794),
      (0.9995, 5, 6.868826625881276), (0.6, 7, 0.2631668613520229),
      (0.999999, 30, 5.871117120408624), (0.975, 999, 1.9623414611334493),
      (0.02, 150, -2.071761868024209), (0.975, 5e5, 1.9599687290938044),
      (0.975, 5e7, 1.9599640319854799),
    ] as [(Double, Double, Double)])
  func studentQuantiles(p: Double, degrees: Double, expected: Double) {
    #expect(agree(StudentT.quantile(p, degrees: degrees), expected, to: 1e-10))
  }

  @Test(
    "the two tails of t are those of R",
    arguments: [
      (-1e-3, 4, 4.99625000078125e-01), (0.5, 1, 6.47583617650433e-01),
      (2.5, 19, 9.89129794415801e-01), (-40, 12, 1.92561479038602e-14),
      (-2.5, 220, 6.57465557994928e-03),
      (3, 2e5, 9.98649935768612e-01),
    ] as [(Double, Double, Double)])
  func studentProbabilities(t: Double, degrees: Double, expected: Double) {
    let outside = expected > 0.5 ? 1 - expected : expected
    #expect(agree(StudentT.twoSided(t, degrees: degrees), 2 * outside, to: 1e-11))
  }

  @Test("t with one degree of freedom is Cauchy's, and far out falls as 1 / (π t)")
  func studentFarOut() throws {
    let p = try #require(StudentT.twoSided(1e200, degrees: 1))
    #expect(agree(p, 2 / (.pi * 1e200), to: 1e-10))
    #expect(StudentT.twoSided(.infinity, degrees: 3) == 0)
    #expect(StudentT.twoSided(0, degrees: 3) == 1)
    #expect(agree(StudentT.quantile(1 - 1e-9, degrees: 1), 1 / (.pi * 1e-9), to: 1e-6))
  }

  @Test("t needs a degree of freedom and a probability")
  func studentEdges() {
    #expect(StudentT.quantile(0.975, degrees: 0) == nil)
    #expect(StudentT.quantile(0.975, degrees: .nan) == nil)
    #expect(StudentT.quantile(1, degrees: 4) == nil)
    #expect(StudentT.quantile(.nan, degrees: 4) == nil)
    #expect(StudentT.twoSided(.nan, degrees: 4) == nil)
    #expect(StudentT.quantile(0.5, degrees: 4) == 0)
  }
}
