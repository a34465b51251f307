/// When a subject was not there to use anything: dead, paused, or not to be asked.
///
/// Charts have a gap there, whatever samples say: a paused container's flat zero is none of its
/// work, and nobody knows what one did that could not be asked.
package struct Absences: Equatable, Sendable {
  /// A stretch without the subject; one that goes on has no end.
  package struct Absence: Hashable, Sendable {
    package fileprivate(set) var from: RunTime
    package fileprivate(set) var until: RunTime?
  }

  /// Most that are kept; what comes then is a gap only where no samples are.
  package static let limit = 100

  /// Oldest first.
  package private(set) var all: [Absence] = []

  package init() {}

  mutating func take(_ kind: SubjectChange.Kind, at time: RunTime) {
    switch kind {
    case .died, .stopped, .removed, .paused, .lost:
      guard all.last.map({ $0.until != nil }) ?? true, all.count < Self.limit else { return }
      all.append(Absence(from: time))
    case .started, .unpaused, .found:
      guard let last = all.last, last.until == nil else { return }
      all[all.count - 1].until = max(last.from, time)
    case .watched, .created, .restarted, .renamed, .outOfMemory, .killed, .health, .progress: return
    }
  }

  /// Whether an instant lies in one, seconds since the run's start.
  package func contain(seconds: Double) -> Bool {
    all.contains { absence in
      seconds >= absence.from.signedSeconds
        && absence.until.map { seconds < $0.signedSeconds } ?? true
    }
  }
}

extension RunTime {
  /// Seconds since the run's start, negative before it.
  package var signedSeconds: Double { Double(nanoseconds) / 1e9 }
}
