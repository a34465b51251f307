internal import CurlKit
internal import DockerKit

/// Waits until the health check of a container that was just started has passed.
///
/// Its servers answer by then; what is measured before the engine agrees would be measured while
/// the container is still said to be starting.
struct HealthWait: Sendable {
  let running: ContainerFleet.Running
  let control: RunControl

  /// An engine that does not answer is asked again until the time is over.
  ///
  /// - Parameter seconds: How long it may take from now.
  /// - Returns: Why it is not well; nil where it is, or has no health check.
  func run(within seconds: Double) async -> String? {
    guard running.isFresh else { return nil }
    let limit = max(0, min(seconds, 1e9))
    let deadline = MonotonicClock.now() &+ UInt64(limit * 1e9)
    while !control.isStopped, !Task.isCancelled {
      switch await look() {
      case .well: return nil
      case .failed(let reason): return reason
      case .waiting(let reason):
        guard MonotonicClock.now() < deadline else {
          return "\(reason), for \(Self.time(limit)); give it longer with ready_within"
        }
      }
      try? await Task.sleep(for: .milliseconds(250))
    }
    return "the run was stopped"
  }

  /// What one look at the container has shown.
  private enum Look {
    case well
    /// Waiting will not help; why.
    case failed(String)
    /// What is waited for.
    case waiting(String)
  }

  private func look() async -> Look {
    let name = running.container.name
    let details: ContainerDetails
    do throws(EngineError) {
      details = try await running.engine.inspect(running.container.id)
    } catch {
      return error.status == 404
        ? .failed("container \(name) is gone: it was removed while it was starting")
        : .waiting("container \(name) cannot be looked at: \(error)")
    }
    if let death = await running.death { return .failed(death) }
    guard let health = details.health else { return .well }
    switch health.status {
    case .healthy: return .well
    case .unhealthy:
      return .failed(
        "container \(name) is unhealthy\(Self.words(health)); slimbench logs tells more")
    case .starting:
      return .waiting(
        "the health check of container \(name) has not passed\(Self.words(health))")
    }
  }

  private static func time(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
  }

  private static func words(_ health: ContainerHealth) -> String {
    guard let output = health.probes.last?.output.split(separator: "\n").last else { return "" }
    return ": \(output.prefix(200))"
  }
}
