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
  package private(set) var inFlight = InFlightTable()
  /// Highest round seen of the concurrency that runs, from 0.
  package private(set) var round = 0
  /// Most rounds of which something was measured, of any concurrency.
  package private(set) var rounds = 0
  /// All failures by cause, with the servers' words; what the stop cut off is none.
  package private(set) var failures = FailureGroups()
  /// The newest notes.
  package private(set) var notes = Ring<TimedNote>(capacity: 200)
  /// When nothing was sent because the user had paused.
  package private(set) var pauses = Pauses()
  /// When the run went on after it had been cut short.
  package private(set) var resumptions: [TimedResumption] = []
  /// The newest state of the load generator.
  package private(set) var engine: EngineHealth?
  /// The longest lag of the load generator so far, nanoseconds.
  package private(set) var maximumEngineLag: Int64 = 0
  /// What was watched beside the requests.
  package private(set) var watched = WatchedSubjects()
  /// Events about servers or conditions that the plan does not have.
  package private(set) var misfits = 0

  private var pace = RunPace()
  /// The plan's, made once.
  private var serverOfCondition: [Int] = []
  private var concurrencyOfCondition: [Int] = []
  /// The one that was heard of last.
  private var runningConcurrency = 0

  package init() {}

  package mutating func apply(_ events: some Sequence<RunEvent>) {
    for event in events { apply(event) }
  }

  package mutating func apply(_ event: RunEvent) {
    now = max(now, event.time)
    switch event.payload {
    case .runStarted(let start): begin(start)
    case .runResumed(let resumed): resume(resumed, at: event.time)
    case .serverChanged(let change): update(change, at: event.time)
    case .dpiProbed(let probe): add(probe)
    case .requestStarted(let start): add(start, at: event.time)
    case .pageReceived(let page): add(page, at: event.time)
    case .requestFinished(let record): add(record)
    case .engineHealth(let health):
      engine = health
      maximumEngineLag = max(maximumEngineLag, health.maximumLag)
    case .resourceSampled(let sample): watched.add(sample, at: event.time)
    case .gpuSampled(let sample): watched.add(sample, at: event.time)
    case .subjectChanged(let change): watched.add(change, at: event.time)
    case .note(let note):
      notes.append(TimedNote(time: event.time, note: note))
      pauses.take(note, at: event.time)
    case .runFinished(let end):
      finished = end
      inFlight.removeAll()
    }
  }

  /// Measured requests planned, the most that there can be with a stop rule; nil before the start.
  package var plannedRequests: Int? {
    guard let started else { return nil }
    // What a stop rule found needless is planned no more.
    if started.plan.stopRule != nil, finished?.reason == .completed { return finishedRequests }
    let (perRound, overflow) = started.corpus.count.multipliedReportingOverflow(
      by: max(0, started.plan.rounds))
    guard !overflow else { return nil }
    let measured = conditions.indices.count {
      !isGivenUp($0) || conditions[$0].finished &+ conditions[$0].aborted > 0
    }
    let (all, tooMany) = perRound.multipliedReportingOverflow(by: measured)
    return tooMany ? nil : all
  }

  /// Measured requests that ended by themselves.
  package var finishedRequests: Int { conditions.reduce(0) { $0 &+ $1.finished } }

  /// Measured requests that were in flight when the run was stopped.
  package var abortedRequests: Int { conditions.reduce(0) { $0 &+ $1.aborted } }

  /// Seconds of measuring that are left at the pace so far; nil until that says something.
  package var secondsLeft: Double? { pace.secondsLeft(self) }

  /// Every condition against its baseline so far, without a bootstrap.
  ///
  /// Takes milliseconds for a thousand documents: once a second is often enough.
  package var comparisons: [ConditionComparison] {
    guard let started else { return [] }
    return ConditionComparison.all(
      of: started.plan, conditions.map(\.times), parts: started.sweep?.parts, resamples: 0)
  }

  /// Whether a condition gets no more requests, because its server is not there.
  func isGivenUp(_ condition: Int) -> Bool {
    let server = serverOfCondition[condition]
    return servers.indices.contains(server) && servers[server].state == .unavailable
  }

  /// Whether any request has started, a warm-up included.
  package var hasRequests: Bool {
    !inFlight.isEmpty || conditions.contains { $0.finished &+ $0.aborted &+ $0.warmUps > 0 }
  }

  private mutating func begin(_ start: RunStarted) {
    self = RunState()
    servers = start.plan.servers.map { _ in ServerStatus() }
    conditions = start.plan.conditions.map { _ in ConditionState(documents: start.corpus.count) }
    started = start
    pace = RunPace(start, conditions: conditions.count)
    serverOfCondition = start.plan.conditions.map(\.server)
    concurrencyOfCondition = start.plan.conditions.map(\.concurrency)
  }

  /// Nothing that was going on goes on in a new segment.
  private mutating func resume(_ resumed: RunResumed, at time: RunTime) {
    if resumptions.count < Self.resumptionLimit {
      resumptions.append(TimedResumption(time: time, resumed: resumed))
    }
    finished = nil
    engine = nil
    inFlight.removeAll()
    pauses.take(.resumed, at: time)
    watched.resume()
  }

  /// Most that are kept.
  private static let resumptionLimit = 100

  private mutating func update(_ change: ServerChange, at time: RunTime) {
    guard servers.indices.contains(change.server) else {
      misfits &+= 1
      return
    }
    servers[change.server].take(change, at: time)
    if let url = change.url { servers[change.server].url = url }
  }

  private mutating func add(_ probe: DPIProbe) {
    guard servers.indices.contains(probe.server) else {
      misfits &+= 1
      return
    }
    servers[probe.server].dpiReaction = DPIReaction(probe)
  }

  private mutating func add(_ start: RequestStart, at time: RunTime) {
    guard conditions.indices.contains(start.condition) else {
      misfits &+= 1
      return
    }
    inFlight.add(InFlight(start: start, since: time))
  }

  private mutating func add(_ page: PageReceived, at time: RunTime) {
    guard let flight = inFlight.addPage(at: time, sequence: page.sequence),
      conditions.indices.contains(flight.start.condition)
    else {
      misfits &+= 1
      return
    }
    conditions[flight.start.condition].addPage(at: time, of: flight)
  }

  /// A concurrency of a sweep begins its rounds anew.
  private mutating func follow(_ record: RequestRecord) {
    let concurrency = concurrencyOfCondition[record.condition]
    if concurrency == runningConcurrency {
      round = max(round, record.round)
    } else {
      runningConcurrency = concurrency
      round = record.round
    }
    rounds = max(rounds, record.round &+ 1)
  }

  private mutating func add(_ record: RequestRecord) {
    let flight = inFlight[sequence: record.sequence]
    inFlight.remove(sequence: record.sequence)
    pauses.add(record)
    guard conditions.indices.contains(record.condition) else {
      misfits &+= 1
      return
    }
    conditions[record.condition].add(record, firstPage: flight?.firstPage)
    if record.phase == .measurement { follow(record) }
    let failure = record.outcome.failure
    guard failure?.kind != .aborted else { return }
    if let failure {
      failures.add(record, failure, server: serverOfCondition[record.condition])
    }
    if record.phase == .measurement, let corpus = started?.corpus { pace.add(record, corpus) }
  }
}

/// A server as last heard of.
package struct ServerStatus: Equatable, Sendable {
  package var state = ServerState.unknown
  package var detail = ""
  package var url: String?
  /// When it came into this state.
  package var since = RunTime.zero
  /// Whether it reacts to the DPI; nil where it was not asked.
  package var dpiReaction: DPIReaction?
  /// From its launch until it was ready, nanoseconds; nil where it was not launched for the run.
  package private(set) var startUp: Int64?
  private var launchedAt: RunTime?

  package init() {}

  mutating func take(_ change: ServerChange, at time: RunTime) {
    if change.state == .launching, state != .launching { launchedAt = time }
    if change.state == .ready, let launchedAt {
      startUp = time.nanoseconds(since: launchedAt)
      self.launchedAt = nil
    }
    state = change.state
    detail = change.detail
    since = time
  }
}

/// A resumption with its time.
package struct TimedResumption: Hashable, Sendable {
  package var time: RunTime
  package var resumed: RunResumed
}

/// A note with its time.
package struct TimedNote: Hashable, Sendable {
  package var time: RunTime
  package var note: Note
}
