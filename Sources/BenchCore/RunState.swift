/// A run as its events tell it: the one fold that every view reads.
///
/// Pure and total: no order of events traps, no length of run makes it grow without bound. Applying
/// events one by one or in batches of any size gives the same state.
package struct RunState: Equatable, Sendable {
  /// What is run; nil before the first event.
  package private(set) var started: RunStarted?
  /// How it ended; nil while it runs, or where it was killed.
  package private(set) var finished: RunFinished?
  /// Time of the newest event.
  package private(set) var now = RunTime.zero
  /// One per server of the plan.
  package private(set) var servers: [ServerStatus] = []
  /// One per condition of the plan.
  package private(set) var conditions: [ConditionState] = []
  /// Requests in flight, oldest first.
  package private(set) var inFlight: [InFlight] = []
  /// Highest round seen, from 0.
  package private(set) var round = 0
  /// The newest failures, with the servers' words.
  package private(set) var recentFailures = Ring<FailureReport>(capacity: 200)
  /// The newest notes.
  package private(set) var notes = Ring<TimedNote>(capacity: 200)
  /// The newest state of the load generator.
  package private(set) var engine: EngineHealth?
  /// The longest lag of the load generator so far, nanoseconds.
  package private(set) var maximumEngineLag: Int64 = 0
  /// Events about servers or conditions that the plan does not have.
  package private(set) var misfits = 0

  /// Most requests in flight that are kept; the oldest give way.
  package static let inFlightLimit = 4096

  package init() {}

  package mutating func apply(_ events: some Sequence<RunEvent>) {
    for event in events { apply(event) }
  }

  package mutating func apply(_ event: RunEvent) {
    now = max(now, event.time)
    switch event.payload {
    case .runStarted(let start): begin(start)
    case .serverChanged(let change): update(change, at: event.time)
    case .requestStarted(let start): add(start, at: event.time)
    case .requestFinished(let record): add(record)
    case .engineHealth(let health):
      engine = health
      maximumEngineLag = max(maximumEngineLag, health.maximumLag)
    case .note(let note): notes.append(TimedNote(time: event.time, note: note))
    case .runFinished(let end):
      finished = end
      inFlight.removeAll()
    }
  }

  /// Measured requests planned, nil before the start.
  package var plannedRequests: Int? {
    guard let started else { return nil }
    let (perRound, overflow) = started.corpus.count.multipliedReportingOverflow(
      by: max(0, started.plan.rounds))
    guard !overflow else { return nil }
    let measured = started.plan.conditions.count {
      !servers.indices.contains($0.server) || servers[$0.server].state != .unavailable
    }
    let (all, tooMany) = perRound.multipliedReportingOverflow(by: measured)
    return tooMany ? nil : all
  }

  /// Measured requests finished.
  package var finishedRequests: Int { conditions.reduce(0) { $0 &+ $1.finished } }

  /// Whether any request has started, a warm-up included.
  package var hasRequests: Bool {
    !inFlight.isEmpty || conditions.contains { $0.finished &+ $0.warmUps > 0 }
  }

  private mutating func begin(_ start: RunStarted) {
    self = RunState()
    servers = start.plan.servers.map { _ in ServerStatus() }
    conditions = start.plan.conditions.map { _ in ConditionState() }
    started = start
  }

  private mutating func update(_ change: ServerChange, at time: RunTime) {
    guard servers.indices.contains(change.server) else {
      misfits &+= 1
      return
    }
    servers[change.server].state = change.state
    servers[change.server].detail = change.detail
    servers[change.server].since = time
    if let url = change.url { servers[change.server].url = url }
  }

  private mutating func add(_ start: RequestStart, at time: RunTime) {
    guard conditions.indices.contains(start.condition) else {
      misfits &+= 1
      return
    }
    if inFlight.count >= Self.inFlightLimit { inFlight.removeFirst() }
    inFlight.append(InFlight(start: start, since: time))
  }

  private mutating func add(_ record: RequestRecord) {
    inFlight.removeAll { $0.start.sequence == record.sequence }
    guard conditions.indices.contains(record.condition) else {
      misfits &+= 1
      return
    }
    conditions[record.condition].add(record)
    if record.phase == .measurement { round = max(round, record.round) }
    if let failure = record.outcome.failure {
      recentFailures.append(FailureReport(record: record, failure: failure))
    }
  }
}

/// A server as last heard of.
package struct ServerStatus: Equatable, Sendable {
  package var state = ServerState.unknown
  package var detail = ""
  package var url: String?
  /// When it came into this state.
  package var since = RunTime.zero
}

/// A request that has started and not ended.
package struct InFlight: Hashable, Sendable {
  package var start: RequestStart
  package var since: RunTime
}

/// A failure as a list shows it.
package struct FailureReport: Hashable, Sendable {
  package var time: RunTime
  package var condition: Int
  package var document: Int
  package var phase: Phase
  package var httpStatus: Int?
  package var failure: RequestFailure

  package init(record: RequestRecord, failure: RequestFailure) {
    time = record.end
    condition = record.condition
    document = record.document
    phase = record.phase
    httpStatus = record.httpStatus
    self.failure = failure
  }
}

/// A note with its time.
package struct TimedNote: Hashable, Sendable {
  package var time: RunTime
  package var note: Note
}
