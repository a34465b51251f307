import BenchCore
import Testing

/// Requests on a clock of milliseconds, and what is said of how they kept to their pacer.
@Suite("Pace figures")
struct PaceFiguresTests {
  @Test("without requests, or with one in each block, know no rate")
  func knowNothing() {
    var figures = PaceFigures()
    #expect(figures.offeredPerSecond == nil)
    #expect(figures.deliveredPerSecond == nil)
    figures.add(record(due: 0, start: 0))
    figures.add(record(due: 100, start: 100, block: 1))
    #expect(figures.started == 2)
    #expect(figures.offeredPerSecond == nil)
    #expect(figures.deliveredPerSecond == nil)
  }

  @Test("offer what the pacer said, and deliver what was started")
  func rates() {
    var figures = PaceFigures()
    // Due every 100 ms; started every 200 ms, in another order of ends.
    for index in [1, 0, 2, 4, 3] {
      figures.add(record(due: Int64(index) * 100, start: Int64(index) * 200))
    }
    #expect(figures.offeredPerSecond == 10)
    #expect(figures.deliveredPerSecond == 5)
    #expect(figures.late == 4)
    #expect(figures.longestDelay == 400_000_000)
  }

  @Test("leave out the time between blocks, however many there are")
  func blocks() {
    var figures = PaceFigures()
    for block in 0..<30 {
      for index in 0..<3 {
        let time = Int64(block * 60_000 + index * (block < 20 ? 500 : 1000))
        figures.add(record(due: time, start: time, block: block))
      }
    }
    // 60 gaps: 40 of half a second, 20 of one.
    #expect(figures.offeredPerSecond == 1.5)
    #expect(figures.deliveredPerSecond == 1.5)
    #expect(figures.started == 90)
    #expect(figures.late == 0)
  }

  @Test("call a start late when it is more than a millisecond after it was due")
  func late() {
    for (delay, isLate) in [(0, false), (1_000_000, false), (1_000_001, true)] as [(Int64, Bool)] {
      var record = Fixture.record(10, 20)
      record.start = RunTime(nanoseconds: record.intendedStart.nanoseconds + delay)
      #expect(record.isLate == isLate)
      #expect(record.startDelayNanoseconds == delay)
      #expect(record.responseNanoseconds == 10_000_000)
      #expect(record.responseNanoseconds == record.serviceNanoseconds + delay)
      var figures = PaceFigures()
      figures.add(record)
      #expect(figures.late == (isLate ? 1 : 0))
    }
  }

  @Test("stand a record whose times make no sense")
  func hostile() {
    var figures = PaceFigures()
    figures.add(record(due: .min / 1_000_000, start: .max / 1_000_000))
    figures.add(record(due: .max / 1_000_000, start: .min / 1_000_000))
    #expect(figures.started == 2)
    #expect(figures.late == 1)
    #expect(figures.offeredPerSecond ?? 1 > 0)
  }

  private func record(due: Int64, start: Int64, block: Int = 0) -> RequestRecord {
    var record = Fixture.record(start, start, block: block)
    record.intendedStart = Fixture.time(due)
    return record
  }
}
