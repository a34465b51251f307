internal import BenchCore
internal import DockerKit
internal import Synchronization

/// Follows the containers of a run: what they use and what happens to them, on the run's clock.
///
/// It also follows those that are only connected, and never does anything to them.
final class ContainerWatching: Sendable {
  private struct State {
    /// Ids of the containers that are followed, with the name that they are told by.
    var names: [String: String] = [:]
    var limits: [String: ContainerLimits] = [:]
    /// Whose want of memory was told since their last start.
    var hasToldMemory: Set<String> = []
    var isTold: Set<String> = []
    /// Id of the container that was last told to be watched, by its name.
    var holders: [String: String] = [:]
    var machineMemory: UInt64?
    var isLost = false
  }

  private let wanted: Set<String>
  private let clock: RunClock
  private let publish: @Sendable (RunEvent.Payload, RunTime) -> Void
  private let state = Mutex(State())
  private let task = Mutex<Task<Void, Never>?>(nil)

  /// - Parameters:
  ///   - wanted: Names or ids; they need not exist yet.
  ///   - publish: Takes events with their time, on any thread.
  init(
    _ wanted: Set<String>, clock: RunClock,
    publish: @escaping @Sendable (RunEvent.Payload, RunTime) -> Void
  ) {
    self.wanted = wanted
    self.clock = clock
    self.publish = publish
  }

  /// Begins; the engine may go away and come back meanwhile.
  func start(_ address: EngineAddress, timing: WatchTiming = .patient) {
    let watcher = EngineWatcher(address, timing: timing) { [weak self] in self?.take($0) }
    watcher.watch(wanted)
    task.withLock { $0 = Task.detached { await watcher.run() } }
  }

  /// Ends it; what is told afterwards is for the publisher to drop.
  func stop() { task.withLock { $0?.cancel() } }

  private func take(_ update: WatcherUpdate) {
    switch update {
    case .connection(let connection): take(connection)
    case .containers: return
    case .container(let snapshot): take(snapshot)
    case .removed(let id, _): state.withLock { $0.names[id] = nil }
    case .figures(let id, let figures, let at): take(figures, of: id, at: at)
    case .gap: return
    case .event(let event, let at): take(event, at: at)
    }
  }

  private func take(_ connection: WatcherConnection) {
    switch connection {
    case .connecting: return
    case .connected(let engine):
      let wasLost = state.withLock { state in
        state.machineMemory = engine.facts.memory
        defer { state.isLost = false }
        return state.isLost
      }
      if wasLost { tellAll(.found, "") }
    case .lost(let error, _):
      let isNew = state.withLock { state in
        defer { state.isLost = true }
        return !state.isLost
      }
      if isNew { tellAll(.lost, error.description) }
    }
  }

  private func tellAll(_ kind: SubjectChange.Kind, _ detail: String) {
    for name in wanted.sorted() {
      publish(
        .subjectChanged(SubjectChange(subject: name, kind: kind, detail: detail)), clock.now())
    }
  }

  private func take(_ snapshot: ContainerSnapshot) {
    let name = snapshot.name
    // One that was renamed away is told of for a moment yet.
    guard isWanted(name, snapshot.id) else { return }
    let (isFirst, isOther, isOutOfMemory) = state.withLock { state in
      state.names[snapshot.id] = name
      if let limits = snapshot.details?.limits { state.limits[snapshot.id] = limits }
      let isFirst = snapshot.details != nil && state.isTold.insert(snapshot.id).inserted
      let holder = isFirst ? state.holders.updateValue(snapshot.id, forKey: name) : nil
      guard let death = snapshot.death, case .outOfMemory = death.cause else {
        return (isFirst, holder != nil, false)
      }
      return (isFirst, holder != nil, state.hasToldMemory.insert(snapshot.id).inserted)
    }
    if isFirst, let details = snapshot.details {
      var change = SubjectChange(subject: name, kind: .watched)
      change.health = details.health.map { BenchCore.ContainerHealth($0.status) }
      change.detail =
        (isOther ? "another container of this name, " : "")
        + "\(details.state.rawValue), image \(details.image)"
      publish(.subjectChanged(change), clock.now())
      if let health = change.health, health != .none {
        publish(
          .subjectChanged(SubjectChange(subject: name, kind: .health, health: health)),
          clock.now())
      }
    }
    // The event of it is sometimes missing: the inspection knows.
    if isOutOfMemory { tellMemory(name, at: clock.now(), snapshot.death?.headline ?? "") }
  }

  private func tellMemory(_ name: String, at time: RunTime, _ detail: String) {
    publish(
      .subjectChanged(SubjectChange(subject: name, kind: .outOfMemory, detail: detail)), time)
    publish(
      .note(
        Note(
          .warning,
          "\(name) ran out of memory: send fewer documents at once or fewer of them: "
            + "slimbench run DIR --concurrent 1 --max-files 5")), time)
  }

  private func take(_ figures: ResourceFigures, of id: String, at: UInt64) {
    let (name, limits, memory) = state.withLock {
      ($0.names[id], $0.limits[id], $0.machineMemory)
    }
    guard let name else { return }
    let sample = ResourceSample(figures, of: name, limits: limits, machineMemory: memory)
    publish(.resourceSampled(sample), time(at))
  }

  private func take(_ event: EngineEvent, at: UInt64) {
    let id = event.container
    let (before, isOurs) = state.withLock { state in
      let before = state.names[id]
      guard isWanted(event.name, id) else {
        state.names[id] = nil
        return (before, false)
      }
      state.names[id] = event.name
      if event.action == .start { state.hasToldMemory.remove(id) }
      return (before, true)
    }
    guard isOurs else {
      // Its name is free for another container, which the plan means then.
      guard let before, event.action == .rename else { return }
      let change = SubjectChange(
        subject: before, kind: .renamed, detail: "it is \(event.name) now")
      return publish(.subjectChanged(change), time(at))
    }
    guard let change = SubjectChange(event) else { return }
    if change.kind == .outOfMemory {
      guard state.withLock({ $0.hasToldMemory.insert(event.container).inserted }) else { return }
      return tellMemory(event.name, at: time(at), "")
    }
    publish(.subjectChanged(change), time(at))
  }

  /// By its name, or by its id or the beginning of that.
  private func isWanted(_ name: String, _ id: String) -> Bool {
    wanted.contains(name) || wanted.contains { $0 == id || $0.count >= 12 && id.hasPrefix($0) }
  }

  /// A moment of the monotonic clock on the run's.
  private func time(_ monotonic: UInt64) -> RunTime {
    RunTime(nanoseconds: Int64(truncatingIfNeeded: monotonic &- clock.zero))
  }
}
