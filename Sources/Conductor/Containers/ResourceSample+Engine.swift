package import BenchCore
package import DockerKit

extension ResourceSample {
  /// What a container used, as its engine's figures tell it.
  ///
  /// - Parameters:
  ///   - subject: The container's name.
  ///   - limits: What limits it; nil while that is not known.
  ///   - machineMemory: Bytes of the engine's machine: a limit as large is none.
  package init(
    _ figures: ResourceFigures, of subject: String, limits: ContainerLimits? = nil,
    machineMemory: UInt64? = nil
  ) {
    self.init(subject: subject, interval: Int64(clamping: figures.span))
    cores = figures.cores
    coreLimit = limits?.coreLimit
    throttledShare = figures.throttledShare
    memoryBytes = figures.memory.map { Int(clamping: $0.used) }
    let read = figures.memory?.limit.flatMap { limit in
      limit >= machineMemory ?? UInt64(Int64.max) ? nil : limit
    }
    memoryLimitBytes = (limits?.memory ?? read).map { Int(clamping: $0) }
    receivedPerSecond = figures.receivedRate
    sentPerSecond = figures.sentRate
    readPerSecond = figures.blockReadRate
    writtenPerSecond = figures.blockWrittenRate
    processes = figures.pids.map { Int(clamping: $0) }
  }
}

extension ContainerLimits {
  /// Cores that it may use at most: of its quota and the cores that it may run on, the less.
  package var coreLimit: Double? { [cpus, cpuSet.map(Double.init)].compactMap(\.self).min() }
}
