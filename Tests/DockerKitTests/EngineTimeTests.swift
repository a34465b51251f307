import DockerKit
import Foundation
import Testing

@Suite("An engine's time")
struct EngineTimeTests {
  /// From `date -u -d TEXT +%s`.
  @Test(
    "is read from RFC 3339",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2026-11-23T03:58:51.32743286Z", 1_795_406_331_327_432_860),
      ("2024-02-29T23:59:59.999999999Z", 1_709_251_199_999_999_999),
      ("2100-03-01T00:00:00+01:30", 4_107_537_000_000_000_000),
      ("2026-11-23T04:07:05Z", 1_795_406_825_000_000_000),
      ("2026-11-22T22:07:05.5-06:00", 1_795_406_825_500_000_000),
    ])
  func reading(_ text: String, _ nanoseconds: Int64) {
    #expect(EngineTime(text)?.nanoseconds == nanoseconds)
  }

  @Test(
    "is nothing where an engine writes the year 1, or no time",
    arguments: [
      "0001-01-01T00:00:00Z", "", "2026-11-23", "2026-13-01T00:00:00Z", "2026-11-23T04:07:05",
      "2026-11-23T04:07:05.Z", "2026-11-23T04:07:05Zx", "9999-01-01T00:00:00Z",
    ])
  func refusing(_ text: String) {
    #expect(EngineTime(text) == nil)
  }

  @Test("agrees with Foundation on every day of 200 years")
  func everyDay() throws {
    let style = Date.ISO8601FormatStyle()
    for day in stride(from: 0, to: 365 * 200, by: 1) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400 + 3_601)
      #expect(
        EngineTime(style.format(date))?.nanoseconds == Int64(day) * 86_400_000_000_000
          + 3_601_000_000_000)
    }
  }

  @Test("asks for what came since, to the nanosecond")
  func since() {
    #expect(
      EngineTime(nanoseconds: 1_795_406_331_027_432_860).sinceParameter == "1795406331.027432860")
    #expect(EngineTime(nanoseconds: 5).sinceParameter == "0.000000005")
  }

  @Test("never overflows")
  func overflow() {
    let first = EngineTime(nanoseconds: .min)
    let last = EngineTime(nanoseconds: .max)
    #expect(last.since(first) == .max)
    #expect(first.since(last) == .min)
    #expect(last.adding(1) == last)
    #expect(first.adding(-1) == first)
  }

  @Test("is moved to our clock by the offset of the engine's")
  func offset() {
    let clock = EngineClock(offset: 90_000_000_000, base: 1_000)
    #expect(clock.local(.at(100)) == .at(10))
    #expect(clock.monotonic(.at(100)) == 9_999_999_000)
    #expect(clock.monotonic(.at(1)) == 0)
  }
}
