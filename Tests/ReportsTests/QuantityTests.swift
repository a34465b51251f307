import BenchCore
import Foundation
import Statistics
import Testing

struct QuantityTests {
  @Test(
    "writes durations with three digits and a unit",
    arguments: [
      (2.3849, "2.38 s"), (0.0412, "41.2 ms"), (0.000116, "116 µs"), (15.72, "15.7 s"),
      (1e-9, "1 ns"), (0, "0 s"), (1e-12, "< 1 ns"), (0.9996, "1.00 s"), (0.9994, "999 ms"),
      (0.00099951, "1.00 ms"), (0.1, "100 ms"), (1, "1.00 s"), (75.25, "75.3 s"),
      (119.4, "119 s"), (119.6, "2 min 00 s"), (125, "2 min 05 s"), (3599.4, "59 min 59 s"),
      (3599.6, "1 h 00 min"), (3720, "1 h 02 min"), (86_400, "1 d 00 h"), (273_600, "3 d 04 h"),
      (-0.0012, "−1.20 ms"), (2.675, "2.68 s"), (1e300, "> 30 million years"),
      (0.0000004567, "457 ns"), (0.00001, "10.0 µs"),
    ])
  func duration(seconds: Double, text: String) {
    #expect(Quantity.duration(seconds: seconds) == text)
  }

  @Test("writes – for what is not known")
  func unknown() {
    #expect(Quantity.duration(seconds: nil) == "–")
    #expect(Quantity.duration(seconds: .nan) == "–")
    #expect(Quantity.duration(nanoseconds: nil) == "–")
    #expect(Quantity.number(.infinity) == "–")
    #expect(Quantity.rate(nil, "pages/s") == "–")
    #expect(Quantity.percent(nil) == "–")
    #expect(Quantity.bytes(nil) == "–")
    #expect(Quantity.count(nil as Int?) == "–")
  }

