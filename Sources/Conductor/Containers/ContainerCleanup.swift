internal import DockerKit

/// Removes containers that bear our labels, and only those.
package struct ContainerCleanup: Sendable {
  private let option: String?

  /// - Parameter option: The engine's address; nil for the one that is found.
  package init(option: String?) { self.option = option }

  /// A container that bears our labels.
  package struct Found: Sendable, Hashable {
    package var owner: ContainerOwner
    /// Its key in the plan that it was started for.
    package var key: String
    package var name: String
  }

  /// What is to become of a container.
  package enum Decision: Sendable, Hashable {
    case remove
    /// Why it stays; nil where nobody needs to be told.
    case leave(String?)
  }

  /// What was done: a line for each container.
  package struct Outcome: Sendable, Hashable {
    package var removed: [String] = []
    /// What stays, and why.
    package var left: [String] = []
    /// What could not be done.
    package var failed: [String] = []
  }

  /// What is to become of a container when nobody names the plan: only what is left over goes.
  ///
  /// - Parameter all: Also what waits for `down`, and what cannot be judged from here; never what a
  ///   run that is seen to go on will remove.
  package static func decision(_ standing: ContainerOwner.Standing, all: Bool) -> Decision {
    switch standing {
    case .leftOver: .remove
    case .owned: .leave(nil)
    case .kept: all ? .remove : .leave(nil)
    case .elsewhere: all ? .remove : .leave("started elsewhere, left; --all removes it")
    case .unknown:
      all ? .remove : .leave("its labels do not tell who removes it, left; --all removes it")
    }
  }

  /// Stops and removes every container of ours that is wanted gone.
  package func run(_ decide: @Sendable (Found) -> Decision) async -> Outcome {
    let found = await EngineDiscovery.find(option: option)
    guard let engine = found.chosen else {
      return Outcome(failed: [found.error?.description ?? "no container engine was found"])
    }
    let list: [ContainerSummary]
    do {
      list = try await engine.list(labels: [ContainerLabel.run, ContainerLabel.target])
    } catch { return Outcome(failed: [error.description]) }
    var outcome = Outcome()
    for container in list {
      guard let owner = ContainerOwner(labels: container.labels) else { continue }
      let key = container.labels[ContainerLabel.target] ?? ""
      let title = "container \(container.name) (\(container.image))"
      switch decide(Found(owner: owner, key: key, name: container.name)) {
      case .leave(let why):
        if let why { outcome.left.append("\(title): \(why)") }
      case .remove:
        do throws(LifecycleError) {
          try await Self.remove(container, from: engine)
          outcome.removed.append("\(title): removed")
        } catch { outcome.failed.append("\(error)") }
      }
    }
    return outcome
  }

  private static func remove(
    _ container: ContainerSummary, from engine: Engine
  ) async throws(LifecycleError) {
    if container.state == .running {
      try? await engine.stop(container.id, called: container.name)
    }
    try await engine.remove(container.id, called: container.name, force: true)
  }
}
