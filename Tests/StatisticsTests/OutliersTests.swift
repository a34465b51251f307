import Statistics
import Testing

@Suite("Outliers")
struct OutliersTests {
  // scipy 1.17.1: stats.median_abs_deviation(x, scale=1 / 1.4826) (reference.py).
  @Test("lie more than 3.5 scaled deviations from the median")
  func found() {
    let outliers = Outliers([2.1, 2.2, 2.0, 2.4, 9.0, 2.3])
    #expect(outliers.indices == [4])
    #expect(outliers.median == 2.25)
    #expect(agree(outliers.deviation, 0.22239, to: 1e-9))
    #expect(outliers.scale == .medianDeviation)
  }

  @Test("do not hide each other, on either side")
  func several() {
    let sample = [10, 11, 9, 10.5, 9.5, 80, 90, -70]
    #expect(Outliers(sample).indices == [5, 6, 7])
    #expect(Outliers(sample, threshold: 60).indices == [])
  }

  @Test("depend on the threshold: a value just at it is none")
  func threshold() {
    let sample: [Double] = [-1, -1, 0, 1, 1, 5]
    #expect(Outliers(sample).deviation == 1.4826)
    #expect(Outliers(sample, threshold: 3.0).indices == [5])
    #expect(Outliers(sample, threshold: 3.1).indices == [])
  }

  @Test("are told by the mean deviation where most values are equal")
  func mostlyEqual() {
    let outliers = Outliers([1, 1, 1, 1, 1, 1, 1, 1, 1, 100])
    #expect(outliers.indices == [9])
    #expect(outliers.scale == .meanDeviation)
    #expect(agree(outliers.deviation, 1.253314 * 9.9, to: 1e-12))
    #expect(Outliers([1, 1, 1, 1, 1, 1, 2, 2, 2]).indices == [])
  }

  @Test("are not among equal values, nor among none, nor what is not finite")
  func none() {
    #expect(Outliers([3, 3, 3]).indices == [])
    #expect(Outliers([3, 3, 3]).deviation == 0)
    #expect(Outliers([]).indices == [])
    #expect(Outliers([]).median == nil)
    #expect(Outliers([.nan, 1, 2, 3, .infinity, 50]).indices == [5])
  }
}
