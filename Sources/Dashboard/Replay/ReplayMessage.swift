package import BenchCore

/// What the replay is told.
package enum ReplayMessage: Sendable {
  /// So many nanoseconds have passed outside the run.
  case tick(Int64)
  /// The final figures of a file that is replayed.
  case judged(path: String, RunFigures)
}

/// What a key means under the replay's clock.
package enum ReplayCommand: Hashable, Sendable {
  case togglePlaying, faster, slower, close
  case forward, back, forwardByTenth, backByTenth, start, end
  case nextRequest, previousRequest, nextFailure, previousFailure
  case nextIncident, previousIncident
}
