internal import Synchronization

/// Lets anybody pause or stop a run: the keyboard, a signal, a failing server.
package final class RunControl: Sendable {
  private struct State {
    var isStopped = false
    var isPaused = false
    var actions: [@Sendable () -> Void] = []
    var pauseActions: [@Sendable (Bool) -> Void] = []
  }

  private let state = Mutex(State())

  package init() {}

  /// Whether somebody asked the run to stop.
  package var isStopped: Bool { state.withLock { $0.isStopped } }

  /// Whether somebody asked the run to wait.
  package var isPaused: Bool { state.withLock { $0.isPaused } }

  /// Starts no further request until `resume`; those in flight end as they will.
  package func pause() { setPaused(true) }

  /// Goes on after `pause`.
  package func resume() { setPaused(false) }

  private func setPaused(_ isPaused: Bool) {
    let actions: [@Sendable (Bool) -> Void] = state.withLock { state in
      guard state.isPaused != isPaused, !state.isStopped else { return [] }
      state.isPaused = isPaused
      return state.pauseActions
    }
    for action in actions { action(isPaused) }
  }

  /// Names something to do when the run is paused (`true`) or resumed (`false`).
  ///
  /// Done at once where it is paused already.
  func onPause(_ action: @escaping @Sendable (Bool) -> Void) {
    let isPaused = state.withLock { state in
      state.pauseActions.append(action)
      return state.isPaused
    }
    if isPaused { action(true) }
  }

  /// Forgets whom to tell: the run is over, and what listens holds all of its documents.
  package func finish() {
    state.withLock { state in
      state.actions = []
      state.pauseActions = []
    }
  }

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
  package func onStop(_ action: @escaping @Sendable () -> Void) {
    let isStopped = state.withLock { state in
      if !state.isStopped { state.actions.append(action) }
      return state.isStopped
    }
    if isStopped { action() }
  }
}
