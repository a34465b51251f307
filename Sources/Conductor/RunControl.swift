internal import Synchronization

/// Lets anybody stop a run: the keyboard, a signal, a failing server.
package final class RunControl: Sendable {
  private struct State {
    var isStopped = false
    var actions: [@Sendable () -> Void] = []
  }

  private let state = Mutex(State())

  package init() {}

  /// Whether somebody asked the run to stop.
  package var isStopped: Bool { state.withLock { $0.isStopped } }

  /// Asks the run to stop: no further request starts, those in flight become `aborted`.
  package func stop() {
    let actions = state.withLock { state in
      state.isStopped = true
      defer { state.actions = [] }
      return state.actions
    }
    for action in actions { action() }
  }

  /// Names something to do when the run is stopped; done at once where it already is.
  func onStop(_ action: @escaping @Sendable () -> Void) {
    let isStopped = state.withLock { state in
      if !state.isStopped { state.actions.append(action) }
      return state.isStopped
    }
    if isStopped { action() }
  }
}
