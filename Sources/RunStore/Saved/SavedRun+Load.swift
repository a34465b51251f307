package import BenchCore

extension SavedRun {
  /// Reads a saved run, whatever kind of file it is in.
  ///
  /// Refuses, with position and reason, what is none; never waits and never traps.
  package static func load(_ path: String) throws(StoreError) -> SavedRun {
    let head = try FileBytes.head(path, count: 64)
    return JournalFile.begins(with: head)
      ? try JournalFile.read(path) : try ResultFile.read(path)
  }

  /// The run that a file's events tell, with what is to be said of file and end.
  init(
    _ kind: Kind, _ started: RunStarted, reading events: [RunEvent], warnings: [String]
  ) {
    let ends = events.lazy.compactMap { event in
      if case .runFinished(let finished) = event.payload { finished } else { nil }
    }
    self.init(
      kind: kind, started: started, events: events,
      warnings: warnings.map(\.printable) + Self.warnings(forEnd: ends.first))
  }

  /// What is to be said of how a run ended; nothing where all went well.
  static func warnings(forEnd finished: RunFinished?) -> [String] {
    switch finished?.reason {
    case .completed: []
    case .interrupted: ["the run was stopped before everything planned was sent"]
    case .failed: ["the run failed: \(finished?.detail ?? "")".printable]
    case nil: ["the run has no end: it is still going on, or was killed"]
    }
  }

  /// The warning for a file of a later version, where it is one.
  static func warning(forSchema schema: Int) -> [String] {
    schema > SavedFormat.schema
      ? ["written by a later version (format \(schema)): what this one does not know is left out"]
      : []
  }
}
