package import BenchCore

/// The comparisons of a run, found anew about once a second of it.
///
/// They take milliseconds for a thousand documents, and a picture is drawn ten times a second.
package struct PairedStanding: Sendable {
  /// Every condition against its baseline.
  package private(set) var comparisons: [ConditionComparison] = []
  /// About how many more rounds the stop rule needs; nil where there is none, or where rounds alone
  /// do not get there.
  package private(set) var roundsLeft: Int?
  private var since: RunTime?
  private var finished = 0

  /// Seconds of a run between two looks.
  private static let pause = 1.0

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

  /// Looks again where something was measured since, and the last look is a second old.
  mutating func follow(_ state: RunState) {
    let count = state.finishedRequests
    guard count != finished else { return }
    if let since, since <= state.now, state.now.seconds(since: since) < Self.pause,
      state.finished == nil
    {
      return
    }
    comparisons = state.comparisons
    roundsLeft = Self.roundsLeft(state, comparisons)
    since = state.now
    finished = count
  }
}
