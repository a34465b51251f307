internal import LoadEngine
internal import Synchronization

/// Lets anybody stop a run: the keyboard, a signal, a failing server.
package final class RunControl: Sendable {
  private struct State {
    var isStopped = false
    var engine: LoadEngine?
  }

  private let state = Mutex(State())

  package init() {}

  /// Whether somebody asked the run to stop.
  package var isStopped: Bool { state.withLock { $0.isStopped } }

  /// Asks the run to stop: no further request starts, those in flight become `aborted`.
  package func stop() {
    let engine = state.withLock { state in
      state.isStopped = true
      return state.engine
    }
    engine?.stop()
  }

  /// Names the engine to stop; stops it at once where the wish came earlier.
  func attach(_ engine: LoadEngine) {
    let isStopped = state.withLock { state in
      state.engine = engine
      return state.isStopped
    }
    if isStopped { engine.stop() }
  }
}
