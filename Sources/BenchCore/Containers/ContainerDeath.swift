/// How a container came to its end, and what is known about why.
package struct ContainerDeath: Equatable, Sendable {
  package var time: WallTime
  package var cause: Cause
  /// The exit code; nil where it never ran.
  package var exitCode: Int?
  /// Whether somebody asked for it: a stop, a restart, a kill through the engine.
  package var wasAsked: Bool
  /// The most memory that it was seen to use, bytes, and the most that it might.
  package var peakMemoryBytes: Int?
  package var memoryLimitBytes: Int?
  /// Its last words; foreign text.
  package var lastLines: [String]
  /// What else is known, or what can be done about it.
  package var detail: String

  package init(
    time: WallTime, cause: Cause, exitCode: Int? = nil, wasAsked: Bool = false,
    peakMemoryBytes: Int? = nil, memoryLimitBytes: Int? = nil, lastLines: [String] = [],
    detail: String = ""
  ) {
    self.time = time
    self.cause = cause
    self.exitCode = exitCode
    self.wasAsked = wasAsked
    self.peakMemoryBytes = peakMemoryBytes
    self.memoryLimitBytes = memoryLimitBytes
    self.lastLines = lastLines
    self.detail = detail
  }

  package enum Cause: Hashable, Sendable {
    /// The kernel killed it for want of memory.
    case outOfMemory
    /// A signal ended it.
    case signal(Int)
    /// It ended by itself, with this code.
    case exited(Int)
    /// It could not be started.
    case failedStart(String)
    /// It is gone, and nobody saw how.
    case unknown
  }

  /// Whether it is one to worry about.
  package var isBad: Bool {
    switch cause {
    case .outOfMemory, .failedStart: true
    case .signal: !wasAsked
    case .exited(let code): code != 0 && !wasAsked
    case .unknown: false
    }
  }
}

extension ContainerDeath {
  /// What the facts of a container that does not run say of its end; nil where it has had none.
  package init?(of facts: ContainerFacts, at time: WallTime) {
    guard !facts.state.isAlive else { return nil }
    let cause: Cause
    if !facts.error.isEmpty, facts.state == .created || facts.exitCode == 128 {
      cause = .failedStart(facts.error)
    } else if facts.state == .created || facts.exitCode == nil {
      return nil
    } else {
      let code = facts.exitCode ?? 0
      // Codes above 128 are how shells and engines tell a signal.
      cause =
        facts.wasOutOfMemory && code == 137
        ? .outOfMemory : (129...192).contains(code) ? .signal(code - 128) : .exited(code)
    }
    self.init(
      // One that never ran has no end of its own.
      time: facts.finished ?? facts.created ?? time, cause: cause, exitCode: facts.exitCode,
      memoryLimitBytes: facts.memoryLimitBytes)
  }
}
