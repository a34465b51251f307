/// Which rounds of a saved run are complete, by concurrency.
struct CompleteRounds {
  /// Complete rounds by concurrency.
  let complete: [Int: Set<Int>]
  /// Servers that were not available and got nothing to measure.
  let leftOut: Set<Int>
  /// Whether no round of the plan is missing.
  let areAll: Bool

  init(_ run: SavedRun) {
    let plan = run.started.plan
    let conditions = plan.conditions
    let documents = run.started.corpus.count
    // Documents that ended by themselves, by condition and round.
    var ended = conditions.map { _ in [Int: Set<Int>]() }
    var unavailable: Set<Int> = []
    for event in run.events {
      switch event.payload {
      case .requestFinished(let record):
        // Of a damaged file the plan may have fewer rounds than none.
        guard record.phase == .measurement, record.outcome.failure?.kind != .aborted,
          ended.indices.contains(record.condition), record.round >= 0, record.round < plan.rounds
        else { continue }
        ended[record.condition][record.round, default: []].insert(record.document)
      case .serverChanged(let change):
        if change.state == .unavailable {
          unavailable.insert(change.server)
        } else {
          unavailable.remove(change.server)
        }
      default: continue
      }
    }
    let measured = Set(
      conditions.indices.filter { !ended[$0].isEmpty }.map { conditions[$0].server })
    let leftOut = unavailable.subtracting(measured)
    self.leftOut = leftOut
    var complete: [Int: Set<Int>] = [:]
    for concurrency in plan.concurrencies {
      let own = conditions.indices.filter {
        conditions[$0].concurrency == concurrency && !leftOut.contains(conditions[$0].server)
      }
      guard let first = own.first else { continue }
      complete[concurrency] = Set(
        ended[first].keys.filter { round in
          own.allSatisfy { ended[$0][round]?.count == documents }
        })
    }
    self.complete = complete
    areAll = plan.concurrencies.allSatisfy { complete[$0]?.count == plan.rounds }
  }

  /// Whether a request's record stays as measured: it is of a complete round.
  func keep(_ record: RequestRecord, concurrency: Int) -> Bool {
    record.phase == .measurement && complete[concurrency]?.contains(record.round) == true
  }
}
