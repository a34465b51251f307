internal import Synchronization

/// A value that comes once, from whichever side is first; any number of tasks may wait for it.
final class OneShot<Value: Sendable>: Sendable {
  private enum State {
    case waiting([CheckedContinuation<Value, Never>])
    case done(Value)
  }

  private let state = Mutex(State.waiting([]))

  /// The value, as soon as there is one; waiting is not ended by cancellation: fulfil it instead.
  var value: Value {
    get async {
      await withCheckedContinuation { continuation in
        let ready: Value? = state.withLock { state in
          switch state {
          case .done(let value): return value
          case .waiting(let others):
            state = .waiting(others + [continuation])
            return nil
          }
        }
        if let ready { continuation.resume(returning: ready) }
      }
    }
  }

  /// The value, where it is there already.
  var current: Value? {
    state.withLock { if case .done(let value) = $0 { value } else { nil } }
  }

  /// Gives the value; what comes after the first is dropped.
  func fulfil(_ value: Value) {
    let waiting: [CheckedContinuation<Value, Never>] = state.withLock { state in
      guard case .waiting(let waiting) = state else { return [] }
      state = .done(value)
      return waiting
    }
    for continuation in waiting { continuation.resume(returning: value) }
  }
}
