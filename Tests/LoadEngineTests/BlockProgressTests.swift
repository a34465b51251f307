import BenchCore
import Testing

@testable import LoadEngine

/// Which request of a block may start next in the closed model.
@Suite struct BlockProgressTests {
  @Test("a lane starts its documents in order and never exceeds its concurrency")
  func order() {
    var progress = closed(lanes: [[4, 5, 6]], concurrency: 2)
    #expect(take(&progress) == [0, 4])
    #expect(take(&progress) == [0, 5])
    #expect(take(&progress) == [])
    progress.finished(lane: 0, at: 1)
    #expect(take(&progress) == [0, 6])
    #expect(take(&progress) == [])
    #expect(!progress.isDone)
    progress.finished(lane: 0, at: 2)
    progress.finished(lane: 0, at: 3)
    #expect(progress.isDone)
  }

  @Test("lanes of a simultaneous block do not take each other's slots")
  func lanes() {
    var progress = closed(lanes: [[0, 1], [0, 1]], concurrency: 1)
    #expect(take(&progress) == [0, 0])
    #expect(take(&progress) == [1, 0])
    #expect(take(&progress) == [])
    progress.finished(lane: 1, at: 1)
    #expect(take(&progress) == [1, 1])
  }

  @Test("a request is meant to start when its slot became free")
  func intended() {
    var progress = closed(lanes: [[0, 1, 2, 3]], concurrency: 2, began: 100)
    #expect(progress.next(now: 105)?.intended == 100)
    #expect(progress.next(now: 106)?.intended == 100)
    progress.finished(lane: 0, at: 120)
    progress.finished(lane: 0, at: 130)
    let next = progress.next(now: 140)
    #expect(next == BlockProgress.Start(lane: 0, document: 2, intended: 120, startable: 120))
    progress.resume(after: 60, at: 200)
    #expect(progress.next(now: 205)?.intended == 200)
    #expect(progress.nextDue == nil)
  }

  @Test("a block without documents is done at once", arguments: [0, 1, 3])
  func empty(lanes: Int) {
    var progress = closed(lanes: Array(repeating: [], count: lanes), concurrency: 4)
    #expect(take(&progress) == [])
    #expect(progress.isDone)
  }

  @Test("an end that was never begun changes nothing")
  func strayEnd() {
    var progress = closed(lanes: [[0, 1]], concurrency: 1)
    progress.finished(lane: 0, at: 1)
    progress.finished(lane: 7, at: 1)
    #expect(take(&progress) == [0, 0])
    #expect(take(&progress) == [])
  }

  private func closed(lanes: [[Int]], concurrency: Int, began: UInt64 = 0) -> BlockProgress {
    BlockProgress(
      Block(
        round: 0, phase: .measurement, concurrency: concurrency,
        lanes: lanes.enumerated().map { Lane(condition: $0, documents: $1) }), began: began)
  }
}

/// The next start as [lane, document]; empty when none may start.
private func take(_ progress: inout BlockProgress) -> [Int] {
  progress.next(now: 1000).map { [$0.lane, $0.document] } ?? []
}
