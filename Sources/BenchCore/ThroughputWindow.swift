/// A condition's own measuring time: the union of its blocks, first send to last completion.
///
/// Time in which other conditions had their turn is not in it, so that throughput is completed ÷
/// the time that this condition really had. A record may come late, after records of later blocks,
/// because answers are judged side by side; it must not come after so many later blocks that its
/// own is closed already, for then it would open a new one.
package struct ThroughputWindow: Hashable, Sendable {
  /// Length of the blocks that no record can extend any more, nanoseconds.
  private var closed: Int64 = 0
  /// The newest blocks.
  private var open: [Block] = []

  /// How many blocks stay open.
  private static let openLimit = 64

  private struct Block: Hashable, Sendable {
    var number: Int
    var first: RunTime
    var last: RunTime

    var length: Int64 { last.nanoseconds(since: first) }
  }

  package init() {}

  /// Adds a finished request of the condition.
  package mutating func add(_ record: RequestRecord) {
    if let index = open.lastIndex(where: { $0.number == record.block }) {
      open[index].first = min(open[index].first, record.start)
      open[index].last = max(open[index].last, record.end)
      return
    }
    if open.count >= Self.openLimit { closed = closed.addingSaturated(open.removeFirst().length) }
    open.append(Block(number: record.block, first: record.start, last: record.end))
  }

  /// Length of the union in seconds.
  package var seconds: Double {
    Double(open.reduce(closed) { $0.addingSaturated($1.length) }) / 1e9
  }
}
