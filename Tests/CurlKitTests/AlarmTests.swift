import CurlKit
import Glibc
import Testing

/// How exactly a loop stops waiting at a moment.
@Suite("A loop's alarm", .timeLimit(.minutes(1))) struct AlarmTests {
  @Test("ends a long wait at its moment, and not before")
  func rings() {
    let loop = TransferLoop(expectedConcurrency: 1)
    let moment = MonotonicClock.now() + 20_000_000
    _ = loop.poll(timeout: .seconds(30), until: moment)
    let now = MonotonicClock.now()
    #expect(now >= moment)
    #expect(now < moment + 20_000_000_000)
  }

  @Test("is finer than a millisecond")
  func isFine() {
    let loop = TransferLoop(expectedConcurrency: 1)
    // What a call costs that does not wait, on this machine and with these instruments.
    let costs = (0..<100).map { _ in
      let begun = MonotonicClock.now()
      _ = loop.poll(timeout: .seconds(30), until: 0)
      return MonotonicClock.now() - begun
    }
    let overshoots = (0..<300).map { _ in
      let moment = MonotonicClock.now() + 300_000
      _ = loop.poll(timeout: .seconds(30), until: moment)
      return Int64(bitPattern: MonotonicClock.now() &- moment)
    }
    #expect(overshoots.allSatisfy { $0 >= 0 })
    // A time-out in milliseconds would be 0.7 ms late each time.
    let cost = Int64(clamping: costs.min() ?? 0)
    #expect(overshoots.min() ?? .max < 600_000 + cost)
  }

  @Test("of the past, or that has rung, does not wait")
  func isOver() {
    let loop = TransferLoop(expectedConcurrency: 1)
    let moment = MonotonicClock.now()
    for _ in 0..<3 { _ = loop.poll(timeout: .seconds(30), until: moment) }
    _ = loop.poll(timeout: .seconds(30), until: 0)
    #expect(MonotonicClock.now() < moment + 20_000_000_000)
  }

  @Test("that is taken back, or put off, does not ring")
  func isTakenBack() {
    let loop = TransferLoop(expectedConcurrency: 1)
    for later in [nil, MonotonicClock.now() + 60_000_000_000] as [UInt64?] {
      let moment = MonotonicClock.now() + 5_000_000
      _ = loop.poll(timeout: .zero, until: moment)
      let begun = MonotonicClock.now()
      _ = loop.poll(timeout: .milliseconds(20), until: later)
      #expect(MonotonicClock.now() >= begun + 20_000_000)
    }
  }

  @Test("rings also while the loop waits for other descriptors")
  func ringsBesideDescriptors() {
    let loop = TransferLoop(expectedConcurrency: 1)
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    let moment = MonotonicClock.now() + 5_000_000
    #expect(loop.poll(timeout: .seconds(30), until: moment, alsoWaitingFor: [ends[0]]) == [])
    let now = MonotonicClock.now()
    #expect(now >= moment)
    #expect(now < moment + 20_000_000_000)
  }
}
