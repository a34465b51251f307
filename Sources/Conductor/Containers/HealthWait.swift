internal import CurlKit
internal import DockerKit

/// Waits until the health check of a container that was just started has passed.
///
/// Its servers answer by then; what is measured before the engine agrees would be measured while
/// the container is still said to be starting.
struct HealthWait: Sendable {
  let running: ContainerFleet.Running
  let control: RunControl

  /// - Returns: Why it is not well; nil where it is, or has no health check.
  func run(within seconds: Double) async -> String? {
    guard running.isFresh else { return nil }
    let deadline = MonotonicClock.now() &+ UInt64(max(0, seconds) * 1e9)
    let name = running.container.name
    while !control.isStopped {
      guard let details = try? await running.engine.inspect(running.container.id) else {
        return "container \(name) cannot be looked at any more"
      }
      if let death = await running.death { return death }
      guard let health = details.health else { return nil }
      switch health.status {
      case .healthy: return nil
      case .unhealthy:
        return "container \(name) is unhealthy\(Self.words(health)); slimbench logs tells more"
      case .starting:
        guard MonotonicClock.now() < deadline else {
          return "the health check of container \(name) has not passed within \(Int(seconds)) s"
            + Self.words(health) + "; give it longer with ready_within"
        }
      }
      try? await Task.sleep(for: .milliseconds(250))
    }
    return "the run was stopped"
  }

  private static func words(_ health: ContainerHealth) -> String {
    guard let output = health.probes.last?.output.split(separator: "\n").last else { return "" }
    return ": \(output.prefix(200))"
  }
}
