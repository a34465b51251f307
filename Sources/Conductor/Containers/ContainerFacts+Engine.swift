package import BenchCore
package import DockerKit

extension ContainerFacts {
  /// What a list of containers tells of one.
  package init(_ summary: ContainerSummary, _ clock: EngineClock) {
    self.init(id: summary.id, name: summary.name)
    image = summary.image
    state = BenchCore.ContainerState(summary.state)
    health = BenchCore.ContainerHealth(summary.health)
    exitCode = Self.exitCode(in: summary.statusText)
    created = summary.created.map { WallTime($0, clock) }
    ports = summary.ports.map(BenchCore.PublishedPort.init)
    command = summary.command
    labels = Self.entries(summary.labels)
    networkMode = summary.networkMode ?? ""
  }

  /// What an inspection tells; secrets of its environment are left out here.
  package init(_ details: ContainerDetails, _ clock: EngineClock) {
    self.init(id: details.id, name: details.name)
    image = details.image
    state = BenchCore.ContainerState(details.state)
    health = BenchCore.ContainerHealth(details.health?.status)
    failingStreak = details.health?.failingStreak ?? 0
    restarts = details.restartCount
    wasOutOfMemory = details.wasOutOfMemory
    // Before the first end it has no meaning.
    exitCode = details.finished == nil && details.error.isEmpty ? nil : details.exitCode
    error = details.error
    created = details.created.map { WallTime($0, clock) }
    started = details.started.map { WallTime($0, clock) }
    finished = details.finished.map { WallTime($0, clock) }
    ports = details.ports.map(BenchCore.PublishedPort.init)
    coreLimit = details.limits.coreLimit
    memoryLimitBytes = details.limits.memory.map { Int(clamping: $0) }
    processLimit = details.limits.pids.map { Int(clamping: $0) }
    restartPolicy = details.restartPolicy ?? ""
    networkMode = details.networkMode ?? ""
    command = details.command.joined(separator: " ")
    labels = Self.entries(details.labels)
    environment = details.environment.map(EnvironmentEntry.init)
    healthCheck = details.healthCheck.map(HealthCheckFacts.init)
    isDetailed = true
  }

  /// The code in `Exited (137) 2 minutes ago`, which is all that a list tells of an end.
  private static func exitCode(in status: String) -> Int? {
    guard status.hasPrefix("Exited ("), let end = status.firstIndex(of: ")") else { return nil }
    return Int(status[..<end].dropFirst("Exited (".count))
  }

  private static func entries(_ labels: [String: String]) -> [LabelEntry] {
    labels.sorted { $0.key < $1.key }.map { LabelEntry(name: $0.key, value: $0.value) }
  }
}

extension BenchCore.ContainerState {
  package init(_ state: DockerKit.ContainerState) {
    self = BenchCore.ContainerState(rawValue: state.rawValue) ?? .unknown
  }
}

extension BenchCore.PublishedPort {
  init(_ port: ContainerPort) {
    self.init(
      container: Int(port.container), host: port.host.map(Int.init), transport: port.transport)
  }
}

extension HealthCheckFacts {
  init(_ check: HealthCheck) {
    let command = check.test.first == "CMD" || check.test.first == "CMD-SHELL"
    self.init(
      command: (command ? Array(check.test.dropFirst()) : check.test).joined(separator: " "),
      interval: Self.seconds(check.interval), timeout: Self.seconds(check.timeout),
      startPeriod: Self.seconds(check.startPeriod), retries: check.retries)
  }

  private static func seconds(_ duration: Duration) -> Double {
    let (seconds, attoseconds) = duration.components
    return Double(seconds) + Double(attoseconds) / 1e18
  }
}
