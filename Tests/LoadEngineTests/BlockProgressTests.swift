import BenchCore
import Testing

@testable import LoadEngine

/// Which request of a block may start next.
@Suite struct BlockProgressTests {
  @Test("a lane starts its documents in order and never exceeds its concurrency")
  func order() {
    var progress = BlockProgress(block(lanes: [[4, 5, 6]], concurrency: 2))
    #expect(take(&progress) == [0, 4])
    #expect(take(&progress) == [0, 5])
    #expect(take(&progress) == [])
    progress.finished(lane: 0)
    #expect(take(&progress) == [0, 6])
    #expect(take(&progress) == [])
    #expect(!progress.isDone)
    progress.finished(lane: 0)
    progress.finished(lane: 0)
    #expect(progress.isDone)
  }

  @Test("lanes of a simultaneous block do not take each other's slots")
  func lanes() {
    var progress = BlockProgress(block(lanes: [[0, 1], [0, 1]], concurrency: 1))
    #expect(take(&progress) == [0, 0])
    #expect(take(&progress) == [1, 0])
    #expect(take(&progress) == [])
    progress.finished(lane: 1)
    #expect(take(&progress) == [1, 1])
  }

  @Test("a block without documents is done at once", arguments: [0, 1, 3])
  func empty(lanes: Int) {
    var progress = BlockProgress(block(lanes: Array(repeating: [], count: lanes), concurrency: 4))
    #expect(take(&progress) == [])
    #expect(progress.isDone)
  }

  @Test("an end that was never begun changes nothing")
  func strayEnd() {
    var progress = BlockProgress(block(lanes: [[0, 1]], concurrency: 1))
    progress.finished(lane: 0)
    progress.finished(lane: 7)
    #expect(take(&progress) == [0, 0])
    #expect(take(&progress) == [])
  }

  private func block(lanes: [[Int]], concurrency: Int) -> Block {
    Block(
      round: 0, phase: .measurement, concurrency: concurrency,
      lanes: lanes.enumerated().map { Lane(condition: $0, documents: $1) })
  }
}

/// The next start as [lane, document]; empty when none may start.
private func take(_ progress: inout BlockProgress) -> [Int] {
  progress.next().map { [$0.lane, $0.document] } ?? []
}
