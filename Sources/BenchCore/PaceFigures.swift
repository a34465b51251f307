/// How a condition's requests kept to their pacer: the rate offered against the one delivered.
///
/// Both are of starts, so that they are equal where every request started when it was due: within
/// each block, the gaps from the first start to the last one, over the time that they took. What
/// the server completes is `ThroughputWindow`'s business; the wait for the last answers is in
/// neither rate.
package struct PaceFigures: Hashable, Sendable {
  /// Requests that started.
  package private(set) var started = 0
  /// Requests that started late (`RequestRecord.isLate`).
  package private(set) var late = 0
  /// Longest time from an intended start to the start, nanoseconds.
  package private(set) var longestDelay: Int64 = 0
  /// Of the blocks that no record extends any more.
  private var closed = Totals()
  /// The newest blocks, oldest first.
  private var open: [Block] = []

  /// How many blocks stay open for records that come late; blocks follow one another.
  private static let openLimit = 8

  private struct Totals: Hashable {
    var gaps = 0
    var intended = 0.0
    var actual = 0.0

    mutating func add(_ block: Block) {
      gaps += block.count - 1
      intended += block.intended.upperBound.seconds(since: block.intended.lowerBound)
      actual += block.actual.upperBound.seconds(since: block.actual.lowerBound)
    }
  }

  private struct Block: Hashable {
    var number: Int
    var count = 1
    var intended: ClosedRange<RunTime>
    var actual: ClosedRange<RunTime>
  }

  package init() {}

  /// Adds a finished request of the condition, in about the order of completion.
  package mutating func add(_ record: RequestRecord) {
    started += 1
    late += record.isLate ? 1 : 0
    longestDelay = max(longestDelay, record.startDelayNanoseconds)
    if let index = open.lastIndex(where: { $0.number == record.block }) {
      open[index].count += 1
      open[index].intended.extend(to: record.intendedStart)
      open[index].actual.extend(to: record.start)
      return
    }
    if open.count >= Self.openLimit { closed.add(open.removeFirst()) }
    open.append(
      Block(
        number: record.block, intended: record.intendedStart...record.intendedStart,
        actual: record.start...record.start))
  }

  /// Requests a second that were due; nil while no block has two.
  ///
  /// With Poisson arrivals it differs from the plan's rate by chance: about 1/√n of it.
  package var offeredPerSecond: Double? { rate(\.intended) }

  /// Requests a second that started; nil while no block has two.
  package var deliveredPerSecond: Double? { rate(\.actual) }

  private func rate(_ seconds: KeyPath<Totals, Double>) -> Double? {
    let all = open.reduce(into: closed) { $0.add($1) }
    let span = all[keyPath: seconds]
    return all.gaps > 0 && span > 0 ? Double(all.gaps) / span : nil
  }
}

extension ClosedRange<RunTime> {
  fileprivate mutating func extend(to time: RunTime) {
    self = Swift.min(lowerBound, time)...Swift.max(upperBound, time)
  }
}
