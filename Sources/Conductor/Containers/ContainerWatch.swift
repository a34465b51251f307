package import BenchCore
package import DockerKit
internal import Synchronization

/// Follows the containers of an engine and tells what they are folded from, through its restarts.
///
/// Beyond what the watcher tells, a container that ends is looked at even where nobody watches it,
/// and its last lines are read while they can be.
package final class ContainerWatch: Sendable {
  /// Lines that are read of one that has ended badly.
  private static let lastLines = 8

  private let watcher: Mutex<EngineWatcher?> = Mutex(nil)
  private let translator: Mutex<ContainerTranslator>
  private let onUpdates: @Sendable ([TimedContainerUpdate]) -> Void
  /// Containers with a terminal, whose logs have no frames.
  private let terminals = Mutex<Set<String>>([])

  /// - Parameters:
  ///   - option: An engine's address or context; nil to look for one.
  ///   - onUpdates: Takes what there is to tell, in its order; must be quick.
  package init(
    engine option: String?, wall: WallClock, timing: WatchTiming = .patient,
    onUpdates: @escaping @Sendable ([TimedContainerUpdate]) -> Void
  ) {
    translator = Mutex(ContainerTranslator(wall: wall))
    self.onUpdates = onUpdates
    let found = FoundEngine(option: option)
    let new = EngineWatcher(
      timing: timing,
      connect: { () async throws(EngineError) -> Engine in
        try await found.connect(timeout: timing.answer)
      },
      onUpdate: { [weak self] update in self?.take(update) })
    watcher.withLock { $0 = new }
  }

  /// The engine, while there is a connection to it.
  package var engine: Engine? { current?.engine }

  private var current: EngineWatcher? { watcher.withLock { $0 } }

  /// Says whose details and use are wanted, by name or id, in place of those before.
  package func watch(_ containers: some Sequence<String>) { current?.watch(Set(containers)) }

  /// Watches until its task is cancelled.
  package func run() async { await current?.run() }

  private func take(_ update: WatcherUpdate) {
    let told = translator.withLock { $0.take(update) }
    if !told.isEmpty { onUpdates(told) }
    switch update {
    case .container(let snapshot):
      if snapshot.details?.hasTerminal == true {
        _ = terminals.withLock { $0.insert(snapshot.id) }
      }
    case .event(let event, _):
      switch event.action {
      case .die, .outOfMemory, .start, .health: current?.refresh(event.container)
      default: break
      }
    case .connection, .containers, .removed, .figures, .gap: break
    }
    for update in told {
      if case .died(let id, let death) = update.update, death.isBad { readLastLines(id, death) }
    }
  }

  private func readLastLines(_ id: String, _ death: ContainerDeath) {
    guard let engine else { return }
    let hasTerminal = terminals.withLock { $0.contains(id) }
    let onUpdates = onUpdates
    Task.detached {
      let lines = await engine.lastLines(of: id, hasTerminal: hasTerminal, count: Self.lastLines)
      guard !lines.isEmpty else { return }
      var death = death
      death.lastLines = lines
      onUpdates([TimedContainerUpdate(time: death.time, update: .died(id: id, death))])
    }
  }
}

extension WatchTiming {
  /// Beside a run both the engine and we may be short of CPU: what is slow is not lost.
  package static var patient: WatchTiming {
    var timing = WatchTiming()
    timing.answer = .seconds(20)
    timing.inspect = .seconds(20)
    return timing
  }
}

/// The engine that was asked for or found; once found, no other takes its place.
private final class FoundEngine: Sendable {
  private let option: String?
  private let address = Mutex<EngineAddress?>(nil)

  init(option: String?) { self.option = option }

  func connect(timeout: Duration) async throws(EngineError) -> Engine {
    if let address = address.withLock({ $0 }) {
      return try await Engine.connect(address, timeout: timeout)
    }
    let discovery = await EngineDiscovery.find(option: option)
    guard let engine = discovery.chosen else {
      throw discovery.error
        ?? EngineError(
          .missing, "no container engine was found", advice: "start Docker or podman")
    }
    address.withLock { $0 = engine.address }
    return engine
  }
}
