internal import BenchCore
internal import Conductor
internal import Dashboard
internal import Dispatch
internal import DockerKit
internal import Synchronization

/// The containers of the dashboard: follows the engine, reads logs, does what the user confirmed.
///
/// What is seen comes in batches, so that twenty containers that are sampled each second make two
/// pictures a second. Choices are carried out once they have stood for a moment: whoever scrolls
/// through two hundred containers opens no two hundred streams.
final class ContainersDesk: Sendable {
  private struct State {
    var watch: ContainerWatch?
    var running: Task<Void, Never>?
    var updates: [TimedContainerUpdate] = []
    var isFlushing = false
    var wanted: [String] = []
    var log: (id: String, reader: ContainerLogReader)?
    var lines: [BenchCore.LogLine] = []
    /// Lines before those that nobody will see.
    var skipped = 0
    var isFlushingLines = false
    /// Which choice of a log is the newest.
    var logChoice = 0
    var ticker: Task<Void, Never>?
  }

  /// Nanoseconds that samples wait for others, that other news do, and that choices have to stand.
  private static let sampleBatch = 500
  private static let newsBatch = 60
  private static let rest = 150

  private let queue = DispatchQueue(label: "slimbench.containers")
  private let state = Mutex(State())
  private let engine: String?
  private let wall = WallClock()
  private let post: @Sendable (Message) -> Void

  /// - Parameter engine: The address or context that was named; nil to look for one.
  init(engine: String?, post: @escaping @Sendable (Message) -> Void) {
    self.engine = engine
    self.post = post
  }

  func perform(_ effect: ContainersEffect) {
    switch effect {
    case .open: open()
    case .watch(let ids): choose(ids)
    case .followLog(let id): follow(id)
    case .tick(let isWanted): tick(isWanted)
    case .act(let action, let id, let name): act(action, id, name)
    }
  }

  /// Ends everything; nothing is told any more.
  func cancel() {
    let (task, reader, ticker) = state.withLock { state in
      defer { state = State() }
      return (state.running, state.log?.reader, state.ticker)
    }
    task?.cancel()
    reader?.cancel()
    ticker?.cancel()
  }

  private func open() {
    let watch = ContainerWatch(engine: engine, wall: wall) { [weak self] in self?.take($0) }
    state.withLock { state in
      guard state.watch == nil else { return }
      state.watch = watch
      state.running = Task.detached { await watch.run() }
    }
  }

  // MARK: What is seen

  private func take(_ updates: [TimedContainerUpdate]) {
    let isNews = updates.contains { update in
      switch update.update {
      case .sampled, .gap, .probed: false
      default: true
      }
    }
    let begins = state.withLock { state in
      state.updates += updates
      defer { state.isFlushing = true }
      return !state.isFlushing || isNews
    }
    if begins { flush(after: isNews ? Self.newsBatch : Self.sampleBatch) }
    // A log that had come to its end goes on when its container does.
    for update in updates {
      guard case .happened(let id, let change) = update.update, change.kind == .started else {
        continue
      }
      let log = state.withLock { $0.log }
      if let log, log.id == id { log.reader.start() }
    }
  }

  private func flush(after milliseconds: Int) {
    queue.asyncAfter(deadline: .now() + .milliseconds(milliseconds)) { [self] in
      let updates = state.withLock { state in
        defer {
          state.updates = []
          state.isFlushing = false
        }
        return state.updates
      }
      if !updates.isEmpty { post(.containers(.updates(updates))) }
    }
  }

  private func tick(_ isWanted: Bool) {
    let (post, wall) = (post, wall)
    let new =
      isWanted
      ? Task.detached {
        while !Task.isCancelled {
          post(.containers(.tick(wall.now())))
          try? await Task.sleep(for: .seconds(1), tolerance: .milliseconds(50))
        }
      } : nil
    let old = state.withLock { state in
      defer { state.ticker = new }
      return state.ticker
    }
    old?.cancel()
  }

  // MARK: What is chosen

  private func choose(_ ids: [String]) {
    state.withLock { $0.wanted = ids }
    queue.asyncAfter(deadline: .now() + .milliseconds(Self.rest)) { [self] in
      let (watch, wanted) = state.withLock { ($0.watch, $0.wanted) }
      // A later choice comes with a call of its own.
      if wanted == ids { watch?.watch(ids) }
    }
  }

  private func follow(_ id: String?) {
    let (old, choice) = state.withLock { state in
      defer {
        state.log = nil
        state.lines = []
        state.skipped = 0
      }
      state.logChoice += 1
      return (state.log?.reader, state.logChoice)
    }
    old?.cancel()
    guard let id else { return }
    queue.asyncAfter(deadline: .now() + .milliseconds(Self.rest)) { [self] in
      let watch = state.withLock { $0.logChoice == choice ? $0.watch : nil }
      guard let watch else { return }
      let reader = ContainerLogReader(of: id, engine: { watch.engine }) { [weak self] lines in
        self?.take(lines, of: id)
      } onEnd: { [weak self] problem in
        self?.flushLines(of: id)
        self?.post(.containers(.logEnded(id: id, problem: problem)))
      }
      state.withLock { $0.log = (id, reader) }
      reader.start()
    }
  }

  /// Lines that nobody has seen yet, at most as many as are kept; the others are counted.
  private func take(_ lines: [BenchCore.LogLine], of id: String) {
    let begins = state.withLock { state in
      guard state.log?.id == id else { return false }
      state.lines += lines
      let excess = state.lines.count - ContainerLog.lineLimit
      if excess > 0 {
        state.lines.removeFirst(excess)
        state.skipped += excess
      }
      defer { state.isFlushingLines = true }
      return !state.isFlushingLines
    }
    guard begins else { return }
    queue.asyncAfter(deadline: .now() + .milliseconds(100)) { [self] in flushLines(of: id) }
  }

  private func flushLines(of id: String) {
    let (lines, skipped) = state.withLock { state in
      defer { state.isFlushingLines = false }
      guard state.log?.id == id else { return ([BenchCore.LogLine](), 0) }
      defer {
        state.lines = []
        state.skipped = 0
      }
      return (state.lines, state.skipped)
    }
    if !lines.isEmpty { post(.containers(.log(id: id, lines, skipped: skipped))) }
  }

  // MARK: What is done

  private func act(_ action: ContainerAction, _ id: String, _ name: String) {
    let (post, engine) = (post, state.withLock { $0.watch }?.engine)
    guard let engine else {
      post(
        .containers(
          .acted(
            action, name: name, id: id,
            problem: "cannot \(action.verb) \(name): the engine does not answer")))
      return
    }
    Task.detached {
      var problem: String?
      do throws(LifecycleError) {
        switch action {
        case .start: try await engine.start(id, called: name)
        case .stop: try await engine.stop(id, called: name)
        case .restart: try await engine.restart(id, called: name)
        // Volumes without a name are the container's own, as docker rm leaves them.
        case .remove: try await engine.remove(id, called: name, force: true, volumes: false)
        }
      } catch { problem = error.description }
      post(.containers(.acted(action, name: name, id: id, problem: problem)))
    }
  }
}
