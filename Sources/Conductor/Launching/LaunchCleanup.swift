internal import Glibc
package import ProcessKit

/// Ends what launched processes have left behind, and only that.
package struct LaunchCleanup: Sendable {
  private let records: LaunchRecords

  package init(records: LaunchRecords) { self.records = records }

  /// What became of a record.
  package struct Outcome: Sendable, Hashable {
    package var record: LaunchRecord
    /// How many processes were ended.
    package var ended: Int
    /// Processes that are still there.
    package var remaining: [ProcessIdentity]
  }

  /// Ends everything that nobody stops any more: whose owner is gone.
  ///
  /// - Parameter kept: Also what was started to stay until `down`.
  package func run(includingKept kept: Bool, grace: Duration = .seconds(5)) async -> [Outcome] {
    var outcomes: [Outcome] = []
    for record in records.all() where !record.isOwned {
      if record.owner == nil, !kept, record.isRunning { continue }
      outcomes.append(await end(record, grace: grace))
    }
    return outcomes
  }

  /// Ends one: SIGTERM, and SIGKILL after the grace period.
  package func end(_ record: LaunchRecord, grace: Duration = .seconds(5)) async -> Outcome {
    var seen: Set<ProcessIdentity> = []
    let deadline = ContinuousClock.now + grace
    var left = record.processes
    MarkedProcesses.terminate(left)
    while !left.isEmpty, ContinuousClock.now < deadline {
      seen.formUnion(left)
      try? await Task.sleep(for: .milliseconds(20))
      left = record.processes
    }
    // New ones may appear while the old ones are killed.
    for _ in 0..<100 where !left.isEmpty {
      seen.formUnion(left)
      MarkedProcesses.killAtOnce(left)
      try? await Task.sleep(for: .milliseconds(20))
      left = record.processes
    }
    if left.isEmpty { records.remove(record) }
    return Outcome(record: record, ended: seen.count - left.count, remaining: left)
  }
}
