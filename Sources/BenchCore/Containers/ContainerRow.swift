/// A container as all updates about it tell it: what it is, what it uses, what became of it.
package struct ContainerRow: Equatable, Sendable {
  package private(set) var facts: ContainerFacts
  package private(set) var usage = UsageHistory()
  /// When its health check came to its present state; a bound where nobody saw it happen.
  package private(set) var healthSince: WallTime
  package private(set) var isHealthSinceKnown = false
  /// Health checks that ran, oldest first, further back than engines remember.
  package private(set) var probes = Ring<ProbeResult>(capacity: 240)
  /// How often its health check changed its mind while it was watched.
  package private(set) var flaps = 0
  /// What happened to it, oldest first.
  package private(set) var changes = Ring<WallChange>(capacity: 200)
  /// When it was started, oldest first, as far as was seen.
  private var starts = Ring<WallTime>(capacity: 64)
  /// How often the kernel killed a process of it for want of memory, as far as was seen.
  package private(set) var outOfMemory = 0
  /// Its last end, explained; kept while it runs again.
  package private(set) var death: ContainerDeath?
  /// When it was removed; nil while it is there.
  package private(set) var removedAt: WallTime?

  package var id: String { facts.id }
  package var name: String { facts.name }
  package var isGone: Bool { removedAt != nil }
  package var isAlive: Bool { !isGone && facts.state.isAlive }

  /// How often it was started within the minute before a moment, as far as was seen.
  package func startsInMinute(before now: WallTime) -> Int {
    starts.elements.count { now.seconds(since: $0) < 60 }
  }

  /// Whether it ends and is started again and again; nil where it does not.
  package func crashLoop(at now: WallTime) -> CrashLoop? { CrashLoop(of: self, at: now) }

  init(_ facts: ContainerFacts, at time: WallTime) {
    self.facts = facts
    healthSince = facts.started.map { min($0, time) } ?? time
    if facts.health != .none { healthSince = time }
    outOfMemory = facts.wasOutOfMemory ? 1 : 0
    death = ContainerDeath(of: facts, at: time)
  }

  mutating func take(_ new: ContainerFacts, at time: WallTime) {
    let old = facts
    facts = new.completed(from: old)
    removedAt = nil
    if facts.health != old.health { healthChanged(at: time) }
    if facts.wasOutOfMemory, outOfMemory == 0 { outOfMemory = 1 }
    let isAnotherLife = !old.state.isAlive || (old.started != nil && facts.started != old.started)
    if facts.state.isAlive, isAnotherLife { usage.begin() }
    guard !facts.state.isAlive else { return }
    if old.state.isAlive { usage.end() }
    // What was explained is not replaced by what the facts alone say of the same end.
    if let end = ContainerDeath(of: facts, at: time),
      old.state.isAlive || death == nil || (facts.finished ?? end.time) > lastTold
    {
      take(end)
    }
  }

  /// When the last end that is known came; ends told within a moment of it are the same.
  private var lastTold: WallTime {
    WallTime(nanoseconds: (death?.time.nanoseconds ?? .min).addingSaturated(3_000_000_000))
  }

  mutating func take(_ end: ContainerDeath) {
    var end = end
    end.peakMemoryBytes = end.peakMemoryBytes ?? usage.peakMemoryBytes
    end.memoryLimitBytes = end.memoryLimitBytes ?? facts.memoryLimitBytes
    if let known = death, known.time.seconds(since: end.time) < 3,
      end.time.seconds(since: known.time) < 3
    {
      // One end told twice, by its event and by the facts: the better told one stays.
      if end.lastLines.isEmpty { end.lastLines = known.lastLines }
      end.wasAsked = end.wasAsked || known.wasAsked
      if end.detail.isEmpty { end.detail = known.detail }
      end.memoryLimitBytes = end.memoryLimitBytes ?? known.memoryLimitBytes
      if known.cause == .outOfMemory { end.cause = .outOfMemory }
    }
    if end.cause == .outOfMemory { outOfMemory = max(1, outOfMemory) }
    death = end
  }

  mutating func add(_ sample: ResourceSample, at time: WallTime) {
    guard isAlive else { return }
    usage.add(sample, at: time)
  }

  mutating func addGap() { usage.addGap() }

  mutating func add(_ probe: ProbeResult) {
    // The engine tells its last five again and again.
    if let last = probes.last, probe.start <= last.start { return }
    if let last = probes.last, last.isHealthy != probe.isHealthy { flaps &+= 1 }
    if !isHealthSinceKnown, facts.health != .none, probe.isHealthy == (facts.health == .healthy) {
      healthSince = min(healthSince, probe.start)
    }
    probes.append(probe)
  }

  mutating func add(_ change: SubjectChange, at time: WallTime) {
    if let last = changes.last, last.time == time, last.change == change { return }
    changes.append(WallChange(time: time, change: change))
    switch change.kind {
    case .outOfMemory: outOfMemory &+= 1
    case .health:
      if let health = change.health, health != facts.health {
        facts.health = health
        healthChanged(at: time)
      }
    case .died: died(change, at: time)
    case .started: starts.append(time)
    case .paused: facts.state = .paused
    case .unpaused: facts.state = .running
    case .watched, .created, .restarted, .stopped, .renamed, .removed, .killed,
      .lost, .found, .progress:
      break
    }
  }

  /// What the event of an end says by itself; a container that removes itself leaves nothing else.
  private mutating func died(_ change: SubjectChange, at time: WallTime) {
    guard let code = change.exitCode else { return }
    let recent = changes.elements.suffix(10).filter { time.seconds(since: $0.time) < 15 }
    let isWantOfMemory = recent.contains { $0.change.kind == .outOfMemory }
    let wasAsked = recent.contains { $0.change.kind == .killed }
    let cause: ContainerDeath.Cause =
      code == 137 && isWantOfMemory
      ? .outOfMemory : (129...192).contains(code) ? .signal(code - 128) : .exited(code)
    take(ContainerDeath(time: time, cause: cause, exitCode: code, wasAsked: wasAsked))
  }

  mutating func remove(at time: WallTime) {
    guard removedAt == nil else { return }
    if facts.state.isAlive {
      usage.end()
      facts.state = .removing
      let isExplained = death.map { time.seconds(since: $0.time) < 30 } ?? false
      if !isExplained { death = ContainerDeath(time: time, cause: .unknown) }
    }
    removedAt = time
  }

  private mutating func healthChanged(at time: WallTime) {
    healthSince = time
    isHealthSinceKnown = true
  }
}

/// Something that happened to a container, with its time on our clock.
package struct WallChange: Hashable, Sendable {
  package var time: WallTime
  package var change: SubjectChange
}
