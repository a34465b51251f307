/// How a replay begins that the command line asked for.
package struct ReplayStart: Hashable, Sendable {
  /// A place in a run, as a user names it.
  package enum Place: Hashable, Sendable {
    /// A part of the run, 0…1.
    case share(Double)
    /// Seconds since the run's start.
    case seconds(Double)
  }

  /// The file, as the user named it.
  package var path: String
  /// Multiple of the run's own pace.
  package var speed: Double
  package var place: Place
  package var isPaused: Bool

  package init(path: String, speed: Double = 1, at place: Place = .share(0), isPaused: Bool = false)
  {
    self.path = path
    self.speed = speed
    self.place = place
    self.isPaused = isPaused
  }
}
