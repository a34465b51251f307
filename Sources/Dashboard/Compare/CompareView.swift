package import BenchCore

/// Saved runs side by side.
package struct CompareView: Sendable {
  /// The files, as the user named them, with what was read.
  package var runs: [(path: String, run: SavedRun)] = []

  package init() {}
}

/// What a key means on the compare screen.
package enum CompareCommand: Hashable, Sendable {
}
