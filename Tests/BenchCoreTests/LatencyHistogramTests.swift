import BenchCore
import Testing

@Suite("The latency histogram")
struct LatencyHistogramTests {
  @Test(
    "gives back a duration within 0.1 %",
    arguments: [
      1_000, 1_500, 10_007, 50_003, 123_457, 999_999, 1_000_001, 12_345_678, 116_000_000,
      2_688_000_000, 300_000_000_000, 7_199_999_999_999,
    ] as [Int64])
  func isPrecise(nanoseconds: Int64) throws {
    var histogram = LatencyHistogram()
    histogram.record(nanoseconds: nanoseconds)
    for p in [0, 0.5, 1] {
      let value = try #require(histogram.nanoseconds(atPercentile: p))
      #expect(abs(Double(value - nanoseconds)) <= 0.001 * Double(nanoseconds))
    }
  }

  @Test("gives percentiles of ten thousand durations within 0.1 % of the exact ones")
  func isPreciseOnSamples() throws {
    var generator = SeededGenerator(seed: 8)
    var histogram = LatencyHistogram()
    // Powers of a number between 1 µs and 100 s, evenly on the log scale.
    let sample = (0..<10_000).map { _ -> Int64 in
      var value = 1000.0
      for _ in 0..<generator.index(below: 80) { value *= 1.26 }
      return Int64(value * (1 + Double(generator.index(below: 1000)) / 4000))
    }
    for value in sample { histogram.record(nanoseconds: value) }
    let sorted = sample.sorted()
    #expect(histogram.count == 10_000)
    for p in [0.001, 0.1, 0.5, 0.9, 0.95, 0.99, 0.999, 1] {
      let exact = sorted[min(9999, Int((p * 10_000).rounded(.up)) - 1)]
      let value = try #require(histogram.nanoseconds(atPercentile: p))
      #expect(abs(Double(value - exact)) <= 0.001 * Double(exact), "p = \(p)")
    }
  }

  @Test("counts what is outside its range at the nearest end")
  func clamps() throws {
    var histogram = LatencyHistogram()
    for value in [Int64.min, -1, 0, 999, .max] { histogram.record(nanoseconds: value) }
    #expect(histogram.count == 5)
    #expect(histogram.nanoseconds(atPercentile: 0.8) == 1000)
    let largest = try #require(histogram.nanoseconds(atPercentile: 1))
    #expect(abs(Double(largest) / 7.2e12 - 1) < 0.001)
  }

  @Test("of nothing has no percentile; a fraction outside 0 to 1 is the nearest end")
  func atTheEdges() {
    var histogram = LatencyHistogram()
    #expect(histogram.nanoseconds(atPercentile: 0.5) == nil)
    histogram.record(nanoseconds: 5000)
    histogram.record(nanoseconds: 9_000_000)
    #expect(histogram.nanoseconds(atPercentile: -1) == histogram.nanoseconds(atPercentile: 0))
    #expect(histogram.nanoseconds(atPercentile: 7) == histogram.nanoseconds(atPercentile: 1))
    #expect(histogram.nanoseconds(atPercentile: .nan) != nil)
  }

  @Test("equals another with the same counts")
  func compares() {
    var left = LatencyHistogram()
    var right = LatencyHistogram()
    left.record(nanoseconds: 5_000_000)
    #expect(left != right)
    right.record(nanoseconds: 6_000_000)
    #expect(left != right)
    left.record(nanoseconds: 6_000_000)
    right.record(nanoseconds: 5_000_000)
    #expect(left == right)
  }
}

/// Counting into bins.
@Suite
struct LatencyHistogramBinTests {
  @Test("Every duration is in the bin of the first edge that is not below it, and in no other")
  func bins() {
    var histogram = LatencyHistogram()
    for milliseconds in [1, 2, 2, 5, 9, 50] as [Int64] {
      histogram.record(nanoseconds: milliseconds * 1_000_000)
    }
    let edges = [0, 3, 10, 40].map { Int64($0) * 1_000_000 }
    #expect(histogram.counts(between: edges) == [3, 2, 0])
    #expect(histogram.counts(between: [0, 100_000_000]) == [6])
    #expect(histogram.counts(between: [100_000_000, 200_000_000]) == [0])
  }

  @Test("Fewer than two edges make no bin")
  func none() {
    #expect(LatencyHistogram().counts(between: [5]).isEmpty)
    #expect(LatencyHistogram().counts(between: [0, 5]) == [0])
  }
}

/// Several percentiles in one pass.
@Suite
struct LatencyHistogramPercentilesTests {
  @Test("They are interpolated as the final ones are", arguments: [1, 2, 19, 20, 1000])
  func same(count: Int) throws {
    var histogram = LatencyHistogram()
    for index in 1...count { histogram.record(nanoseconds: Int64(index) * 3_000_000) }
    let wanted = [0, 0.5, 0.9, 0.95, 0.99, 1]
    let found = histogram.nanoseconds(atPercentiles: wanted)
    #expect(found.count == wanted.count)
    for (p, nanoseconds) in zip(wanted, found) {
      // By hand, of 3, 6, 9 … ms: the position (n − 1) p, counted from 0; the histogram's own 0.1 %.
      let exact = 3e6 * (1 + Double(count - 1) * p)
      #expect(abs(Double(nanoseconds) - exact) <= exact * 0.002, "p \(p)")
    }
  }

  @Test("Of nothing there are none")
  func none() { #expect(LatencyHistogram().nanoseconds(atPercentiles: [0.5]).isEmpty) }
}
