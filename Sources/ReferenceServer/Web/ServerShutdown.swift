import Synchronization

/// Asks a running server to end in order: it takes no more connections, finishes what is in flight, and
/// returns, at the latest when the grace period is over.
package final class ServerShutdown: Sendable {
  private struct State {
    var isAsked = false
    var waiters: [Int: CheckedContinuation<Bool, Never>] = [:]
    var nextWaiter = 0
  }

  private let state = Mutex(State())

  package init() {}

  /// May be called from any thread, more than once.
  package func begin() {
    let waiters = state.withLock { state in
      state.isAsked = true
      defer { state.waiters = [:] }
      return Array(state.waiters.values)
    }
    for waiter in waiters { waiter.resume(returning: true) }
  }

  var isAsked: Bool { state.withLock { $0.isAsked } }

  /// Waits until it is asked for; false when the task that waits was cancelled before.
  func begun() async -> Bool {
    let number = state.withLock { state in
      state.nextWaiter += 1
      return state.nextWaiter
    }
    return await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let known: Bool? = state.withLock { state in
          if state.isAsked { return true }
          // Looked at under the lock: the handler either finds the waiter or came before this.
          if Task.isCancelled { return false }
          state.waiters[number] = continuation
          return nil
        }
        if let known { continuation.resume(returning: known) }
      }
    } onCancel: {
      state.withLock { $0.waiters.removeValue(forKey: number) }?.resume(returning: false)
    }
  }
}
