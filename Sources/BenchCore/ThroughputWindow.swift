/// A condition's own measuring time: the union of its blocks, first send to last completion.
///
/// Time in which other conditions had their turn is not in it, so that throughput is completed ÷
/// the time that this condition really had; time in which two of its own blocks overlap is in it
/// once. A record may come late, after records of later blocks, because answers are judged side by
/// side; it must not come after so many later blocks that its own is closed already, for what it
/// would add before the newest closed block's end is lost then.
package struct ThroughputWindow: Hashable, Sendable {
  /// Length of the union of the blocks that no record can extend any more, nanoseconds.
  private var closed: Int64 = 0
  /// Where that union ends.
  private var closedUntil = RunTime(nanoseconds: .min)
  /// The newest blocks, by their first send.
  private var open: [Block] = []

  /// How many blocks stay open.
  private static let openLimit = 64

  private struct Block: Hashable, Sendable {
    var number: Int
    var first: RunTime
    var last: RunTime

    /// What it adds to everything up to an instant, nanoseconds.
    func length(after instant: RunTime) -> Int64 {
      last.nanoseconds(since: max(first, instant))
    }
  }

  package init() {}

  /// Adds a finished request of the condition.
  package mutating func add(_ record: RequestRecord) {
    if let index = open.lastIndex(where: { $0.number == record.block }) {
      open[index].first = min(open[index].first, record.start)
      open[index].last = max(open[index].last, record.end)
      sink(index)
      return
    }
    if open.count >= Self.openLimit { close(open.removeFirst()) }
    open.append(Block(number: record.block, first: record.start, last: record.end))
    sink(open.count - 1)
  }

  /// Length of the union in seconds.
  package var seconds: Double {
    var sum = closed
    var end = closedUntil
    for block in open {
      sum = sum.addingSaturated(block.length(after: end))
      end = max(end, block.last)
    }
    return Double(sum) / 1e9
  }

  /// The block that began first: all that are still open begin after it, so that what they share
  /// with the closed ones is known from where those end.
  private mutating func close(_ block: Block) {
    closed = closed.addingSaturated(block.length(after: closedUntil))
    closedUntil = max(closedUntil, block.last)
  }

  /// Puts a block that may begin earlier than those before it into its place.
  private mutating func sink(_ index: Int) {
    var index = index
    while index > 0, open[index].first < open[index - 1].first {
      open.swapAt(index, index - 1)
      index -= 1
    }
  }
}
