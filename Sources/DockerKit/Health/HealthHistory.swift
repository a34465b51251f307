/// The probes and the changes of a container's health, beyond the five probes that engines keep.
///
/// They are collected as they pass: from each inspect and from the events.
package struct HealthHistory: Sendable, Equatable {
  /// A change of the status.
  package struct Edge: Sendable, Equatable {
    package var time: EngineTime
    package var status: HealthStatus
  }

  /// The probes, the oldest first.
  package private(set) var probes: [HealthProbe] = []
  package private(set) var edges: [Edge] = []
  /// The indices in `probes` before which some may have passed unseen.
  package private(set) var breaks: Set<Int> = []
  /// How often it went from healthy to unhealthy.
  package private(set) var flaps = 0
  private let limit: Int

  /// - Parameter limit: How many probes are kept, and how many changes.
  package init(limit: Int = 1000) {
    self.limit = max(5, limit)
  }

  package var status: HealthStatus? { edges.last?.status }

  /// Takes what an inspect says; returns the probes that were not known.
  @discardableResult
  package mutating func take(_ health: ContainerHealth, at time: EngineTime) -> [HealthProbe] {
    let last = probes.last?.start
    let new = health.probes.filter { probe in last.map { probe.start > $0 } ?? true }
    // With none in common, others may have come and gone in between.
    if !new.isEmpty, new.count == health.probes.count, !probes.isEmpty, new.count >= 5 {
      breaks.insert(probes.count)
    }
    probes += new
    let excess = probes.count - limit
    if excess > 0 {
      probes.removeFirst(excess)
      breaks = Set(breaks.compactMap { $0 > excess ? $0 - excess : nil })
    }
    note(health.status, at: new.last?.end ?? time)
    return new
  }

  /// Takes a status, from an event or an inspect; the same once more is no change.
  package mutating func note(_ status: HealthStatus, at time: EngineTime) {
    guard edges.last?.status != status else { return }
    if edges.last?.status == .healthy, status == .unhealthy { flaps += 1 }
    edges.append(Edge(time: time, status: status))
    if edges.count > limit { edges.removeFirst(edges.count - limit) }
  }

  /// Nanoseconds from a start to the first time healthy after it; nil if that has not come.
  package func timeToHealthy(since start: EngineTime) -> UInt64? {
    edges.first { $0.status == .healthy && $0.time >= start }
      .map { UInt64(max(0, $0.time.since(start))) }
  }

  /// The probes that failed, of those kept.
  package var failures: Int { probes.count { !$0.isHealthy } }
}
