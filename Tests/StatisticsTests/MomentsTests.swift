import Statistics
import Testing

@Suite("Mean and spread")
struct MomentsTests {
  // numpy.mean and numpy.std(ddof=1), numpy 2.4.6. The second sample has the spread of
  // 4, 7, 13, 16, which is √30: the sum of squares less the squared sum would lose all of it.
  @Test(
    "are those of numpy, also where large values nearly cancel",
    arguments: [
      ([2, 4, 4, 4, 5, 5, 7, 9], 5, 2.138089935299395),
      ([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16], 1e9 + 10, 5.477225575051661),
      ([0.116, 2.688, 15.72], 6.174666666666667, 8.365933141815882),
      ([3, 3], 3, 0),
    ] as [([Double], Double, Double)])
  func agreeWithNumPy(sample: [Double], mean: Double, deviation: Double) throws {
    let actualMean = try #require(Moments.mean(sample))
    #expect(abs(actualMean - mean) <= 1e-14 * mean)
    let actual = try #require(Moments.standardDeviation(sample))
    #expect(abs(actual - deviation) <= 1e-6)
  }

  @Test("need one value, and two")
  func needValues() {
    #expect(Moments.mean([]) == nil)
    #expect(Moments.mean([4]) == 4)
    #expect(Moments.standardDeviation([4]) == nil)
  }
}
