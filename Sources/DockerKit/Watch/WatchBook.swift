/// What a watcher knows: pure, fed with what the engine says, answering with what is to be told
/// and done.
struct WatchBook {
  enum Step {
    case tell(WatcherUpdate)
    case list
    case inspect(String)
  }

  private(set) var steps: [Step] = []
  private(set) var listed: [ContainerSummary] = []
  private var records: [String: Record] = [:]
  private var wanted: Set<String> = []
  private var memory = EventMemory()
  /// Since when events have been listened to, on the engine's clock.
  private var opened: EngineTime?
  private var hasListed = false
  var clock = EngineClock(offset: 0, base: 0)

  private struct Record {
    var snapshot: ContainerSnapshot
    var state = ContainerState.unknown
    var difference = StatsDifference()
    /// Figures have come since the last gap.
    var isFlowing = false
    var nextInspect: UInt64?
  }

  /// Takes the steps that have come up.
  mutating func takeSteps() -> [Step] {
    defer { steps.removeAll(keepingCapacity: true) }
    return steps
  }

  // MARK: What is watched

  mutating func watch(_ wanted: Set<String>, now: UInt64) {
    let before = watched
    self.wanted = wanted
    for id in before.subtracting(watched) { markGap(id, .unwatched, at: now) }
    for id in watched.subtracting(before) {
      steps.append(.inspect(id))
      tell(id)
    }
  }

  private func isWatched(_ snapshot: ContainerSnapshot) -> Bool {
    if wanted.contains(snapshot.name) || wanted.contains(snapshot.id) { return true }
    return wanted.contains { $0.utf8.count >= 12 && snapshot.id.hasPrefix($0) }
  }

  var watched: Set<String> {
    Set(records.values.lazy.filter { isWatched($0.snapshot) }.map(\.snapshot.id))
  }

  /// The containers whose figures are to be read: watched, and alive.
  var streaming: Set<String> {
    Set(
      records.values.lazy.filter { $0.state.isAlive && isWatched($0.snapshot) }
        .map(\.snapshot.id))
  }

  /// From when on the engine is to repeat its events after a break: some may have come late.
  var eventsSince: EngineTime? { memory.latest?.adding(-1_000_000_000) ?? opened }

  /// The engine's events are told from here on.
  mutating func open(now: UInt64) { opened = opened ?? clock.engine(at: now) }

  // MARK: The list

  mutating func take(list: [ContainerSummary], now: UInt64) {
    let gone = Set(records.keys).subtracting(list.map(\.id))
    for id in gone { remove(id, now: now) }
    for summary in list {
      let isNew = records[summary.id] == nil
      var record =
        records[summary.id] ?? Record(snapshot: ContainerSnapshot(id: summary.id))
      let hasChanged = record.snapshot.summary != summary
      record.snapshot.summary = summary
      setState(&record, summary.state, now: now)
      let details = record.snapshot.details
      records[summary.id] = record
      guard isWatched(record.snapshot) else { continue }
      let isOutdated =
        details.map {
          $0.state != summary.state || $0.name != summary.name
            || summary.health != nil && $0.health?.status != summary.health
        } ?? true
      if isOutdated || isNew { steps.append(.inspect(summary.id)) }
      if hasChanged { tell(summary.id) }
    }
    if !hasListed || listed != list { steps.append(.tell(.containers(list))) }
    hasListed = true
    listed = list
  }

  /// After a break, every watched container is looked at: it may have ended and begun anew unseen.
  mutating func inspectWatched() {
    for id in watched { steps.append(.inspect(id)) }
  }

  // MARK: Events

  mutating func take(event: EngineEvent, now: UInt64) {
    guard memory.isNew(event) else { return }
    if case .other = event.action { return }
    let id = event.container
    steps.append(.tell(.event(event, at: clock.monotonic(event.time))))
    steps.append(.list)
    var record = records[id] ?? Record(snapshot: ContainerSnapshot(id: id))
    record.snapshot.life.take(event)
    switch event.action {
    case .start:
      record.snapshot.death = nil
      setState(&record, .running, now: now)
    case .die: setState(&record, .exited, now: now)
    case .pause: setState(&record, .paused, now: now)
    case .unpause: setState(&record, .running, now: now)
    case .health(let status):
      if let status { record.snapshot.health.note(status, at: event.time) }
    default: break
    }
    records[id] = record
    if event.action == .destroy { return remove(id, now: now) }
    // It was in no list yet, so that its name is known from the event only.
    let isNamed = wanted.contains(event.name)
    guard isNamed || isWatched(record.snapshot) else { return }
    tell(id)
    if event.action != .kill, event.action != .stop { steps.append(.inspect(id)) }
  }

