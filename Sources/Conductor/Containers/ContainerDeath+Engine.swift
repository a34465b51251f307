package import BenchCore
package import DockerKit

extension ContainerDeath {
  /// The end of a container as its events and an inspection explain it together.
  ///
  /// - Parameter now: Told as its time where the engine does not say when it ended.
  package init(
    _ explanation: DeathExplanation, of snapshot: ContainerSnapshot, _ clock: EngineClock,
    now: WallTime
  ) {
    let event = snapshot.life.deaths.last
    let time =
      event.map { WallTime($0.time, clock) }
      ?? snapshot.details?.finished.map { WallTime($0, clock) } ?? now
    let cause: Cause
    var detail = ""
    var wasAsked = false
    var limit = snapshot.details?.limits.memory
    switch explanation.cause {
    case .outOfMemory(let bytes):
      cause = .outOfMemory
      limit = bytes ?? limit
    case .signal(let signal, let requested):
      cause = .signal(signal)
      wasAsked = requested
    case .exited(let code):
      cause = .exited(code)
      wasAsked = event?.signal != nil
    case .failedToStart(let words): cause = .failedStart(words)
    case .engineError(let words):
      cause = .exited(explanation.exitCode ?? -1)
      detail = words
    }
    if explanation.childWasOutOfMemory, detail.isEmpty {
      detail =
        "A process that it had started was killed for want of memory before; the container itself "
        + "went on."
    }
    self.init(
      time: time, cause: cause, exitCode: explanation.exitCode, wasAsked: wasAsked,
      memoryLimitBytes: limit.map { Int(clamping: $0) }, detail: detail)
  }
}
