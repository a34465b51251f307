internal import BenchCore

/// Which request of a block starts next: the closed model as a pure state machine.
///
/// Each lane keeps `concurrency` requests in flight until its documents are out; the block is done
/// when the last one has ended.
struct BlockProgress {
  let block: Block
  private var cursors: [Int]
  private var inFlight: [Int]

  init(_ block: Block) {
    self.block = block
    cursors = block.lanes.map { _ in 0 }
    inFlight = block.lanes.map { _ in 0 }
  }

  /// The next request that may start now, and which lane it belongs to; nil when every lane is
  /// full or out of documents.
  mutating func next() -> (lane: Int, document: Int)? {
    for lane in block.lanes.indices where inFlight[lane] < max(1, block.concurrency) {
      let documents = block.lanes[lane].documents
      guard cursors[lane] < documents.count else { continue }
      let document = documents[cursors[lane]]
      cursors[lane] += 1
      inFlight[lane] += 1
      return (lane, document)
    }
    return nil
  }

  /// Says that a request of the lane has ended.
  mutating func finished(lane: Int) {
    guard inFlight.indices.contains(lane), inFlight[lane] > 0 else { return }
    inFlight[lane] -= 1
  }

  /// Whether every document was sent and nothing is in flight.
  var isDone: Bool {
    block.lanes.indices.allSatisfy {
      inFlight[$0] == 0 && cursors[$0] >= block.lanes[$0].documents.count
    }
  }
}
