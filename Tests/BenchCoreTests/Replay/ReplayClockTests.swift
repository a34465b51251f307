import BenchCore
import Testing

@Suite("The replay's clock")
struct ReplayClockTests {
  private static func clock(seconds: Int64 = 100) -> ReplayClock {
    ReplayClock(start: .zero, end: RunTime(nanoseconds: seconds * 1_000_000_000))
  }

  @Test("goes as many times as fast as the wall's", arguments: ReplayClock.speeds)
  func speed(speed: Double) {
    var clock = Self.clock()
    clock.setSpeed(speed)
    clock.play()
    clock.advance(by: 1_000_000_000)
    #expect(clock.position.nanoseconds == Int64(1e9 * speed))
    #expect(clock.share == speed / 100)
  }

  @Test(
    "comes as far in many steps as in one, to the nanosecond", arguments: 0..<20 as Range<UInt64>)
  func steps(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var (many, one) = (Self.clock(seconds: 10_000), Self.clock(seconds: 10_000))
    let speed = ReplayClock.speeds[random.index(below: 9)]
    many.setSpeed(speed)
    one.setSpeed(speed)
    many.play()
    one.play()
    var sum: Int64 = 0
    for _ in 0..<200 {
      let step = Int64(random.index(below: 100_000_003))
      sum += step
      many.advance(by: step)
    }
    one.advance(by: sum)
    #expect(many.position == one.position)
    #expect(one.position.nanoseconds == Int64((Double(sum) * speed).rounded(.down)))
  }

  @Test("stands still while it is paused, and stops at the end")
  func rest() {
    var clock = Self.clock()
    clock.advance(by: 5_000_000_000)
    #expect(clock.position == .zero)
    clock.play()
    clock.advance(by: 99_000_000_000)
    #expect(clock.isPlaying && !clock.isAtEnd)
    clock.advance(by: 2_000_000_000)
    #expect(!clock.isPlaying && clock.isAtEnd && clock.position == clock.end)
    clock.play()
    #expect(clock.isPlaying && clock.position == .zero, "from the end it begins anew")
  }

  @Test("has nine speeds, and none beyond them")
  func choice() {
    var clock = Self.clock()
    #expect(clock.speed == 1)
    for _ in 0..<20 { clock.faster() }
    #expect(clock.speed == 64)
    for _ in 0..<8 { clock.slower() }
    #expect(clock.speed == 0.25)
    clock.slower()
    #expect(clock.speed == 0.25)
    clock.setSpeed(5)
    #expect(clock.speed == 4, "the nearest, as ratios go")
    clock.setSpeed(-1)
    #expect(clock.speed == 4)
  }

  @Test("seeks by seconds and by parts, never beyond the run")
  func seek() {
    var clock = Self.clock()
    clock.seek(bySeconds: 5)
    #expect(clock.position.seconds(since: .zero) == 5)
    clock.seek(bySeconds: -7)
    #expect(clock.position == .zero)
    clock.seek(toShare: 0.37)
    #expect(clock.position.nanoseconds == 37_000_000_000)
    for wild in [Double.infinity, 7, 1] {
      clock.seek(toShare: wild)
      #expect(clock.isAtEnd)
    }
    clock.seek(bySeconds: .nan)
    #expect(clock.isAtEnd)
    clock.seek(bySeconds: -.infinity)
    #expect(clock.position == .zero)
  }

  @Test("of a run without length, or of one without bounds, traps nowhere")
  func extremes() {
    var none = ReplayClock(start: .zero, end: .zero)
    none.play()
    none.advance(by: .max)
    none.seek(toShare: 0.5)
    #expect(none.isAtEnd && !none.isPlaying && none.share == 1)
    var all = ReplayClock(
      start: RunTime(nanoseconds: .min), end: RunTime(nanoseconds: .max))
    all.setSpeed(64)
    all.play()
    all.advance(by: .max)
    #expect(all.isAtEnd)
    all.seek(toShare: 0.5)
    all.seek(bySeconds: 1e300)
    all.seek(bySeconds: -1e300)
    #expect((0...1).contains(all.share))
    #expect(ReplayClock(start: RunTime(nanoseconds: 5), end: .zero).end.nanoseconds == 5)
  }
}
