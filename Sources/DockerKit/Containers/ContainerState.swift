/// What a container is doing.
package enum ContainerState: String, Sendable, CaseIterable {
  case created, running, paused, restarting, removing, exited, dead
  /// A word that we do not know.
  case unknown

  /// Reads the engine's word; podman has some of its own.
  package init(_ word: String?) {
    switch word?.lowercased() ?? "" {
    case "configured", "initialized": self = .created
    case "stopped": self = .exited
    case "stopping": self = .running
    case let word: self = ContainerState(rawValue: word) ?? .unknown
    }
  }

  /// Whether its processes exist.
  package var isAlive: Bool { self == .running || self == .paused }
}

/// What a container's health check says.
package enum HealthStatus: String, Sendable, CaseIterable {
  case starting, healthy, unhealthy

  /// Nil for "no health check", however it is said.
  package init?(_ word: String?) {
    guard let status = word.flatMap({ HealthStatus(rawValue: $0) }) else { return nil }
    self = status
  }

  /// Reads `Up 2 minutes (healthy)`, where older engines put it.
  package init?(statusText: String) {
    if statusText.hasSuffix("(healthy)") {
      self = .healthy
    } else if statusText.hasSuffix("(unhealthy)") {
      self = .unhealthy
    } else if statusText.hasSuffix("(health: starting)") {
      self = .starting
    } else {
      return nil
    }
  }
}
