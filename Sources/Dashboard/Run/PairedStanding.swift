package import BenchCore

/// The comparisons of a run, as of the last whole second of its clock.
///
/// They take milliseconds for a thousand documents, and a picture is drawn ten times a second. In
/// whatever batches the events come, and whether they come from a run or from a file, an instant
/// shows the same.
package struct PairedStanding: Sendable {
  /// Every condition against its baseline.
  package private(set) var comparisons: [ConditionComparison] = []
  /// About how many more rounds the stop rule needs; nil where there is none, or where rounds alone
  /// do not get there.
  package private(set) var roundsLeft: Int?
  private var finished = 0

  init() {}

  /// The final ones.
  init(_ figures: RunFigures) { comparisons = figures.judgement.pairs.map(\.comparison) }

  private static func roundsLeft(
    _ state: RunState, _ comparisons: [ConditionComparison]
  ) -> Int? {
    guard let rule = state.started?.plan.stopRule, !comparisons.isEmpty else { return nil }
    var most = 0
    for comparison in comparisons {
      let times = PairedTimes(
        baseline: state.conditions[comparison.baseline].times,
        other: state.conditions[comparison.other].times)
      guard let left = Outlook.rounds(until: rule.halfWidth, times, comparison) else { return nil }
      most = max(most, left)
    }
    return most
  }

  /// The second of the run's clock in which an instant lies.
  static func second(of time: RunTime) -> Int64 {
    time.nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000).quotient
  }

  /// Looks at a run as it is when a second of it begins.
  mutating func look(_ state: RunState) {
    let count = state.finishedRequests
    guard count != finished else { return }
    comparisons = state.comparisons
    roundsLeft = Self.roundsLeft(state, comparisons)
    finished = count
  }
}
