import BenchCore
import Testing

@Suite("A margin as text")
struct MarginTextTests {
  @Test(
    "is read",
    arguments: [
      ("±1%", 0.01), ("1%", 0.01), ("+-1%", 0.01), ("+/-1%", 0.01), ("±0.5 %", 0.005),
      ("2.5%", 0.025), ("±100%", 1),
    ] as [(String, Double)])
  func isRead(text: String, share: Double) {
    #expect(MarginText.parse(text) == share)
  }

  @Test(
    "is refused where it is none",
    arguments: [
      "", "%", "±%", "1", "±1", "0%", "-1%", "±-1%", "+1%", "1%%", "one%", "nan%", "0x1%", "±±1%",
      "1  %", "٥%",
    ])
  func isRefused(text: String) {
    #expect(MarginText.parse(text) == nil)
  }
}