  @Test(
    "writes numbers with three digits, never an exponent",
    arguments: [
      (9.2259, "9.23"), (0.37201, "0.372"), (12_345.6, "12,346"), (100, "100"), (99.95, "100"),
      (999.5, "1,000"), (0.0123, "0.0123"), (0, "0"), (1e-9, "< 0.000001"), (-3.14159, "−3.14"),
      (1234567.8, "1,234,568"), (10, "10.0"), (1e21, "1,000,000,000,000,000,000,000"),
    ])
  func number(value: Double, text: String) { #expect(Quantity.number(value) == text) }

  @Test(
    "writes shares as percentages",
    arguments: [
      (0.017, "1.7 %"), (0.41, "41.0 %"), (1.43, "143 %"), (0, "0 %"), (0.0004, "< 0.1 %"),
      (0.0005, "0.1 %"), (-0.02, "−2.0 %"), (-0.0001, "> −0.1 %"), (0.9996, "100 %"),
      (12.345, "1,235 %"),
    ])
  func percent(share: Double, text: String) { #expect(Quantity.percent(share) == text) }

  @Test(
    "writes sizes with SI prefixes",
    arguments: [
      (0, "0 B"), (812, "812 B"), (999, "999 B"), (1000, "1.0 kB"), (6_240_000, "6.2 MB"),
      (99_960, "100 kB"), (213_400_000, "213 MB"), (999_499, "999 kB"), (999_500, "1.0 MB"),
      (5_000_000_000, "5.0 GB"), (Int.max, "9.2 EB"),
    ])
  func bytes(value: Int, text: String) { #expect(Quantity.bytes(value) == text) }

  @Test("writes counts with their thousands apart, and the right plural")
  func counts() {
    #expect(Quantity.count(1_234_567) == "1,234,567")
    #expect(Quantity.count(-1234) == "−1,234")
    #expect(Quantity.count(Int.min) == "−9,223,372,036,854,775,808")
    #expect(Quantity.count(1, "page") == "1 page")
    #expect(Quantity.count(0, "page") == "0 pages")
    #expect(Quantity.count(2, "query", plural: "queries") == "2 queries")
  }

  @Test("writes plain numbers for machines")
  func plain() {
    #expect(Quantity.plain(150) == "150")
    #expect(Quantity.plain(72.5) == "72.5")
    #expect(Quantity.plain(.nan) == "nan")
  }

  @Test("marks percentiles by how far their sample carries them")
  func percentile() {
    #expect(Quantity.percentile(seconds: 5.9, .supported) == "5.90 s")
    #expect(Quantity.percentile(seconds: 5.9, .rough) == "~5.90 s")
    #expect(Quantity.percentile(seconds: 5.9, .unsupported) == "–")
    #expect(Quantity.percentile(seconds: nil, .supported) == "–")
  }

  @Test(
    "shows time passed as a clock does",
    arguments: [
      (0, "00:00"), (41.9, "00:41"), (3599, "59:59"), (3723, "1:02:03"), (-5, "00:00"),
      (.infinity, "00:00"),
    ])
  func clock(seconds: Double, text: String) { #expect(Quantity.clock(seconds: seconds) == text) }

  /// Ties of binary fractions aside, `printf` rounds the same way.
  @Test("rounds like printf", arguments: 0..<4)
  func likePrintf(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<2000 {
      let value = Double(generator.next() >> 11) / Double(1 << 53) * 899.4 + 100
      let expected = String(format: "%.0f", value)
      #expect(Quantity.number(value) == expected)
      #expect(Quantity.number(value / 10) == String(format: "%.1f", value / 10))
      #expect(Quantity.number(value / 100) == String(format: "%.2f", value / 100))
      #expect(Quantity.duration(seconds: value / 1e5) == String(format: "%.2f ms", value / 100))
    }
  }
}

struct WordingTests {
  @Test(
    "tells differences in words",
    arguments: [
      (2.7691800832748413, 2.68809369802475, "3.0 % slower"), (2.38, 2.45, "2.9 % faster"),
      (2.16, 1, "2.16× slower"), (1, 2.16, "2.16× faster"), (2, 1, "100 % slower"),
      (1, 2, "50.0 % faster"), (1.0004, 1, "the same"), (1, 1, "the same"), (0, 0, "the same"),
      (1.00051, 1, "0.1 % slower"), (0, 1, "–"), (-1, 1, "–"), (.nan, 1, "–"), (1, .infinity, "–"),
      (1234, 1, "1,234× slower"),
    ])
  func time(value: Double, baseline: Double, words: String) {
    #expect(Wording.difference(of: value, against: baseline, .time) == words)
  }

  @Test("says more, fewer and as many of amounts")
  func amounts() {
    let words = { Wording.difference(of: $0, against: $1, .amount($2)) }
    #expect(words(0.84, 0.82, "pages/s") == "2.4 % more pages/s")
    #expect(words(8.9557, 9.2259, "pages/s") == "2.9 % fewer pages/s")
    #expect(words(3, 1, "pages/s") == "3.00× as many pages/s")
    #expect(words(1, 3, "") == "3.00× fewer")
    #expect(Wording.difference(of: nil, against: 1, .time) == "–")
  }

  @Test("counts how many more or fewer")
  func counts() {
    #expect(Wording.difference(ofCount: 5, against: 3) == "2 more")
    #expect(Wording.difference(ofCount: 3, against: 1203) == "1,200 fewer")
    #expect(Wording.difference(ofCount: 3, against: 3) == "the same")
    #expect(Wording.difference(ofCount: .max, against: -1) == "many more")
  }

  @Test("tells gaps of times that may be near zero")
  func gaps() {
    #expect(Wording.gap(of: 0.012, against: 0.0412) == "29.2 ms less")
    #expect(Wording.gap(of: 0.001, against: -0.001) == "2.00 ms more")
    #expect(Wording.gap(of: 0, against: 0) == "the same")
    #expect(Wording.gap(of: nil, against: 0) == "–")
  }
}
