internal import CurlKit
internal import Synchronization

/// What a server comes to before it is asked: its address, and what was launched for it.
struct BegunServer: Sendable {
  var url: String
  var process: LaunchedServer?
  /// The container that it runs in, where that was started for it.
  var container: ContainerFleet.Running?
  /// How long it may take from here, seconds; nil for the plan's.
  var within: Double?

  /// Whether it was launched just now, so that how long that took is known.
  var isFresh: Bool {
    switch process {
    case .process, .kept: true
    case .embedded, nil: container?.isFresh == true
    }
  }

  /// Tells why what was launched for it has ended; of a container asked once a second.
  func death() -> @Sendable () async -> String? {
    if let running = container {
      let asked = Mutex(MonotonicClock.now())
      return {
        let isDue = asked.withLock { last in
          guard MonotonicClock.now() &- last >= 1_000_000_000 else { return false }
          last = MonotonicClock.now()
          return true
        }
        return isDue ? await running.death : nil
      }
    }
    return { [process] in process?.death }
  }
}
