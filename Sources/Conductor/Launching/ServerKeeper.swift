package import BenchCore
internal import DockerKit
internal import Foundation
internal import ProcessKit

/// `slimbench up` and `down`: a plan's servers without a run.
package struct ServerKeeper: Sendable {
  private let plan: Plan
  private let records: LaunchRecords

  package init(plan: Plan, records: LaunchRecords) {
    self.plan = plan
    self.records = records
  }

  /// What became of a server.
  package struct Outcome: Sendable {
    /// Where it answers; nil where it does not.
    package var url: String?
    /// Why it does not.
    package var reason: String
  }

  /// Starts everything that the plan starts, and waits until it is ready.
  ///
  /// What does not become ready is ended again; the rest stays.
  ///
  /// - Parameters:
  ///   - rebuilds: Builds images anew where they exist already.
  ///   - control: Stopped, it gives up what is not ready yet, also a build or a pull.
  ///   - publish: Takes what happens meanwhile, as a run would tell it.
  /// - Returns: One outcome a server, in the order of the plan.
  package func up(
    rebuilds: Bool, executable: String, control: RunControl,
    publish: @escaping @Sendable ([RunEvent]) -> Void
  ) async -> [Outcome] {
    let fleet = ServerFleet(
      plan: plan, executable: executable, clock: RunClock(), control: control, records: records,
      run: "up-" + UUID().uuidString.lowercased(), keeps: true, rebuilds: rebuilds,
      publish: publish)
    let work = Task { await fleet.makeReady() }
    control.onStop { work.cancel() }
    let standings = await work.value
    await fleet.stopFailed(standings)
    return standings.map { standing in
      switch standing {
      case .ready(let url): Outcome(url: Redaction.url(url), reason: "")
      case .unavailable(let reason): Outcome(url: nil, reason: reason)
      }
    }
  }

  /// The kept processes of the plan's servers.
  ///
  /// Other plans may use the same keys, for other addresses.
  package var kept: [LaunchRecord] {
    records.all().filter { record in
      record.owner == nil
        && plan.servers.contains { server in
          guard case .url(let url) = server.origin else { return false }
          return server.key == record.key && Redaction.url(url) == record.url
        }
    }
  }

  /// Ends what `up` has started of this plan's servers and containers.
  ///
  /// - Returns: What was done, a line each, and what could not be done.
  package func down() async -> (done: [String], failed: [String]) {
    var done: [String] = []
    var failed: [String] = []
    for record in kept {
      let outcome = await LaunchCleanup(records: records).end(record)
      if outcome.remaining.isEmpty {
        done.append("\(record.key): \(record.launch.commandLine): stopped")
      } else {
        let numbers = outcome.remaining.map { String($0.number) }.joined(separator: ", ")
        failed.append("\(record.key): processes \(numbers) cannot be ended")
      }
    }
    let names = containerNames
    guard !names.isEmpty else { return (done, failed) }
    let outcome = await ContainerCleanup(option: plan.engine).run { found in
      let isOurs = found.owner.keeper == .down && names[found.key] == found.name
      return isOurs ? .remove : .leave(nil)
    }
    return (done + outcome.removed, failed + outcome.failed)
  }

  /// The names of the containers that the plan starts for its servers, by key.
  private var containerNames: [String: String] {
    let specs = plan.servers.compactMap { $0.container.flatMap(plan.container) }
    return Dictionary(specs.map { ($0.key, $0.containerName) }) { first, _ in first }
  }
}
