package import BenchCore

/// A run read back from a file: a result of ours, a journal, or a file of the guide's own script.
package struct SavedRun: Sendable {
  /// What kind of file it came from.
  package enum Kind: Hashable, Sendable {
    /// A result of this program.
    case result
    /// A journal: the run is still going on, was killed, or could not write its result.
    case journal
    /// A file of the guide's script: no times, no resolution, no facts of host and corpus.
    case guide
  }

  package let kind: Kind
  /// What was run.
  package let started: RunStarted
  /// The start first, the end (where there is one) last, the rest in order of time.
  package let events: [RunEvent]
  /// What a reader of the figures has to know about the file, one sentence each.
  package let warnings: [String]
  /// Whether the times were made up by summing latencies.
  package var timesAreReconstructed: Bool { kind == .guide }

  /// The final figures.
  package var figures: RunFigures? { figures { _ in } }

  /// The final figures, judged by a changed plan: another baseline, other assertions.
  package func figures(judgedBy change: (inout Plan) -> Void) -> RunFigures? {
    var started = started
    change(&started.plan)
    let rest = events.lazy.filter { event in
      if case .runStarted = event.payload { false } else { true }
    }
    var figures = RunFigures(events: [RunEvent(.zero, .runStarted(started))] + Array(rest))
    figures?.timesAreReconstructed = timesAreReconstructed
    return figures
  }

  init(kind: Kind, started: RunStarted, events: [RunEvent], warnings: [String]) {
    self.kind = kind
    self.started = started
    self.events = CanonicalOrder.events(events)
    let ends = self.events.lazy.compactMap { event in
      if case .runFinished(let finished) = event.payload { finished } else { nil }
    }
    self.warnings = warnings.map(\.printable) + Self.warnings(forEnd: ends.first)
  }

  /// Reads a saved run, whatever kind of file it is in.
  ///
  /// Refuses, with position and reason, what is none; never waits and never traps.
  package static func load(_ path: String) throws(StoreError) -> SavedRun {
    let head = try FileBytes.head(path, count: 64)
    return JournalFile.begins(with: head)
      ? try JournalFile.read(path) : try ResultFile.read(path)
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
