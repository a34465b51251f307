internal import DockerKit

/// Removes containers that bear our labels, and only those.
package struct ContainerCleanup: Sendable {
  private let option: String?

  /// - Parameter option: The engine's address; nil for the one that is found.
  package init(option: String?) { self.option = option }

  /// Stops and removes every container of ours that is wanted gone.
  ///
  /// - Parameter wanted: Told who started it and its key in the plan.
  /// - Returns: What was removed, a line each, and what could not be.
  package func run(
    _ wanted: @Sendable (ContainerOwner, String) -> Bool
  ) async -> (removed: [String], failed: [String]) {
    let found = await EngineDiscovery.find(option: option)
    guard let engine = found.chosen else {
      return ([], [found.error?.description ?? "no container engine was found"])
    }
    let list: [ContainerSummary]
    do {
      list = try await engine.list(labels: [ContainerLabel.run, ContainerLabel.target])
    } catch { return ([], [error.description]) }
    var removed: [String] = []
    var failed: [String] = []
    for container in list {
      guard let owner = ContainerOwner(labels: container.labels),
        wanted(owner, container.labels[ContainerLabel.target] ?? "")
      else { continue }
      do throws(LifecycleError) {
        if container.state == .running {
          try? await engine.stop(container.id, called: container.name)
        }
        try await engine.remove(container.id, called: container.name, force: true)
        removed.append("container \(container.name) (\(container.image)): removed")
      } catch { failed.append("\(error)") }
    }
    return (removed, failed)
  }
}
