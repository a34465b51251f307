package import BenchCore
package import DockerKit

extension SubjectChange {
  /// What an engine's event says; nil for one that is about nothing we tell.
  package init?(_ event: EngineEvent) {
    let kind: Kind
    var health: BenchCore.ContainerHealth?
    switch event.action {
    case .create: kind = .created
    case .start: kind = .started
    case .die: kind = .died
    case .kill: kind = .killed
    case .stop: kind = .stopped
    case .restart: kind = .restarted
    case .pause: kind = .paused
    case .unpause: kind = .unpaused
    case .rename: kind = .renamed
    case .outOfMemory: kind = .outOfMemory
    case .destroy: kind = .removed
    case .health(let status):
      guard let status else { return nil }
      kind = .health
      health = BenchCore.ContainerHealth(status)
    case .update, .other: return nil
    }
    self.init(
      subject: event.name, kind: kind, health: health, exitCode: event.exitCode,
      signal: event.signal)
  }
}

extension BenchCore.ContainerHealth {
  /// The state of a health check; nil is a container without one.
  package init(_ status: HealthStatus?) {
    switch status {
    case .starting: self = .starting
    case .healthy: self = .healthy
    case .unhealthy: self = .unhealthy
    case nil: self = .none
    }
  }
}

extension ProbeResult {
  /// A run of a health check, its times on our clock.
  package init(_ probe: HealthProbe, _ clock: EngineClock) {
    self.init(
      start: WallTime(nanoseconds: clock.local(probe.start).nanoseconds),
      seconds: Double(probe.duration) / 1e9, exitCode: probe.exitCode, output: probe.output)
  }
}
