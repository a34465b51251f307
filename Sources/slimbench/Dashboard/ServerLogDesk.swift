internal import BenchCore
internal import Conductor
internal import Dashboard
internal import Dispatch
internal import Synchronization

/// The log of one of the run's servers, followed while somebody looks at it.
///
/// Lines come in batches, ten a second, so that a server that writes much makes few pictures.
final class ServerLogDesk: Sendable {
  private struct State {
    /// Which choice of a log is the newest; lines of an older one are dropped.
    var choice = 0
    var server = ""
    var task: Task<Void, Never>?
    var lines: [String] = []
    /// Lines before those that nobody will see.
    var skipped = 0
    var isBeginning = true
    var isFlushing = false
  }

  /// Lines from before that are wanted.
  private static let tail = 500
  /// Milliseconds that a line waits for others.
  private static let batch = 100

  /// Everything that is told is told here, in its order.
  private let queue = DispatchQueue(label: "slimbench.serverlog")
  private let state = Mutex(State())
  private let post: @Sendable (Message) -> Void

  init(post: @escaping @Sendable (Message) -> Void) { self.post = post }

  func perform(_ effect: ServerLogEffect) {
    queue.async { [self] in
      flush()
      let choice = leave()
      if case .follow(let server, let plan) = effect { follow(server, plan, choice) }
    }
  }

  /// Ends it; nothing is told any more.
  func cancel() { _ = leave() }

  /// Ends what is followed.
  ///
  /// - Returns: The number of the choice that comes next.
  private func leave() -> Int {
    let (task, choice) = state.withLock { state in
      let task = state.task
      state = State(choice: state.choice + 1)
      return (task, state.choice)
    }
    task?.cancel()
    return choice
  }

  private func follow(_ server: String, _ plan: Plan, _ choice: Int) {
    let task = Task.detached { [self] in
      let problem = await read(server, plan, choice)
      guard !Task.isCancelled else { return }
      queue.async { [self] in
        guard state.withLock({ $0.choice == choice }) else { return }
        flush()
        post(.serverLog(.ended(server: server, problem: problem)))
      }
    }
    state.withLock { state in
      state.server = server
      state.task = task
    }
  }

  /// Reads to the log's end, or until the task is cancelled.
  ///
  /// - Returns: Why there is nothing to read; nil at the log's own end.
  private func read(_ server: String, _ plan: Plan, _ choice: Int) async -> String? {
    guard let records = LaunchRecords() else {
      return "neither HOME nor XDG_STATE_HOME says where launched processes are noted"
    }
    do {
      let source = try await LogSource(server, of: plan, engine: nil, records: records)
      let isGone = try await source.follow(Self.tail) { [weak self] in
        self?.take($0, choice) ?? false
      }
      return isGone ? "its container was removed" : nil
    } catch { return "\(error)" }
  }

  /// Takes lines that nobody has seen yet, at most as many as are kept; the others are counted.
  ///
  /// - Returns: Whether more are wanted.
  private func take(_ lines: [String], _ choice: Int) -> Bool {
    let (isWanted, begins) = state.withLock { state in
      guard state.choice == choice else { return (false, false) }
      state.lines += lines
      let excess = state.lines.count - ContainerLog.lineLimit
      if excess > 0 {
        state.lines.removeFirst(excess)
        state.skipped += excess
      }
      defer { state.isFlushing = true }
      return (true, !state.isFlushing)
    }
    if begins {
      queue.asyncAfter(deadline: .now() + .milliseconds(Self.batch)) { [self] in flush() }
    }
    return isWanted
  }

  private func flush() {
    let (server, lines, isBeginning, skipped) = state.withLock { state in
      defer {
        state.isFlushing = false
        if !state.lines.isEmpty { state.isBeginning = false }
        state.lines = []
        state.skipped = 0
      }
      return (state.server, state.lines, state.isBeginning, state.skipped)
    }
    guard !lines.isEmpty else { return }
    post(
      .serverLog(
        .lines(server: server, lines, isBeginning: isBeginning, skipped: skipped)))
  }
}
