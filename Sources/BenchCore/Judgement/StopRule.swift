internal import Statistics

/// When a run has measured enough: once its intervals are as narrow as was asked for.
///
/// Looking after every round and stopping at the first narrow interval would favour rounds that
/// agree by chance. So it looks at the width alone, never at the difference; at even rounds, where
/// every condition went first equally often; and not before the fourth.
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
  /// - Parameter comparisons: Everything that is compared; with nothing to compare, never.
  package func isReached(afterRounds rounds: Int, _ comparisons: [ConditionComparison]) -> Bool {
    rounds >= Self.leastRounds && rounds.isMultiple(of: 2) && !comparisons.isEmpty
      && comparisons.allSatisfy { $0.limitation == nil && isNarrow($0) }
  }

  /// Whether a comparison's interval is as narrow as was asked for.
  package func isNarrow(_ comparison: ConditionComparison) -> Bool {
    comparison.halfWidth.map { $0 <= halfWidth } ?? false
  }
}
