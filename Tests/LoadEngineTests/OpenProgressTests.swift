import BenchCore
import Testing

@testable import LoadEngine

/// Which request of a block may start next in the open model, on a clock of milliseconds.
@Suite("A block with an open load") struct OpenProgressTests {
  @Test("starts each document when it is due, whatever became of the earlier ones")
  func onTime() {
    var progress = open(documents: 3, concurrency: 9, began: 100)
    #expect(progress.nextDue == ms(100))
    #expect(progress.next(now: ms(99)) == nil)
    #expect(progress.next(now: ms(100)) == start(0, intended: 100, startable: 100))
    #expect(progress.next(now: ms(100)) == nil)
    #expect(progress.nextDue == ms(110))
    #expect(progress.next(now: ms(109)) == nil)
    // Both the one that the engine is late with and the one that is due just now.
    #expect(progress.next(now: ms(120)) == start(1, intended: 110, startable: 110))
    #expect(progress.next(now: ms(120)) == start(2, intended: 120, startable: 120))
    #expect(progress.nextDue == nil)
    #expect(!progress.isDone)
    for end in 121...123 { progress.finished(lane: 0, at: ms(end)) }
    #expect(progress.isDone)
  }

  @Test("lets a request without a slot wait for one, and keeps its intended start")
  func waitsForSlot() {
    var progress = open(documents: 4, concurrency: 2)
    #expect(progress.next(now: ms(0)) != nil)
    #expect(progress.next(now: ms(10)) != nil)
    #expect(progress.next(now: ms(50)) == nil)
    // Nothing to wake up for: only an end can make a request startable.
    #expect(progress.nextDue == nil)
    progress.finished(lane: 0, at: ms(60))
    // The wait until 60 is the slot's; what comes after it is the engine's.
    #expect(progress.next(now: ms(61)) == start(2, intended: 20, startable: 60))
    #expect(progress.next(now: ms(61)) == nil)
    progress.finished(lane: 0, at: ms(62))
    #expect(progress.next(now: ms(64)) == start(3, intended: 30, startable: 62))
  }

  @Test("blames the engine for what is late although a slot was free")
  func engineIsLate() {
    var progress = open(documents: 3, concurrency: 2)
    #expect(progress.next(now: ms(0)) != nil)
    progress.finished(lane: 0, at: ms(3))
    #expect(progress.next(now: ms(500)) == start(1, intended: 10, startable: 10))
    #expect(progress.next(now: ms(500)) == start(2, intended: 20, startable: 20))
  }

  // One server that takes 1 ms, and once stalls for a second: what arrives meanwhile waits in line,
  // so that response times fall by 9 ms from one request to the next until the line is empty.
  // Service times, which leave out the wait, show the stall once.
  @Test("shows a stall in the response time of every request that it kept waiting")
  func coordinatedOmission() {
    var progress = open(documents: 200, concurrency: 1)
    var responses: [UInt64] = []
    var services: [UInt64] = []
    var now: UInt64 = 0
    while !progress.isDone {
      guard let next = progress.next(now: now) else {
        now = progress.nextDue ?? now
        continue
      }
      let end = now + ms(next.document == 0 ? 1000 : 1)
      progress.finished(lane: 0, at: end)
      responses.append(end - next.intended)
      services.append(end - now)
      now = end
    }
    let expected = (0..<200).map { ms(max(1000 - 9 * $0, 1)) }
    #expect(responses == expected)
    #expect(services.count { $0 > ms(1) } == 1)
    #expect(responses.count { $0 > ms(1) } == 111)
  }

  @Test("stops its pacer's clock for a pause")
  func pause() {
    var progress = open(documents: 4, concurrency: 1)
    #expect(progress.next(now: ms(0)) != nil)
    // Due at 10, and waiting for a slot when the pause begins at 15.
    progress.finished(lane: 0, at: ms(16))
    progress.resume(after: ms(985), at: ms(1000))
    // It had waited 5 before the pause, and nothing of the pause.
    #expect(progress.next(now: ms(1000)) == start(1, intended: 995, startable: 1000))
    progress.finished(lane: 0, at: ms(1001))
    #expect(progress.nextDue == ms(1005))
    #expect(progress.next(now: ms(1005)) == start(2, intended: 1005, startable: 1005))
  }

  @Test("has a pacer for each lane, all with the same moments")
  func lanes() {
    var progress = open(documents: 2, concurrency: 1, lanes: 2)
    #expect(progress.next(now: ms(0)) == start(0, intended: 0, startable: 0))
    #expect(progress.next(now: ms(0)) == start(0, lane: 1, intended: 0, startable: 0))
    progress.finished(lane: 1, at: ms(5))
    // The first lane is still full: the second one's next request is the only one to wake up for.
    #expect(progress.nextDue == ms(10))
    #expect(progress.next(now: ms(12)) == start(1, lane: 1, intended: 10, startable: 10))
    #expect(progress.next(now: ms(12)) == nil)
    progress.finished(lane: 0, at: ms(15))
    #expect(progress.next(now: ms(15)) == start(1, intended: 10, startable: 15))
  }

  @Test("starts first, of several lanes, what was due first")
  func earliestLane() {
    var progress = open(documents: 3, concurrency: 1, lanes: 2)
    for _ in 0..<2 { #expect(progress.next(now: ms(0)) != nil) }
    progress.finished(lane: 0, at: ms(1))
    #expect(progress.next(now: ms(10)) == start(1, intended: 10, startable: 10))
    progress.finished(lane: 0, at: ms(11))
    #expect(progress.nextDue == ms(20))
    progress.finished(lane: 1, at: ms(21))
    #expect(progress.nextDue == ms(10))
    #expect(progress.next(now: ms(22)) == start(1, lane: 1, intended: 10, startable: 21))
    #expect(progress.next(now: ms(22)) == start(2, intended: 20, startable: 20))
  }

  @Test("knows how many requests were due and did not start")
  func overdue() {
    var progress = open(documents: 5, concurrency: 1)
    #expect(progress.next(now: ms(0)) != nil)
    #expect([9, 10, 25, 40, 999].map { progress.overdue(at: ms($0)) } == [0, 1, 2, 4, 4])
    let closed = BlockProgress(
      Block(
        round: 0, phase: .measurement, concurrency: 1,
        lanes: [Lane(condition: 0, documents: [0, 1])]), began: 0)
    #expect(closed.overdue(at: ms(999)) == 0)
  }

  /// A request every 10 ms.
  private func open(
    documents: Int, concurrency: Int, lanes: Int = 1, began: Int = 0
  ) -> BlockProgress {
    BlockProgress(
      Block(
        round: 0, phase: .measurement, concurrency: concurrency,
        lanes: (0..<lanes).map { Lane(condition: $0, documents: Array(0..<documents)) },
        pace: Pace(OpenLoad(ratePerSecond: 100), seed: 1)), began: ms(began))
  }

  private func start(
    _ document: Int, lane: Int = 0, intended: Int, startable: Int
  ) -> BlockProgress.Start {
    BlockProgress.Start(
      lane: lane, document: document, intended: ms(intended), startable: ms(startable))
  }

  private func ms(_ milliseconds: Int) -> UInt64 { UInt64(milliseconds) * 1_000_000 }
}
