internal import Synchronization

/// The newest lines of a child, and who waits for one.
final class LineLog: Sendable {
  /// Someone who waits for a line that satisfies a condition.
  final class Waiter: Sendable {
    let matches: @Sendable (ProcessLine) -> Bool
    let outcome = OneShot<Result<ProcessLine, ProcessError>>()

    init(_ matches: @escaping @Sendable (ProcessLine) -> Bool) { self.matches = matches }
  }

  private struct State {
    /// The newest lines; grows to twice the limit before the old half is dropped.
    var lines: [ProcessLine] = []
    var waiters: [Waiter] = []
    var end: ProcessError?
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) { self.limit = max(1, limit) }

  /// Takes a new line and wakes who waited for it.
  func append(_ line: ProcessLine) {
    let waiters = state.withLock { state in
      state.lines.append(line)
      if state.lines.count >= 2 * limit { state.lines.removeFirst(state.lines.count - limit) }
      return state.waiters
    }
    for waiter in waiters where waiter.matches(line) { waiter.outcome.fulfil(.success(line)) }
  }

  /// The newest lines, oldest first.
  var lines: [ProcessLine] { state.withLock { Array($0.lines.suffix(limit)) } }

  /// Registers a waiter; lines that are kept already count.
  func add(_ waiter: Waiter) {
    let (lines, end) = state.withLock { state in
      state.waiters.append(waiter)
      return (Array(state.lines.suffix(limit)), state.end)
    }
    if let line = lines.first(where: waiter.matches) { waiter.outcome.fulfil(.success(line)) }
    if let end { waiter.outcome.fulfil(.failure(end)) }
  }

  func remove(_ waiter: Waiter) {
    state.withLock { state in state.waiters.removeAll { $0 === waiter } }
  }

  /// No line comes any more; who still waits gets `error`.
  func finish(_ error: ProcessError) {
    let waiters = state.withLock { state in
      state.end = error
      return state.waiters
    }
    for waiter in waiters { waiter.outcome.fulfil(.failure(error)) }
  }
}
