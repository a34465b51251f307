package import BenchCore

/// A saved run under the replay's clock.
package struct ReplayView: Sendable {
  /// The file, as the user named it.
  package let path: String
  package let run: SavedRun

  init(_ run: SavedRun, path: String) {
    self.run = run
    self.path = path
  }
}

/// What the replay is told.
package enum ReplayMessage: Sendable {
}

/// What the replay wants done.
package enum ReplayEffect: Hashable, Sendable {
}

/// What a key means under the replay's clock.
package enum ReplayCommand: Hashable, Sendable {
}
