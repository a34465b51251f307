/// Something happened to a watched subject: a container, or a process that was launched.
package struct SubjectChange: Codable, Hashable, Sendable {
  /// Name of the container; of a launched process its server's key.
  package var subject: String
  package var kind: Kind
  /// New state of its health check, of a `health` change.
  package var health: ContainerHealth?
  /// Exit code, of a `died` change.
  package var exitCode: Int?
  /// Signal that ended it or that it was sent.
  package var signal: Int?
  /// What is known beyond it, in words: a probe's output, an advice, a reason.
  package var detail: String

  package init(
    subject: String, kind: Kind, health: ContainerHealth? = nil, exitCode: Int? = nil,
    signal: Int? = nil, detail: String = ""
  ) {
    self.subject = subject
    self.kind = kind
    self.health = health
    self.exitCode = exitCode
    self.signal = signal
    self.detail = detail
  }

  /// What happened.
  package enum Kind: String, Codable, Hashable, Sendable, CaseIterable {
    /// It is watched from now on, and runs, stands, or is not there; the detail says which.
    case watched
    case created, started, restarted, paused, unpaused, stopped, renamed, removed
    /// A process of it was killed for want of memory.
    case outOfMemory = "out_of_memory"
    /// It was sent a signal.
    case killed
    /// Its main process ended.
    case died
    /// Its health check came to another state.
    case health
    /// The engine cannot be asked any more, and can again.
    case lost, found
    /// A line of its start: pulled, built, started, its log.
    case progress
  }

  /// Whether it disturbs what is measured meanwhile.
  package var isIncident: Bool {
    switch kind {
    case .outOfMemory, .killed, .died, .restarted, .paused, .lost, .removed, .stopped: true
    case .health: health == .unhealthy
    case .watched, .created, .started, .unpaused, .renamed, .found, .progress: false
    }
  }
}

/// Where a container's health check stands.
package enum ContainerHealth: String, Codable, Hashable, Sendable, CaseIterable {
  /// It has no health check.
  case none
  case starting, healthy, unhealthy
}
