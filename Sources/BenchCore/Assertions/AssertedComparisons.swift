internal import Statistics

extension Judgement {
  /// A server's service time against another one's, as an assertion asks for it.
  struct Related {
    /// The ratios that the run does not exclude; nil where the pairs are too few.
    var ratios: ClosedRange<Double>?
    var isStarred: Bool
  }

  /// What is known of a condition against another one; nil where they were not compared.
  func relation(of one: Int, to other: Int) -> Related? {
    let all = pairs.map(\.comparison) + asserted
    if let direct = all.first(where: { $0.other == one && $0.baseline == other }) {
      return Related(ratios: direct.interval, isStarred: isStarred(direct))
    }
    // Effects and intervals are symmetric on the logarithmic scale.
    guard let inverse = all.first(where: { $0.other == other && $0.baseline == one }) else {
      return nil
    }
    return Related(
      ratios: inverse.interval.map { 1 / $0.upperBound...1 / $0.lowerBound },
      isStarred: isStarred(inverse))
  }

  /// Comparisons that assertions ask for and the table does not have: of two servers neither of
  /// which is the baseline, at the table's level.
  static func asserted(_ evidence: Evidence) -> [ConditionComparison] {
    let plan = evidence.plan
    let keys = plan.servers.map(\.key)
    var wanted: [(one: Int, other: Int)] = []
    for text in plan.assertions {
      guard case .relation(_, let first, let second) = try? Assertion(text, servers: keys).subject,
        let one = keys.firstIndex(of: first), let other = keys.firstIndex(of: second),
        one != plan.baselineIndex, other != plan.baselineIndex,
        !wanted.contains(where: { Set([$0.one, $0.other]) == [one, other] })
      else { continue }
      wanted.append((one, other))
    }
    return evidence.groups.flatMap { group in
      wanted.compactMap { pair -> ConditionComparison? in
        let measured = group.filter { evidence.conditions[$0].succeeded > 0 }
        guard let one = measured.first(where: { plan.conditions[$0].server == pair.one }),
          let other = measured.first(where: { plan.conditions[$0].server == pair.other })
        else { return nil }
        return ConditionComparison(
          baseline: other, other: one,
          times: PairedTimes(baseline: evidence.times[other], other: evidence.times[one]),
          sharesPasses: ConditionComparison.sharesPasses(
            plan, concurrency: plan.conditions[one].concurrency),
          level: MultipleComparisons.level(
            comparisons: max(1, measured.count - 1)
              * (evidence.started.sweep?.parts ?? plan.points.count)), resamples: 0)
      }
    }
  }
}
