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
  package var figures: RunFigures? {
    var figures = RunFigures(events: events)
    figures?.timesAreReconstructed = timesAreReconstructed
    return figures
  }

  init(kind: Kind, started: RunStarted, events: [RunEvent], warnings: [String]) {
    self.kind = kind
    self.started = started
    self.events = CanonicalOrder.events(events)
    let end = events.lazy.compactMap { event in
      if case .runFinished(let finished) = event.payload { finished } else { nil }
    }.first
    switch end?.reason {
    case .completed: self.warnings = warnings
    case .interrupted:
      self.warnings = warnings + ["the run was stopped before everything planned was sent"]
    case .failed:
      self.warnings = warnings + ["the run failed: \(end?.detail ?? "")"]
    case nil:
      self.warnings = warnings + ["the run has no end: it is still going on, or was killed"]
    }
  }

  /// Reads a saved run, whatever kind of file it is in.
  ///
  /// Refuses, with position and reason, what is none; never waits and never traps.
  package static func load(_ path: String) throws(StoreError) -> SavedRun {
    let head = try FileBytes.head(path, count: 64)
    return JournalFile.begins(with: head)
      ? try JournalFile.read(path) : try ResultFile.read(path)
  }

  /// The warning for a file of a later version, where it is one.
  static func warning(forSchema schema: Int) -> [String] {
    schema > SavedFormat.schema
      ? ["written by a later version (format \(schema)): what this one does not know is left out"]
      : []
  }
}

/// Reads a journal as a saved run.
enum JournalFile {
  /// Whether a file that begins with these bytes is meant as a journal: `{"t":` and a number.
  static func begins(with head: [UInt8]) -> Bool {
    let plain = head.filter { $0 != UInt8(ascii: " ") }
    let mark = Array("{\"t\":".utf8)
    guard plain.starts(with: mark), plain.count > mark.count else { return false }
    let next = plain[mark.count]
    return next == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next)
  }

  static func read(_ path: String) throws(StoreError) -> SavedRun {
    var reader = try JournalReader(path: path)
    var events: [RunEvent] = []
    while let event = try reader.next() { events.append(event) }
    return SavedRun(
      kind: .journal, started: reader.started, events: events,
      warnings: SavedRun.warning(forSchema: reader.schema) + reader.damage.warnings)
  }
}
