import PlanFile
import Testing

@Suite("A rate as text")
struct RateTextTests {
  @Test(
    "is read",
    arguments: [
      ("5/s", 5), ("5", 5), ("300/min", 5), ("300/m", 5), ("7200/h", 2), ("0.5/s", 0.5),
      ("1e3/s", 1000), ("1.5", 1.5),
    ] as [(String, Double)])
  func isRead(text: String, perSecond: Double) {
    #expect(RateText.parse(text) == perSecond)
  }

  @Test(
    "is refused where it is none",
    arguments: [
      "", "/s", "5/", "5/ s", "5 /s", "5/x", "5/s/s", "5s", "0", "0/s", "-5/s", "nan", "inf/s",
      "1e400", "0x10/s", "five", "5/S", "5\u{0}/s", "٥/s",
    ])
  func isRefused(text: String) {
    #expect(RateText.parse(text) == nil)
  }
}
