internal import BenchCore
internal import DockerKit
internal import Foundation

extension ContainerRecipe {
  /// What a plan asks of a container, as an engine is told.
  ///
  /// - Parameters:
  ///   - run: Names the run in its labels.
  ///   - isLocal: Whether the engine's host is this machine: ports then stay on loopback.
  init(_ spec: ContainerSpec, run: ContainerOwner, isLocal: Bool) {
    self.init(image: spec.imageName, name: spec.containerName)
    command = spec.command
    ports = spec.ports.map {
      PortRecipe(
        $0.container, host: $0.host, address: $0.address ?? (isLocal ? "127.0.0.1" : "0.0.0.0"))
    }
    mounts = spec.volumes.map(MountRecipe.init)
    for variable in spec.environment { environment[variable.name] = variable.value }
    memory = spec.memoryBytes
    cpus = spec.cpus
    sharedMemory = spec.sharedMemoryBytes
    switch spec.gpus {
    case .none: gpus = nil
    case .all: gpus = .all
    case .devices(let devices): gpus = .devices(devices)
    }
    health = spec.health.map(HealthRecipe.init)
    for label in spec.labels { labels[label.name] = label.value }
    labels.merge(run.labels(of: spec.key)) { $1 }
  }
}

extension MountRecipe {
  /// `source:/target`, perhaps with `:ro`; a path of ours is made absolute.
  fileprivate init(_ text: String) {
    let parts = text.split(separator: ":").map(String.init)
    var source = parts.first ?? ""
    // A name alone is a volume's.
    if source.contains("/") || source.hasPrefix(".") {
      source = URL(filePath: source).standardizedFileURL.path(percentEncoded: false)
      if source.count > 1, source.hasSuffix("/") { source.removeLast() }
    }
    self.init(
      source, at: parts.count > 1 ? parts[1] : "",
      isReadOnly: parts.count > 2 && parts[2] == "ro")
  }
}

extension HealthRecipe {
  fileprivate init(_ spec: HealthCheckSpec) {
    let duration = { (seconds: Double?) in seconds.map { Duration.seconds($0) } }
    self.init(
      spec.command.isEmpty ? .none : .shell(spec.command),
      interval: duration(spec.intervalSeconds), timeout: duration(spec.timeoutSeconds),
      startPeriod: duration(spec.startPeriodSeconds), retries: spec.retries)
  }
}
