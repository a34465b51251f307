internal import BenchCore

/// What of a run is worth a line in the log.
enum RunLog {
  static func entry(for event: RunEvent, in state: RunState) -> LogEntry? {
    let seconds = event.time.seconds(since: .zero)
    switch event.payload {
    case .runStarted(let start):
      return LogEntry(
        seconds: seconds, severity: .note,
        text: "run \(start.runID), \(Quantity.count(start.corpus.count, "document"))")
    case .serverChanged(let change):
      guard let plan = state.started?.plan, plan.servers.indices.contains(change.server) else {
        return nil
      }
      let words = [plan.servers[change.server].name, change.state.rawValue, change.detail]
      return LogEntry(
        seconds: seconds, severity: change.state == .unavailable ? .serious : .note,
        text: words.filter { !$0.isEmpty }.joined(separator: ": "))
    case .dpiProbed(let probe): return entry(for: probe, in: state, at: seconds)
    case .note(let note):
      return LogEntry(seconds: seconds, severity: note.severity, text: note.text)
    case .runFinished(let end):
      let detail = end.detail.isEmpty ? "" : ": " + end.detail
      return LogEntry(
        seconds: seconds, severity: end.reason == .failed ? .serious : .note,
        text: "run \(end.reason.rawValue)" + detail)
    case .requestStarted, .pageReceived, .requestFinished, .engineHealth: return nil
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
}
