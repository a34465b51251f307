internal import BenchCore
internal import Synchronization

/// Follows a run's requests as they are published, and says when its stop rule is reached.
///
/// Fed by the load generator's threads, asked between rounds.
final class RoundJudge: Sendable {
  private let plan: Plan
  private let rule: StopRule
  private let times: Mutex<[ServiceMatrix]>

  /// Nil for a plan without a stop rule.
  init?(_ plan: Plan, documents: Int) {
    guard let rule = plan.stopRule else { return nil }
    self.plan = plan
    self.rule = rule
    times = Mutex(plan.conditions.map { _ in ServiceMatrix(documents: documents) })
  }

  func take(_ events: [RunEvent]) {
    times.withLock { times in
      for event in events {
        guard case .requestFinished(let record) = event.payload,
          times.indices.contains(record.condition)
        else { continue }
        times[record.condition].add(record)
      }
    }
  }

  /// What is to be said when a concurrency has measured enough after so many rounds, or has come to
  /// its last one without that; nil where it goes on.
  func conclusion(afterRounds rounds: Int, concurrency: Int) -> String? {
    guard rounds >= StopRule.leastRounds, rounds.isMultiple(of: 2) || rounds == plan.rounds else {
      return nil
    }
    let known = times.withLock { $0 }
    let comparisons = ConditionComparison.all(of: plan, known, resamples: 0).filter {
      plan.conditions[$0.other].concurrency == concurrency
    }
    let widest = comparisons.compactMap(\.halfWidth).max()
    let isReached = rule.isReached(afterRounds: rounds, comparisons)
    guard isReached || rounds == plan.rounds else { return nil }
    let place = plan.concurrencies.count > 1 ? " with \(Quantity.count(concurrency)) in flight" : ""
    let reached =
      widest.map { "known to \(Wording.margin(ofHalfWidth: $0))" } ?? "not known"
    return isReached
      ? "enough after \(Quantity.count(rounds, "round")) of at most "
        + "\(Quantity.count(plan.rounds))\(place): the widest interval is \(reached), "
        + "\(Wording.margin(rule.margin)) was asked for"
      : "\(Wording.margin(rule.margin)) was not reached in \(Quantity.count(rounds, "round"))"
        + "\(place): the widest interval is \(reached); more documents, or more rounds with "
        + "--max-rounds, would narrow it"
  }
}
