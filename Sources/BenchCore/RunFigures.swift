/// A whole run's final figures: what the end table, `show` and the result file are made from.
///
/// Exact, from every record; `RunState` is its live, bounded counterpart.
package struct RunFigures: Equatable, Sendable {
  /// What was run.
  package var started: RunStarted
  /// How it ended; nil where the run was killed.
  package var finished: RunFinished?
  /// One per condition of the plan.
  package var conditions: [ConditionSummary]
  /// Every server against the first, and what speaks against the figures.
  package var judgement: Judgement
  /// One per server of the plan.
  package var servers: [ServerStatus]
  /// Every failure by its cause, with the servers' words.
  package var failures: [FailureGroup]
  /// Every warning and note, in order.
  package var notes: [TimedNote]
  /// Time of the newest event.
  package var end: RunTime
  /// Rounds of which something was measured: fewer than planned where a stop rule or a stop came
  /// first.
  package var rounds: Int
  /// Measured requests that the plan wanted of the servers that were there; nil beyond counting.
  package var plannedRequests: Int?
  /// Whether the times of requests were made up by summing, because the file holds none.
  package var timesAreReconstructed = false

  /// The figures of a stream that begins with `runStarted`; nil for one that does not.
  package init?(events: some Sequence<RunEvent>) {
    var builder = RunFiguresBuilder()
    for event in events { builder.add(event) }
    guard let figures = builder.finish() else { return nil }
    self = figures
  }

  init(
    started: RunStarted, finished: RunFinished?, conditions: [ConditionSummary],
    judgement: Judgement, servers: [ServerStatus], failures: [FailureGroup], notes: [TimedNote],
    end: RunTime, rounds: Int, plannedRequests: Int?
  ) {
    self.started = started
    self.finished = finished
    self.conditions = conditions
    self.judgement = judgement
    self.servers = servers
    self.failures = failures
    self.notes = notes
    self.end = end
    self.rounds = rounds
    self.plannedRequests = plannedRequests
  }
}

/// Collects a run's events into its figures, one at a time.
package struct RunFiguresBuilder: Sendable {
  private var state = RunState()
  private var builders: [SummaryBuilder] = []
  private var evidence = EvidenceBuilder()
  private var notes: [TimedNote] = []

  /// Most notes kept.
  private static let noteLimit = 1000

  package init() {}

  package mutating func add(_ event: RunEvent) {
    let flight = inFlight(event)
    state.apply(event)
    evidence.add(event)
    switch event.payload {
    case .runStarted(let start):
      builders = start.plan.conditions.map { _ in SummaryBuilder(start.plan.load) }
      notes = []
    case .requestFinished(let record):
      guard builders.indices.contains(record.condition) else { return }
      builders[record.condition].add(record, firstPage: flight?.firstPage)
    case .pageReceived:
      guard let flight, builders.indices.contains(flight.start.condition) else { return }
      builders[flight.start.condition].addPage(at: event.time, of: flight)
    case .note(let note):
      if notes.count < Self.noteLimit { notes.append(TimedNote(time: event.time, note: note)) }
    case .runResumed, .serverChanged, .dpiProbed, .requestStarted, .engineHealth, .resourceSampled,
      .gpuSampled, .subjectChanged, .runFinished:
      return
    }
  }

  /// The request that an event is about, as it is before the event.
  private func inFlight(_ event: RunEvent) -> InFlight? {
    switch event.payload {
    case .pageReceived(let page): state.inFlight[sequence: page.sequence]
    case .requestFinished(let record): state.inFlight[sequence: record.sequence]
    default: nil
    }
  }

  /// The figures of everything added; nil before a `runStarted`.
  package mutating func finish() -> RunFigures? {
    guard let started = state.started else { return nil }
    var conditions = builders.indices.map { builders[$0].finish() }
    for (index, times) in zip(conditions.indices, evidence.times) {
      conditions[index].tail = TailFactors(times)
      conditions[index].size = SizeFigures(times, started.corpus)
      conditions[index].resources = evidence.usage.figures(of: index, conditions[index])
    }
    return RunFigures(
      started: started, finished: state.finished, conditions: conditions,
      judgement: Judgement(evidence.finish(started, conditions)), servers: state.servers,
      failures: state.failures.sorted, notes: notes, end: state.now,
      rounds: state.rounds, plannedRequests: state.plannedRequests)
  }
}
