/// What in a saved run is worth going to: its failures, its events, where rounds begin.
package struct ReplayMarks: Equatable, Sendable {
  /// When requests ended, in order.
  package private(set) var ends: [RunTime] = []
  /// When requests failed, in order; what a stop cut off is no failure.
  package private(set) var failures: [RunTime] = []
  /// When servers changed their state, the user paused, or something was warned of, in order.
  package private(set) var incidents: [RunTime] = []
  /// When the first request of each round after the first began, in order.
  package private(set) var rounds: [RunTime] = []

  /// The marks of events in their canonical order.
  package init(_ events: some Sequence<RunEvent>) {
    var concurrencies: [Int] = []
    var seen: Set<Round> = []
    for event in events {
      switch event.payload {
      case .runStarted(let start): concurrencies = start.plan.conditions.map(\.concurrency)
      case .requestStarted(let start):
        guard start.phase == .measurement, concurrencies.indices.contains(start.condition) else {
          continue
        }
        let round = Round(concurrency: concurrencies[start.condition], round: start.round)
        if seen.insert(round).inserted, seen.count > 1 { rounds.append(event.time) }
      case .requestFinished(let record):
        ends.append(event.time)
        if let kind = record.outcome.failure?.kind, kind != .aborted { failures.append(event.time) }
      case .runResumed, .serverChanged: incidents.append(event.time)
      case .note(let note):
        if note.severity != .note || note == .paused { incidents.append(event.time) }
      case .subjectChanged(let change):
        if change.isIncident { incidents.append(event.time) }
      case .pageReceived, .dpiProbed, .engineHealth, .resourceSampled, .gpuSampled, .runFinished:
        continue
      }
    }
  }

  private struct Round: Hashable {
    let concurrency: Int
    let round: Int
  }

  /// The first of some instants that is after another; nil where there is none.
  package static func next(after time: RunTime, in instants: [RunTime]) -> RunTime? {
    let index = instants.partitioningIndex { $0 > time }
    return index < instants.count ? instants[index] : nil
  }

  /// The last of some instants that is before another; nil where there is none.
  package static func last(before time: RunTime, in instants: [RunTime]) -> RunTime? {
    let index = instants.partitioningIndex { $0 >= time }
    return index > 0 ? instants[index - 1] : nil
  }
}

extension [RunTime] {
  /// The first index from which on a condition holds.
  fileprivate func partitioningIndex(where holds: (RunTime) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
