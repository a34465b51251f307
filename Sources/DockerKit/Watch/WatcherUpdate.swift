/// What a watcher tells, in the order in which it came.
///
/// Moments `at` are nanoseconds of `MonotonicClock`: the engine's own stamps, moved to our clock.
package enum WatcherUpdate: Sendable {
  case connection(WatcherConnection)
  /// All containers, whenever something in the list has changed.
  case containers([ContainerSummary])
  /// What is known of a watched container has changed.
  case container(ContainerSnapshot)
  /// A container is gone; the last that was known of it, if it was watched.
  case removed(id: String, ContainerSnapshot?)
  case figures(id: String, ResourceFigures, at: UInt64)
  /// Nothing is known of a watched container's figures from here to the next ones.
  case gap(id: String, GapCause, at: UInt64)
  case event(EngineEvent, at: UInt64)
}

package enum GapCause: String, Sendable {
  /// It does not run.
  case stopped
  /// Its counters began anew.
  case restarted
  /// The engine has sent nothing for too long.
  case stale
  /// There is no connection to the engine.
  case disconnected
  /// It is not watched any more.
  case unwatched
}

/// Where the connection to the engine stands.
package enum WatcherConnection: Sendable {
  case connecting
  case connected(Engine)
  /// - Parameter since: When it broke, or was first tried: nanoseconds of `MonotonicClock`.
  case lost(EngineError, since: UInt64)
}

/// All that is known of one watched container.
package struct ContainerSnapshot: Sendable, Equatable {
  package var id: String
  package var summary: ContainerSummary?
  package var details: ContainerDetails?
  package var life = ContainerLife()
  package var health = HealthHistory()
  /// Why it ended; nil while it runs.
  package var death: DeathExplanation?
  /// The newest figures, of the current run.
  package var figures: ResourceFigures?

  init(id: String) {
    self.id = id
  }

  package var name: String { summary?.name ?? details?.name ?? id.shortID }
}