  private mutating func setState(_ record: inout Record, _ state: ContainerState, now: UInt64) {
    record.state = state
    guard !state.isAlive else { return }
    markGap(&record, .stopped, at: now)
    record.nextInspect = nil
  }

  // MARK: Inspects

  mutating func take(details: ContainerDetails, now: UInt64) {
    guard var record = records[details.id] else { return }
    let before = record.snapshot
    if let old = before.details, old.started != details.started {
      // Ended and begun anew, seen or not.
      markGap(&record, .restarted, at: now)
    }
    record.snapshot.details = details
    if details.state != .unknown { setState(&record, details.state, now: now) }
    if let health = details.health {
      record.snapshot.health.take(health, at: details.started ?? EngineTime(nanoseconds: 0))
    }
    let death = record.snapshot.life.deaths.last
    if let death, death.exitCode == 137, details.wasOutOfMemory,
      details.started ?? death.time <= death.time
    {
      record.snapshot.life.noteOutOfMemory()
    }
    record.snapshot.death =
      details.state.isAlive
      ? nil : DeathExplanation(death: record.snapshot.life.deaths.last, details: details)
    record.nextInspect = details.state == .running ? Self.nextInspect(details, now) : nil
    records[details.id] = record
    if before != record.snapshot { tell(details.id) }
  }

  /// Engines keep five probes: a container with a health check is looked at before they are gone.
  private static func nextInspect(_ details: ContainerDetails, _ now: UInt64) -> UInt64? {
    guard let check = details.healthCheck else { return nil }
    let wait = check.interval >= .seconds(2) ? check.interval : max(.seconds(1), check.interval * 3)
    return now + UInt64(clamping: Int64(min(wait, .seconds(60)) / .nanoseconds(1)))
  }

  mutating func remove(_ id: String, now: UInt64) {
    guard var record = records[id] else { return }
    setState(&record, .removing, now: now)
    var snapshot = record.snapshot
    if snapshot.death == nil, let death = snapshot.life.deaths.last {
      snapshot.death = DeathExplanation(death: death, details: snapshot.details)
    }
    let isKept = isWatched(snapshot)
    records[id] = nil
    steps.append(.tell(.removed(id: id, isKept ? snapshot : nil)))
  }

  // MARK: Figures

  mutating func take(reading: StatsReading?, of id: String, now: UInt64) {
    guard var record = records[id], record.state.isAlive else { return }
    switch record.difference.take(reading) {
    case .nothing: break
    case .figures(let figures):
      record.isFlowing = true
      record.snapshot.figures = figures
      steps.append(.tell(.figures(id: id, figures, at: clock.monotonic(figures.time))))
    case .gap:
      // What it has just read is the first of the new run and is kept.
      let difference = record.difference
      markGap(&record, reading == nil ? .stopped : .restarted, at: now)
      record.difference = difference
    }
    records[id] = record
  }

  mutating func markGap(_ id: String, _ cause: GapCause, at now: UInt64) {
    guard var record = records[id] else { return }
    markGap(&record, cause, at: now)
    records[id] = record
  }

  mutating func markAllGaps(_ cause: GapCause, at now: UInt64) {
    for id in records.keys.sorted() { markGap(id, cause, at: now) }
  }

  /// One gap, however many causes it has.
  private mutating func markGap(_ record: inout Record, _ cause: GapCause, at now: UInt64) {
    record.difference.reset()
    guard record.isFlowing else { return }
    record.isFlowing = false
    record.snapshot.figures = nil
    steps.append(.tell(.gap(id: record.snapshot.id, cause, at: now)))
  }

  // MARK: Time

  /// Looks at what is due: health checks whose probes are to be collected.
  mutating func tick(now: UInt64) {
    for (id, record) in records where (record.nextInspect ?? .max) <= now {
      records[id]?.nextInspect = nil
      if isWatched(record.snapshot) { steps.append(.inspect(id)) }
    }
  }

  private mutating func tell(_ id: String) {
    guard let record = records[id] else { return }
    steps.append(.tell(.container(record.snapshot)))
  }
}
