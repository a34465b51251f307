package import BenchCore

/// One saved run, opened: its documents, failures, diagnoses, plan and host.
package struct DetailView: Sendable {
  /// The file, as the user named it.
  package let path: String
  package let run: SavedRun

  init(_ run: SavedRun, path: String) {
    self.run = run
    self.path = path
  }
}

/// What a key means where a saved run is open.
package enum DetailCommand: Hashable, Sendable {
}
