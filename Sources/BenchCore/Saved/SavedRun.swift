/// A run read back from a file: a result of ours, a journal, or a file of the guide's own script.
package struct SavedRun: Sendable {
  /// What kind of file it came from.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
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

  /// A run of these events, which are put into their canonical order.
  package init(kind: Kind, started: RunStarted, events: [RunEvent], warnings: [String]) {
    self.kind = kind
    self.started = started
    self.events = CanonicalOrder.events(events)
    self.warnings = warnings
  }

  /// How it ended; nil where it was killed, or is still going on.
  package var finished: RunFinished? {
    if case .runFinished(let finished) = events.last?.payload { finished } else { nil }
  }

  /// The final figures.
  package var figures: RunFigures? { figures { _ in } }

  /// The final figures, judged by a changed plan: another baseline, other assertions.
  package func figures(judgedBy change: (inout Plan) -> Void) -> RunFigures? {
    var started = started
    change(&started.plan)
    var builder = RunFiguresBuilder()
    builder.add(RunEvent(.zero, .runStarted(started)))
    for event in events {
      if case .runStarted = event.payload { continue }
      builder.add(event)
    }
    var figures = builder.finish()
    figures?.timesAreReconstructed = timesAreReconstructed
    return figures
  }
}
