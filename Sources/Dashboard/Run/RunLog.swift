internal import BenchCore

/// What of a run is worth a line in the log.
enum RunLog {
  /// Applies an event to a run's fold, and writes what of it is worth a line.
  static func follow(_ event: RunEvent, _ state: inout RunState, _ log: inout Ring<LogEntry>) {
    let causes = state.failures.groups.count
    state.apply(event)
    if let entry = entry(for: event, in: state) { log.append(entry) }
    for group in state.failures.groups.dropFirst(causes) {
      log.append(entry(for: group, in: state))
    }
  }

  static func entry(for event: RunEvent, in state: RunState) -> LogEntry? {
    let seconds = event.time.seconds(since: .zero)
    switch event.payload {
    case .runStarted(let start):
      return LogEntry(
        seconds: seconds, severity: .note,
        text: "run \(start.runID), \(Quantity.count(start.corpus.count, "document"))")
    case .runResumed(let resumed):
      let later = resumed.gapSeconds.map { " " + Quantity.duration(seconds: $0) + " later" } ?? ""
      return LogEntry(
        seconds: seconds, severity: .warning,
        text: "the run is resumed\(later): \(Quantity.count(resumed.kept, "request")) kept, "
          + "\(Quantity.count(resumed.discarded)) left out and sent again")
    case .serverChanged(let change):
      guard let plan = state.started?.plan, plan.servers.indices.contains(change.server) else {
        return nil
      }
      let state = change.state.rawValue
      let words = [
        plan.servers[change.server].name, state, change.detail == state ? "" : change.detail,
      ]
      return LogEntry(
        seconds: seconds, severity: change.state == .unavailable ? .serious : .note,
        text: words.filter { !$0.isEmpty }.joined(separator: ": "))
    case .dpiProbed(let probe): return entry(for: probe, in: state, at: seconds)
    case .note(.resumed):
      let length = state.pauses.all.last.flatMap { pause in
        pause.until == event.time ? event.time.seconds(since: pause.from) : nil
      }
      let words = length.map { ": nothing was sent for " + Quantity.clock(seconds: $0) } ?? ""
      return LogEntry(seconds: seconds, severity: .note, text: Note.resumed.text + words)
    case .note(let note):
      return LogEntry(seconds: seconds, severity: note.severity, text: note.text)
    case .runFinished(let end):
      let detail = end.detail.isEmpty ? "" : ": " + end.detail
      return LogEntry(
        seconds: seconds, severity: end.reason == .failed ? .serious : .note,
        text: "run \(end.reason.rawValue)" + detail)
    case .subjectChanged(let change):
      return LogEntry(
        seconds: seconds, severity: change.isIncident ? .warning : .note, text: change.words)
    case .requestStarted, .pageReceived, .requestFinished, .engineHealth, .resourceSampled,
      .gpuSampled:
      return nil
    }
  }

  private static func entry(
    for probe: DPIProbe, in state: RunState, at seconds: Double
  ) -> LogEntry? {
    guard let plan = state.started?.plan, plan.servers.indices.contains(probe.server) else {
      return nil
    }
    let reaction = DPIReaction(probe)
    return LogEntry(
      seconds: seconds, severity: reaction.outcome == .doesNotReact ? .warning : .note,
      text: "\(plan.servers[probe.server].name): DPI: \(reaction.outcome.words): "
        + reaction.evidence)
  }

  /// The first failure of its kind, with the server's own words.
  static func entry(for group: FailureGroup, in state: RunState) -> LogEntry {
    let cause = group.cause
    let servers = state.started?.plan.servers ?? []
    let server = servers.indices.contains(cause.server) ? servers[cause.server].name : "?"
    let corpus = state.started?.corpus ?? []
    let document = corpus.indices.contains(group.document) ? corpus[group.document].name : "?"
    let status = cause.httpStatus.map { " \($0)" } ?? ""
    let words = cause.message ?? "with other words each time"
    return LogEntry(
      seconds: group.first.seconds(since: .zero), severity: .serious,
      text: "\(server): \(cause.kind.words)\(status) with \(document)"
        + (words.isEmpty ? "" : ": " + words),
      cause: cause)
  }

  /// How often it has come since, as `(6 more until 00:15)`; empty for what came once.
  static func since(_ entry: LogEntry, _ state: RunState) -> String {
    guard let cause = entry.cause,
      let group = state.failures.groups.first(where: { $0.cause == cause }), group.count > 1
    else { return "" }
    let last = Quantity.clock(seconds: group.last.seconds(since: .zero))
    return " (\(Quantity.count(group.count - 1)) more until \(last))"
  }

  /// Writes into the log what is known of a run only as long as it is the one that is shown.
  static func close(_ log: inout Ring<LogEntry>, _ state: RunState) {
    guard log.elements.contains(where: { $0.cause != nil }) else { return }
    var closed = Ring<LogEntry>(capacity: log.capacity)
    for var entry in log.elements {
      entry.text += since(entry, state)
      entry.cause = nil
      closed.append(entry)
    }
    log = closed
  }

  /// In the order in which things happened, which is not quite that in which they were told.
  static func inOrder(_ entries: [LogEntry]) -> [LogEntry] {
    var ordered: [LogEntry] = []
    for entry in entries {
      var place = ordered.count
      // What has no time of the run parts one run from the next.
      while let seconds = entry.seconds, place > 0, let before = ordered[place - 1].seconds,
        before > seconds
      { place -= 1 }
      ordered.insert(entry, at: place)
    }
    return ordered
  }
}
