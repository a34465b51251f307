internal import Statistics

/// When a run has measured enough: once its intervals are as narrow as was asked for.
///
/// Looking after every round and stopping at the first narrow interval would favour rounds that
/// agree by chance. So it looks at the width alone, never at the difference; at even rounds, where
/// every condition went first equally often; and not before the fourth. Where rounds are the pairs,
/// four of them may lie close together by chance, and their interval with them: it must have been
/// narrow two rounds before as well. Without that stopping costs the interval three points of its
/// 95 % coverage, with it under two (docs/MEASUREMENT.md).
package struct StopRule: Codable, Hashable, Sendable {
  /// Half the interval's length to reach, as a share of the service time: 0.01 for ±1 %.
  package var margin: Double

  package init(margin: Double) { self.margin = margin }

  /// Rounds before which it never stops a run.
  package static let leastRounds = 4
  /// Rounds after which a run ends anyhow, unless the user says otherwise.
  package static let usualRounds = 20
  /// What can be asked for.
  package static let margins = 0.0001...1.0

  /// The half-width to reach, on the logarithmic scale.
  package var halfWidth: Double { LogRatio.of(1 + margin, to: 1) }

  /// Whether a run that has finished so many rounds has measured enough.
  ///
  /// - Parameter comparisons: Everything that is compared, over so many first rounds; with nothing
  ///   to compare, never.
  package func isReached(
    afterRounds rounds: Int, _ comparisons: (_ rounds: Int) -> [ConditionComparison]
  ) -> Bool {
    guard rounds >= Self.leastRounds, rounds.isMultiple(of: 2) else { return false }
    let now = comparisons(rounds)
    guard !now.isEmpty, now.allSatisfy(isNarrow) else { return false }
    let pairedByRound = now.filter { $0.replication == .rounds }.map(\.other)
    guard !pairedByRound.isEmpty else { return true }
    let before = comparisons(rounds - 2).filter(isNarrow).map(\.other)
    return pairedByRound.allSatisfy(before.contains)
  }

  /// Whether a comparison's interval is as narrow as was asked for, and holds what it should.
  package func isNarrow(_ comparison: ConditionComparison) -> Bool {
    comparison.limitation == nil && comparison.halfWidth.map { $0 <= halfWidth } ?? false
  }
}
