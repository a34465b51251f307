/// One thing that became known about an engine's containers.
package enum ContainerUpdate: Equatable, Sendable {
  /// The engine answers, and says what it is.
  case connected(EngineTitle)
  /// It cannot be asked (any more): what is wrong, and what to do about it.
  case lost(EngineProblem)
  /// Its containers, all of them; others that were known are gone.
  case listed([ContainerFacts])
  /// What is known of one now; a new one is added.
  case changed(ContainerFacts)
  /// It is gone.
  case removed(id: String)
  /// What one used.
  case sampled(id: String, ResourceSample)
  /// Nothing is known of what one used since the last sample: it began anew, or its stream did.
  case gap(id: String)
  /// Its health check ran.
  case probed(id: String, ProbeResult)
  /// Something happened to it.
  case happened(id: String, SubjectChange)
  /// Its end, explained.
  case died(id: String, ContainerDeath)
}

/// An update with its time on our clock.
package struct TimedContainerUpdate: Equatable, Sendable {
  package var time: WallTime
  package var update: ContainerUpdate

  package init(time: WallTime, update: ContainerUpdate) {
    self.time = time
    self.update = update
  }
}

/// Which engine it is.
package struct EngineTitle: Hashable, Sendable {
  /// `Docker 20.10.24`.
  package var name: String
  /// Where it was found: `unix:///var/run/docker.sock`.
  package var address: String
  /// Cores and bytes of its machine, as far as it tells.
  package var cores: Int?
  package var memoryBytes: Int?

  package init(name: String, address: String, cores: Int? = nil, memoryBytes: Int? = nil) {
    self.name = name
    self.address = address
    self.cores = cores
    self.memoryBytes = memoryBytes
  }
}

/// Why an engine cannot be asked.
package struct EngineProblem: Hashable, Sendable {
  package var reason: String
  /// What to do next; empty where nothing can be said.
  package var advice: String

  package init(reason: String, advice: String = "") {
    self.reason = reason
    self.advice = advice
  }
}
