package import BenchCore

/// The comparisons of a run, found anew about once a second of it.
///
/// They take milliseconds for a thousand documents, and a picture is drawn ten times a second.
package struct PairedStanding: Sendable {
  /// Every condition against its baseline.
  package private(set) var comparisons: [ConditionComparison] = []
  private var since: RunTime?
  private var finished = 0

  /// Seconds of a run between two looks.
  private static let pause = 1.0

  init() {}

  /// The final ones.
  init(_ figures: RunFigures) { comparisons = figures.judgement.pairs.map(\.comparison) }

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
    since = state.now
    finished = count
  }
}
