import BenchCore
import Testing

/// Intervals of ratios in words.
@Suite
struct WordingTests {
  @Test(
    "An interval is told by the distances of its ends from equality, the smaller one first",
    arguments: [
      (1.0188...1.0468, "1.9 … 4.7 % slower"), (0.953...0.981, "1.9 … 4.7 % faster"),
      (0.988...1.008, "1.2 % faster … 0.8 % slower"), (2.1...2.25, "2.10 … 2.25× slower"),
      (1.5...2.25, "50.0 % slower … 2.25× slower"), (1.0...1.05, "the same … 5.0 % slower"),
      (1.0...1.0, "the same"), (1.03...1.03, "3.0 % slower"),
    ])
  func interval(ratios: ClosedRange<Double>, words: String) {
    #expect(Wording.interval(ratios) == words)
  }

  @Test("What is no interval of ratios is a dash")
  func none() {
    #expect(Wording.interval(nil) == "–")
    #expect(Wording.interval(0...1) == "–")
    #expect(Wording.interval(1...(.infinity)) == "–")
  }
}
