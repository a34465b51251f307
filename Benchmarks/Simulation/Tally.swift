package import BenchCore
internal import Statistics

/// How often comparisons came to what.
package struct Tally: Equatable, Sendable {
  package private(set) var comparisons = 0
  /// Verdicts "faster" and "slower".
  package private(set) var faster = 0
  package private(set) var slower = 0
  /// Intervals that exclude equality, within the margin or not.
  package private(set) var exclusions = 0
  /// Intervals that hold the truth.
  package private(set) var covered = 0
  /// Rounds of all comparisons together.
  package private(set) var rounds = 0

  package init() {}

  package mutating func add(_ comparison: ConditionComparison, truth: Double) {
    comparisons += 1
    if comparison.verdict == .faster { faster += 1 }
    if comparison.verdict == .slower { slower += 1 }
    guard let effect = comparison.effect else { return }
    if effect.excludes(0) { exclusions += 1 }
    if effect.interval?.contains(truth) ?? false { covered += 1 }
    rounds += comparison.rounds
  }

  /// Of runs whose servers do not differ, the share that is called faster or slower.
  package var alarmShare: Double { share(faster + slower) }
  package var exclusionShare: Double { share(exclusions) }
  package var slowerShare: Double { share(slower) }
  package var coverage: Double { share(covered) }
  package var meanRounds: Double { share(rounds) }

  private func share(_ count: Int) -> Double {
    comparisons > 0 ? Double(count) / Double(comparisons) : 0
  }
}
