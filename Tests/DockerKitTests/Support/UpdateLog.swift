/// What a watcher told, with a way to wait for it.
import DockerKit
import Synchronization
import Testing

final class UpdateLog: Sendable {
  private let updates = Mutex<[WatcherUpdate]>([])

  func append(_ update: WatcherUpdate) { updates.withLock { $0.append(update) } }

  var all: [WatcherUpdate] { updates.withLock { $0 } }
  var events: [EngineEvent] {
    all.compactMap { if case .event(let event, _) = $0 { event } else { nil } }
  }
  var snapshots: [ContainerSnapshot] {
    all.compactMap { if case .container(let snapshot) = $0 { snapshot } else { nil } }
  }
  var figures: [ResourceFigures] {
    all.compactMap { if case .figures(_, let figures, _) = $0 { figures } else { nil } }
  }
  var gaps: [GapCause] {
    all.compactMap { if case .gap(_, let cause, _) = $0 { cause } else { nil } }
  }
  var errors: [EngineError] {
    all.compactMap { if case .connection(.lost(let error, _)) = $0 { error } else { nil } }
  }
  var connections: Int {
    all.count { if case .connection(.connected) = $0 { true } else { false } }
  }
  var lists: [[ContainerSummary]] {
    all.compactMap { if case .containers(let list) = $0 { list } else { nil } }
  }
  var removed: [ContainerSnapshot?] {
    all.compactMap { if case .removed(_, let snapshot) = $0 { .some(snapshot) } else { nil } }
  }
}

/// Waits for a condition itself; the limit only keeps a broken test from standing still.
func eventually(
  _ what: Comment, seconds: Int = 50, location: SourceLocation = #_sourceLocation,
  _ condition: () throws -> Bool
) async rethrows {
  let end = ContinuousClock.now + .seconds(seconds)
  while try !condition() {
    guard ContinuousClock.now < end, !Task.isCancelled else {
      Issue.record(what, sourceLocation: location)
      return
    }
    try? await Task.sleep(for: .milliseconds(5))
  }
}

/// A watcher at work, stopped with its owner.
final class RunningWatcher: Sendable {
  let log = UpdateLog()
  let watcher: EngineWatcher
  private let task: Task<Void, Never>

  init(_ address: EngineAddress, _ watched: Set<String> = [], timing: WatchTiming = .quick) {
    let watcher = EngineWatcher(address, timing: timing) { [log] in log.append($0) }
    watcher.watch(watched)
    self.watcher = watcher
    task = Task { await watcher.run() }
  }

  deinit {
    task.cancel()
  }

  /// Cancels it and waits until it has ended.
  func stop() async {
    task.cancel()
    await task.value
  }
}

extension WatchTiming {
  /// Quick retries; patient otherwise, as a busy machine is no reason to call something stale.
  static var quick: WatchTiming {
    var timing = WatchTiming()
    timing.tick = .milliseconds(20)
    timing.firstRetry = .milliseconds(10)
    timing.lastRetry = .milliseconds(50)
    timing.settling = .milliseconds(2)
    timing.dockerStale = .seconds(50)
    timing.podmanStale = .seconds(50)
    timing.heartbeat = .seconds(50)
    timing.answer = .seconds(50)
    timing.inspect = .seconds(50)
    return timing
  }
}
