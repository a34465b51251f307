/// A container or a launched process as its events tell it.
package struct WatchedSubject: Equatable, Sendable {
  package let name: String
  /// The newest sample, with its time; nil before the first and where it is not running.
  package private(set) var sample: ResourceSample?
  package private(set) var sampledAt = RunTime.zero
  /// State of its health check, and since when; nil where nothing was told.
  package private(set) var health: ContainerHealth?
  package private(set) var healthSince = RunTime.zero
  /// How often it started again while it was watched.
  package private(set) var restarts = 0
  /// How often the kernel killed a process of it for want of memory.
  package private(set) var outOfMemory = 0
  /// The newest change that was not a line of its start; nil before it.
  package private(set) var latest: TimedSubjectChange?
  /// The newest changes, oldest first.
  package private(set) var changes = Ring<TimedSubjectChange>(capacity: 200)
  /// The newest samples: the last ten minutes at one a second.
  package private(set) var recent = Ring<UsagePoint>(capacity: 600)
  /// All samples, in buckets of time.
  package private(set) var timeline = ResourceTimeline()
  /// When it was not there.
  package private(set) var absences = Absences()
  private var life = SubjectLife()

  init(name: String) { self.name = name }

  /// Whether it runs, as far as is known.
  package var isRunning: Bool? { life.isRunning }

  /// What was launched anew for the rest of a run that had been cut short has not restarted.
  mutating func resume() {
    life = SubjectLife()
    sample = nil
    health = nil
  }

  mutating func add(_ sample: ResourceSample, at time: RunTime) {
    let point = UsagePoint(sample, at: time)
    recent.append(point)
    timeline.add(point)
    // A sample of its last moments may come after the news of its end.
    guard isRunning != false, self.sample == nil || sampledAt <= time else { return }
    self.sample = sample
    sampledAt = time
  }

  mutating func add(_ change: SubjectChange, at time: RunTime) {
    let timed = TimedSubjectChange(time: time, change: change)
    changes.append(timed)
    if change.kind != .progress { latest = timed }
    absences.take(change.kind, at: time)
    if life.take(change.kind) { restarts &+= 1 }
    switch change.kind {
    // From where it is watched nothing holds that was known of another one of this name.
    case .died, .stopped, .removed, .watched:
      sample = nil
      health = nil
    case .outOfMemory: outOfMemory &+= 1
    case .health:
      health = change.health
      healthSince = time
    case .created, .started, .restarted, .paused, .unpaused, .killed, .renamed, .lost, .found,
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
