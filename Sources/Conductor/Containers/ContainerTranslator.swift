package import BenchCore
package import DockerKit

/// Turns what a watcher of an engine tells into what containers are folded from.
///
/// Keeps what is needed to say nothing twice: names, and the last probe and end told of each.
package struct ContainerTranslator: Sendable {
  private struct Known {
    var name = ""
    var limits: ContainerLimits?
    var lastProbe: EngineTime?
    var lastDeath: ContainerDeath?
  }

  private let wall: WallClock
  private var clock = EngineClock(offset: 0)
  private var machineMemory: UInt64?
  private var known: [String: Known] = [:]

  package init(wall: WallClock) { self.wall = wall }

  /// The updates that follow from one of a watcher's, in their order.
  package mutating func take(_ update: WatcherUpdate) -> [TimedContainerUpdate] {
    let now = wall.now()
    func told(_ update: ContainerUpdate, at time: WallTime? = nil) -> TimedContainerUpdate {
      TimedContainerUpdate(time: time ?? now, update: update)
    }
    switch update {
    case .connection(.connecting): return []
    case .connection(.connected(let engine)):
      clock = engine.facts.clock
      machineMemory = engine.facts.memory
      return [told(.connected(EngineTitle(engine)))]
    case .connection(.lost(let error, let since)):
      return [told(.lost(EngineProblem(error)), at: wall.time(at: since))]
    case .containers(let list):
      for summary in list { known[summary.id, default: Known()].name = summary.name }
      return [told(.listed(list.map { ContainerFacts($0, clock) }))]
    case .container(let snapshot): return snapshotTaken(snapshot, now)
    case .removed(let id, let snapshot):
      let last = snapshot.map { snapshotTaken($0, now) } ?? []
      known[id] = nil
      return last + [told(.removed(id: id))]
    case .figures(let id, let figures, let at):
      let name = known[id]?.name ?? id
      let sample = ResourceSample(
        figures, of: name, limits: known[id]?.limits, machineMemory: machineMemory)
      return [told(.sampled(id: id, sample), at: wall.time(at: at))]
    case .gap(let id, _, let at): return [told(.gap(id: id), at: wall.time(at: at))]
    case .event(let event, let at):
      guard let change = SubjectChange(event) else { return [] }
      return [told(.happened(id: event.container, change), at: wall.time(at: at))]
    }
  }

  private mutating func snapshotTaken(
    _ snapshot: ContainerSnapshot, _ now: WallTime
  ) -> [TimedContainerUpdate] {
    var updates: [TimedContainerUpdate] = []
    func tell(_ update: ContainerUpdate) {
      updates.append(TimedContainerUpdate(time: now, update: update))
    }
    var record = known[snapshot.id] ?? Known()
    record.name = snapshot.name
    if let details = snapshot.details {
      record.limits = details.limits
      var facts = ContainerFacts(details, clock)
      // Of the two, the list is asked after each event.
      if let summary = snapshot.summary { facts.name = summary.name }
      tell(.changed(facts))
    } else if let summary = snapshot.summary {
      tell(.changed(ContainerFacts(summary, clock)))
    }
    for probe in snapshot.health.probes where record.lastProbe.map({ probe.start > $0 }) ?? true {
      record.lastProbe = probe.start
      tell(.probed(id: snapshot.id, ProbeResult(probe, clock)))
    }
    if let explanation = snapshot.death {
      let death = ContainerDeath(explanation, of: snapshot, clock, now: now)
      if record.lastDeath != death {
        record.lastDeath = death
        tell(.died(id: snapshot.id, death))
      }
    }
    known[snapshot.id] = record
    return updates
  }
}

extension EngineTitle {
  package init(_ engine: Engine) {
    let facts = engine.facts
    self.init(
      name: (facts.flavour == .docker ? "Docker " : "podman ") + facts.version,
      address: engine.address.description, cores: facts.cores,
      memoryBytes: facts.memory.map { Int(clamping: $0) })
  }
}

extension EngineProblem {
  package init(_ error: EngineError) {
    self.init(reason: error.diagnosis, advice: error.advice ?? "")
  }
}
