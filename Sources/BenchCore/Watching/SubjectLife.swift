/// Whether a subject runs, and how often it began anew: the one place that tells a restart.
///
/// An engine's own restart policy says nothing but that it died and started, so starts are counted.
struct SubjectLife: Equatable, Sendable {
  /// As far as is known.
  private(set) var isRunning: Bool?
  private var hasStarted = false
  /// What could not be watched for a while had been there before, and may have ended unseen.
  private var wasLost = false

  init() {}

  /// - Returns: Whether it is a start after another one, or after it was down.
  mutating func take(_ kind: SubjectChange.Kind) -> Bool {
    switch kind {
    case .started:
      let isRestart = hasStarted || isRunning == false || wasLost
      hasStarted = true
      wasLost = false
      isRunning = true
      return isRestart
    case .died, .stopped, .removed:
      isRunning = false
      return false
    case .lost, .created:
      wasLost = kind == .lost
      return false
    case .watched, .restarted, .paused, .unpaused, .outOfMemory, .killed, .health, .renamed, .found,
      .progress:
      return false
    }
  }
}
