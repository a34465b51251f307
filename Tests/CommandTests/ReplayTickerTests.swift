import Testing

@testable import slimbench

/// How much time a replay is told has passed, and when it is told.
@Suite
struct ReplayTickerTests {
  private static let interval = ReplayTicker.interval

  @Test("While nothing is played nobody is woken, and no time passes")
  func idle() {
    var ticker = ReplayTicker()
    for now in [0, 1, UInt64.max] {
      #expect(ticker.passed(until: now, isWanted: false) == nil)
      #expect(ticker.wait(now: now) == nil)
    }
  }

  @Test("What passed is told once an interval is over, to the nanosecond, and never twice")
  func ticks() {
    var ticker = ReplayTicker()
    let start: UInt64 = 7_000
    #expect(ticker.passed(until: start, isWanted: true) == nil, "the first only begins to measure")
    #expect(ticker.wait(now: start) == Self.interval)
    #expect(ticker.passed(until: start + Self.interval - 1, isWanted: true) == nil)
    #expect(ticker.wait(now: start + Self.interval - 1) == 1)
    let late = start + Self.interval + 123
    #expect(ticker.wait(now: late) == 0)
    #expect(ticker.passed(until: late, isWanted: true) == Int64(Self.interval) + 123)
    #expect(ticker.passed(until: late, isWanted: true) == nil)
    #expect(ticker.wait(now: late) == Self.interval)
  }

  @Test("All that passed is told, however it falls into ticks")
  func total() {
    var ticker = ReplayTicker()
    var now: UInt64 = 1
    var told: Int64 = 0
    _ = ticker.passed(until: now, isWanted: true)
    for step in 1...500 as ClosedRange<UInt64> {
      now += step * 977_777 % 90_000_000
      told += ticker.passed(until: now, isWanted: true) ?? 0
    }
    now += Self.interval
    told += ticker.passed(until: now, isWanted: true) ?? 0
    #expect(told == Int64(now - 1))
  }

  @Test("The time of a pause is not told when it is over")
  func pause() {
    var ticker = ReplayTicker()
    _ = ticker.passed(until: 0, isWanted: true)
    #expect(ticker.passed(until: 60_000_000, isWanted: false) == nil)
    #expect(ticker.wait(now: 60_000_000) == nil)
    #expect(ticker.passed(until: 9_000_000_000, isWanted: true) == nil)
    #expect(ticker.passed(until: 9_050_000_000, isWanted: true) == 50_000_000)
  }

  @Test("Hours without a tick are told as what they are, and nothing overflows")
  func extremes() {
    var ticker = ReplayTicker()
    _ = ticker.passed(until: 0, isWanted: true)
    #expect(ticker.passed(until: .max, isWanted: true) == .max)
    #expect(ticker.wait(now: .max) != nil)
  }
}
