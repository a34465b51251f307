internal import Statistics

/// How much more has to be measured until an inconclusive comparison is settled.
///
/// Settled is a difference of the size seen, found with 90 % power, or, where it is smaller than
/// the margin, an interval inside of that.
package enum Outlook: Hashable, Sendable {
  /// More of these, beside those there are.
  case more(Int, ConditionComparison.Replication)
  /// No number of rounds does it; so many more documents do.
  case moreDocuments(Int)
  /// Four rounds at least, before anything else can be said.
  case moreRounds(Int)
  /// Nothing that could be counted.
  case unknown

  init(
    _ times: PairedTimes, _ effect: Estimate?, _ replication: ConditionComparison.Replication,
    _ limitation: ConditionComparison.Limitation?
  ) {
    guard limitation == nil else {
      self = .moreRounds(max(1, ConditionComparison.leastRounds - times.byRound.count))
      return
    }
    guard let effect, let halfWidth = effect.halfWidth else {
      self = .unknown
      return
    }
    let target = Self.target(effect)
    guard let split = VarianceSplit(times.cells) else {
      let pairs = replication == .documents ? times.byDocument.count : times.byRound.count
      switch Projection.pairs(now: pairs, halfWidth: halfWidth, until: target) {
      case .more(let count): self = .more(count, replication)
      case .reached, .never: self = .unknown
      }
      return
    }
    let projection = Projection(
      split: split, unit: replication == .documents ? .documents : .rounds, halfWidth: halfWidth,
      level: effect.level)
    switch projection.rounds(until: target) {
    case .more(let count) where count <= Self.roundLimit: self = .more(count, .rounds)
    case .reached: self = .unknown
    case .more, .never:
      if case .more(let count) = projection.documents(until: target) {
        self = .moreDocuments(count)
      } else {
        self = .unknown
      }
    }
  }

  /// About how many more rounds until a comparison's interval is as narrow as `halfWidth` (of the log
  /// ratio); 0 where it is, nil where rounds do not bring it there, or nothing tells.
  package static func rounds(
    until halfWidth: Double, _ times: PairedTimes, _ comparison: ConditionComparison
  ) -> Int? {
    guard let now = comparison.halfWidth, let level = comparison.level else { return nil }
    if now <= halfWidth { return 0 }
    guard let split = VarianceSplit(times.cells) else { return nil }
    let projection = Projection(
      split: split, unit: comparison.replication == .documents ? .documents : .rounds,
      halfWidth: now, level: level)
    switch projection.rounds(until: halfWidth) {
    case .reached: return 0
    case .more(let count): return count
    case .never: return nil
    }
  }

  /// More rounds than this are no advice where documents would do.
  private static let roundLimit = 1000

  /// The half-width at which the comparison is settled.
  private static func target(_ effect: Estimate) -> Double {
    let seen = Projection.halfWidth(detecting: effect.value, level: effect.level)
    let margin = LogRatio.of(1 + Verdict.margin, to: 1)
    return max(seen, margin - abs(effect.value))
  }
}
