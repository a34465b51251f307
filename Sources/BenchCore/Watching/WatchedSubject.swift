/// A container or a launched process as its events tell it.
package struct WatchedSubject: Equatable, Sendable {
  package let name: String
  /// The newest sample, with its time; nil before the first and where it is not running.
  package private(set) var sample: ResourceSample?
  package private(set) var sampledAt = RunTime.zero
  /// State of its health check, and since when; nil where nothing was told.
  package private(set) var health: ContainerHealth?
  package private(set) var healthSince = RunTime.zero
  /// Whether it runs, as far as is known.
  package private(set) var isRunning: Bool?
  /// How often it started again while it was watched.
  package private(set) var restarts = 0
  /// How often the kernel killed a process of it for want of memory.
  package private(set) var outOfMemory = 0
  /// The newest changes, oldest first.
  package private(set) var changes = Ring<TimedSubjectChange>(capacity: 200)
  private var starts = 0

  init(name: String) { self.name = name }

  mutating func add(_ sample: ResourceSample, at time: RunTime) {
    guard self.sample == nil || sampledAt <= time else { return }
    self.sample = sample
    sampledAt = time
  }

  mutating func add(_ change: SubjectChange, at time: RunTime) {
    changes.append(TimedSubjectChange(time: time, change: change))
    switch change.kind {
    case .started:
      if starts > 0 || isRunning == false { restarts &+= 1 }
      starts &+= 1
      isRunning = true
    case .died, .stopped, .removed:
      isRunning = false
      sample = nil
    case .outOfMemory: outOfMemory &+= 1
    case .health:
      health = change.health
      healthSince = time
    case .watched, .created, .restarted, .paused, .unpaused, .killed, .renamed, .lost, .found,
      .progress:
      break
    }
  }
}

/// A change with its time.
package struct TimedSubjectChange: Hashable, Sendable {
  package var time: RunTime
  package var change: SubjectChange
}
