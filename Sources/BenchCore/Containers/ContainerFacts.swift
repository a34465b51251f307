/// What an engine tells of a container, apart from what it uses.
package struct ContainerFacts: Equatable, Sendable {
  package var id: String
  package var name: String
  package var image = ""
  package var state = ContainerState.unknown
  package var health = ContainerHealth.none
  /// Probes in a row that have failed.
  package var failingStreak = 0
  /// Times that the engine's restart policy has started it again; nil where it was not asked.
  package var restarts: Int?
  /// Whether a process of its last run was killed for want of memory.
  package var wasOutOfMemory = false
  /// How its last run ended; nil while none has.
  package var exitCode: Int?
  /// Why it did not start; empty where it did.
  package var error = ""
  package var created: WallTime?
  package var started: WallTime?
  package var finished: WallTime?
  package var ports: [PublishedPort] = []
  /// Most that it may use; nil where nothing limits it.
  package var coreLimit: Double?
  package var memoryLimitBytes: Int?
  package var processLimit: Int?
  package var restartPolicy = ""
  package var networkMode = ""
  package var command = ""
  package var labels: [LabelEntry] = []
  package var environment: [EnvironmentEntry] = []
  package var healthCheck: HealthCheckFacts?
  /// Whether all of it is known, or only what a list of containers tells.
  package var isDetailed = false

  package init(id: String, name: String) {
    self.id = id
    self.name = name
  }

  /// These facts, with what only an inspection tells taken from older ones where it is missing.
  package func completed(from older: ContainerFacts) -> ContainerFacts {
    guard !isDetailed, older.isDetailed else { return self }
    var facts = older
    facts.name = name
    facts.image = image.isEmpty ? older.image : image
    facts.state = state
    if health != .none || !state.isAlive { facts.health = health }
    if !ports.isEmpty { facts.ports = ports }
    if !state.isAlive, let exitCode { facts.exitCode = exitCode }
    return facts
  }
}

/// What a container is doing.
package enum ContainerState: String, Hashable, Sendable, CaseIterable {
  case created, running, paused, restarting, removing, exited, dead, unknown

  /// Whether its processes exist.
  package var isAlive: Bool { self == .running || self == .paused }
}

/// A port of a container, and where it is reached.
package struct PublishedPort: Hashable, Sendable {
  package var container: Int
  /// Nil where it is not published.
  package var host: Int?
  /// `tcp`, `udp`.
  package var transport: String

  package init(container: Int, host: Int? = nil, transport: String = "tcp") {
    self.container = container
    self.host = host
    self.transport = transport
  }

  /// As people write it: `7670`, `8080→80`, `53/udp`.
  package var words: String {
    let suffix = transport == "tcp" ? "" : "/" + transport
    guard let host else { return "(\(container))" + suffix }
    return (host == container ? "\(host)" : "\(host)→\(container)") + suffix
  }
}

/// A label of a container.
package struct LabelEntry: Hashable, Sendable {
  package var name: String
  package var value: String

  package init(name: String, value: String) {
    self.name = name
    self.value = value
  }
}

/// How a container's health is checked.
package struct HealthCheckFacts: Hashable, Sendable {
  /// What is run.
  package var command: String
  /// Seconds.
  package var interval: Double
  package var timeout: Double
  package var startPeriod: Double
  package var retries: Int

  package init(
    command: String, interval: Double, timeout: Double, startPeriod: Double, retries: Int
  ) {
    self.command = command
    self.interval = interval
    self.timeout = timeout
    self.startPeriod = startPeriod
    self.retries = retries
  }
}
