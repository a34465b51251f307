import Canvas
import Testing

struct NiceTicksTests {
  @Test("finds round numbers between two others, at most so many")
  func niceTicks() {
    func ticks(_ lower: Double, _ upper: Double, _ count: Int) -> [Double] {
      LineChart.niceTicks(lower: lower, upper: upper, count: count)
    }
    #expect(ticks(0, 10, 6) == [0, 2, 4, 6, 8, 10])
    #expect(ticks(0, 10, 5) == [0, 5, 10])
    #expect(ticks(0, 1, 11) == [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
    #expect(ticks(0.3, 0.7, 5) == [0.3, 0.4, 0.5, 0.6, 0.7])
    #expect(ticks(-3, 3, 4) == [-2, 0, 2])
    #expect(ticks(1234, 5678, 5) == [2000, 3000, 4000, 5000])
    #expect(ticks(0, 1e-9, 3) == [0, 5e-10, 1e-9])
    #expect(ticks(2.1, 2.9, 1) == [2.5])
    #expect(ticks(5, 5, 4) == [])
    #expect(ticks(5, 4, 4) == [])
    #expect(ticks(0, .infinity, 4) == [])
    #expect(ticks(.nan, 1, 4) == [])
    #expect(ticks(0, 1, 0) == [])
  }

  @Test("steps by 1, 2 or 5 times a power of ten, through a wide range")
  func steps() {
    for exponent in -20...20 {
      let scale = exponent < 0 ? 1 / power(-exponent) : power(exponent)
      for (upper, count) in [(1.0, 4), (3, 5), (7.3, 7), (9.99, 10), (4.2, 3)] {
        let ticks = LineChart.niceTicks(lower: 0, upper: upper * scale, count: count)
        #expect((2...count).contains(ticks.count), "0 to \(upper * scale)")
        var digits = ticks[1]
        while digits > 9.99 { digits /= 10 }
        while digits < 0.999 { digits *= 10 }
        #expect([1, 2, 5, 10].contains { abs($0 - digits) < 1e-6 }, "\(ticks)")
      }
    }
  }

  private func power(_ exponent: Int) -> Double {
    (0..<exponent).reduce(1.0) { power, _ in power * 10 }
  }
}
