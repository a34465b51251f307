package import BenchCore

/// A container as one source tells of it; `PlanDraft` lays them over each other by key.
package struct ContainerDraft: Hashable, Sendable {
  package var key: String
  package var image: String?
  package var build: String?
  package var dockerfile: String?
  package var buildNetwork: String?
  package var name: String?
  package var command: [String]?
  package var ports: [PortMapping]?
  package var volumes: [String]?
  package var environment: [EnvironmentVariable] = []
  package var memoryBytes: Int?
  package var cpus: Double?
  package var sharedMemoryBytes: Int?
  package var gpus: GPUChoice?
  package var health: HealthCheckSpec?
  package var labels: [EnvironmentVariable] = []
  package var readyWithinSeconds: Double?

  package init(key: String) { self.key = key }

  /// This draft with everything that `other` says laid over it; variables are laid over by name.
  package func overridden(by other: ContainerDraft) -> ContainerDraft {
    var merged = self
    merged.image = other.image ?? image
    merged.build = other.build ?? build
    merged.dockerfile = other.dockerfile ?? dockerfile
    merged.buildNetwork = other.buildNetwork ?? buildNetwork
    merged.name = other.name ?? name
    merged.command = other.command ?? command
    merged.ports = other.ports ?? ports
    merged.volumes = other.volumes ?? volumes
    merged.environment = environment.overridden(by: other.environment)
    merged.memoryBytes = other.memoryBytes ?? memoryBytes
    merged.cpus = other.cpus ?? cpus
    merged.sharedMemoryBytes = other.sharedMemoryBytes ?? sharedMemoryBytes
    merged.gpus = other.gpus ?? gpus
    merged.health = other.health ?? health
    merged.labels = labels.overridden(by: other.labels)
    merged.readyWithinSeconds = other.readyWithinSeconds ?? readyWithinSeconds
    return merged
  }

  var spec: ContainerSpec {
    var spec = ContainerSpec(key: key)
    spec.image = image
    spec.build = build
    spec.dockerfile = dockerfile
    spec.buildNetwork = buildNetwork
    spec.name = name
    spec.command = command ?? []
    spec.ports = ports ?? []
    spec.volumes = volumes ?? []
    spec.environment = environment
    spec.memoryBytes = memoryBytes
    spec.cpus = cpus
    spec.sharedMemoryBytes = sharedMemoryBytes
    spec.gpus = gpus ?? .none
    spec.health = health
    spec.labels = labels
    spec.readyWithinSeconds = readyWithinSeconds
    return spec
  }
}
