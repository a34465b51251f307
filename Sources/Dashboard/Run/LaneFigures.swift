internal import BenchCore

/// What one server has shown so far, as its lane tells it.
struct LaneFigures {
  let server: ServerSpec
  let status: ServerStatus
  private(set) var succeeded = 0
  private(set) var failures: [FailureKind: Int] = [:]
  private(set) var warmUps = 0
  private(set) var staleRetries = 0
  private(set) var inFlight = 0
  /// The oldest request in flight.
  private(set) var oldest: InFlight?
  /// The condition heard of last: percentiles and rates are of one condition.
  private(set) var current: ConditionState?
  /// Measured requests planned for this server.
  private(set) var planned: Int?

  var failed: Int { failures.values.reduce(0, &+) }
  var finished: Int { succeeded &+ failed }

  /// The figures of a server of the run; nil where the run has no such server.
  init?(_ state: RunState, server index: Int) {
    guard let started = state.started, started.plan.servers.indices.contains(index),
      state.servers.indices.contains(index)
    else { return nil }
    server = started.plan.servers[index]
    status = state.servers[index]
    let conditions = started.plan.conditions
    var own = 0
    for (condition, figures) in zip(conditions, state.conditions) where condition.server == index {
      own += 1
      succeeded = succeeded &+ figures.succeeded
      failures.merge(figures.failures) { $0 &+ $1 }
      warmUps = warmUps &+ figures.warmUps
      staleRetries = staleRetries &+ figures.staleRetries
      if isNewer(figures) { current = figures }
    }
    for flight in state.inFlight {
      let condition = flight.start.condition
      guard conditions.indices.contains(condition), conditions[condition].server == index else {
        continue
      }
      inFlight += 1
      if oldest == nil { oldest = flight }
    }
    let (each, overflow) = started.corpus.count.multipliedReportingOverflow(
      by: max(0, started.plan.rounds))
    let (all, tooMany) = each.multipliedReportingOverflow(by: own)
    planned = overflow || tooMany ? nil : all
  }

  private func isNewer(_ figures: ConditionState) -> Bool {
    guard let latest = figures.recent.last?.end else { return current == nil }
    return current?.recent.last.map { $0.end <= latest } ?? true
  }

  /// The classes of failures with their counts: `timeout 1, http 2`.
  var failureWords: String {
    FailureKind.allCases.compactMap { kind in
      failures[kind].map { "\(kind.words) \(Quantity.count($0))" }
    }.joined(separator: ", ")
  }

  /// Where it answers: the address without its scheme, or how it is launched.
  var place: String {
    let url: String
    switch (status.url, server.origin) {
    case (.some(let known), _): url = known
    case (nil, .url(let asked)): url = asked
    case (nil, .embedded(let layer)): return "embedded \(layer)"
    }
    let shown = Redaction.url(url)
    return shown.hasPrefix("http://") ? String(shown.dropFirst(7)) : shown
  }
}
