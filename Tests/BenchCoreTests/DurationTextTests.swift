import BenchCore
import Testing

@Suite("A duration as text")
struct DurationTextTests {
  @Test(
    "is read",
    arguments: [
      ("300", 300), ("300s", 300), ("5m", 300), ("5min", 300), ("1h30m", 5400), ("250ms", 0.25),
      ("1.5s", 1.5), ("0", 0), ("1m0.5s", 60.5), ("1e2", 100), ("2h", 7200),
      ("1h1m1s1ms", 3661.001),
    ] as [(String, Double)])
  func isRead(text: String, seconds: Double) {
    #expect(DurationText.parse(text) == seconds)
  }

  @Test(
    "is refused where it could mean anything",
    arguments: [
      "", "s", "5 m", "5x", "-5", "-5s", "+-5", "1s1s", "1s1m", "nan", "inf", "1e400", "0x10",
      "5m3", "1.2.3s", ".", "5mm", "٣s", "5\u{0}s", "1e5s",
    ])
  func isRefused(text: String) {
    #expect(DurationText.parse(text) == nil)
  }
}
