import PopplerKit
import Synchronization

/// Carries out the faults that answers meet, from the moment it is made.
final class FaultInjector: Sendable {
  private let faults: InjectedFaults
  private let elapsed: @Sendable () -> Duration
  private let random: Mutex<SplitMix64>

  /// - Parameter elapsed: time since the server's start.
  init(_ faults: InjectedFaults, elapsed: @escaping @Sendable () -> Duration) {
    self.faults = faults
    self.elapsed = elapsed
    random = Mutex(SplitMix64(seed: faults.seed))
  }

  convenience init(_ faults: InjectedFaults) {
    let start = ContinuousClock.now
    self.init(faults) { ContinuousClock.now - start }
  }

  /// Whether the server still says that its models are loading.
  var isStarting: Bool {
    faults.startupDelay > .zero && elapsed() < faults.startupDelay
  }

  /// What a document is refused with instead of being processed; draws anew at every call.
  func refusal() -> Refusal? {
    if isStarting { return Refusal(.unavailable, "the models are still loading; try again later") }
    guard faults.failRate > 0, random.withLock({ $0.fraction() }) < faults.failRate else {
      return nil
    }
    return Refusal(.internalError, "an injected failure: this server was started with --fail-rate")
  }

  /// Returns when an answer may leave the server, or when the task that waits is cancelled.
  func waitOutStall() async {
    guard let stall = faults.stall else { return }
    while !Task.isCancelled {
      let left = stall.left(at: elapsed())
      if left <= .zero { return }
      try? await Task.sleep(for: left)
    }
  }
}
