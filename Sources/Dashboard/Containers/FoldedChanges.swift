internal import BenchCore

/// What happened to a container, what came again and again told once.
///
/// One that loops does the same few things over and over: its newest round is told, and how often the
/// same came before, in place of two hundred lines that say nothing new.
enum FoldedChanges {
  /// Changes that follow each other, and how often they did so before.
  struct Round: Equatable {
    /// Newest first.
    var newest: [WallChange]
    /// How often the same came just before.
    var before = 0
    /// When the first of all of them began.
    var since: WallTime
  }

  /// Most changes of a round that repeats.
  static let longest = 4
  /// From so many rounds on they are folded: twice is soon read.
  static let fewest = 3

  /// The changes in rounds, newest first.
  ///
  /// - Parameter changes: Oldest first.
  static func rounds(_ changes: [WallChange]) -> [Round] {
    let changes = Array(changes.reversed())
    var rounds: [Round] = []
    var start = 0
    while start < changes.count {
      let (length, times) = fold(changes[start...])
      let end = start + length * times
      rounds.append(
        Round(
          newest: Array(changes[start..<start + length]), before: times - 1,
          since: changes[end - 1].time))
      start = end
    }
    return rounds
  }

  /// How many of the first changes make a round, and how often it comes; the shortest of those that
  /// cover the most.
  private static func fold(_ changes: ArraySlice<WallChange>) -> (length: Int, times: Int) {
    var best = (length: 1, times: 1)
    for length in 1...longest {
      let times = repetitions(of: length, changes)
      if times >= fewest, length * times > best.length * best.times { best = (length, times) }
    }
    return best
  }

  private static func repetitions(of length: Int, _ changes: ArraySlice<WallChange>) -> Int {
    var count = 0
    // Each is what stands one round before it, which is itself in the first one.
    while count < changes.count {
      let index = changes.startIndex + count
      guard count < length || isSame(changes[index], changes[index - length]) else { break }
      count += 1
    }
    return count / length
  }

  private static func isSame(_ one: WallChange, _ other: WallChange) -> Bool {
    let (one, other) = (one.change, other.change)
    return one.kind == other.kind && one.health == other.health && one.exitCode == other.exitCode
      && one.signal == other.signal && one.detail == other.detail
  }
}
