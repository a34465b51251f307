internal import Statistics

extension Plan {
  /// Conditions that can be compared, the first server's first: of one DPI and one concurrency.
  package var comparableConditions: [[Int]] {
    let all = conditions
    let points = dpis.flatMap { dpi in concurrencies.map { (dpi, $0) } }
    return points.map { dpi, concurrency in
      all.indices.filter { all[$0].dpi == dpi && all[$0].concurrency == concurrency }
    }
  }
}

extension ConditionComparison {
  /// Every condition against the baseline of its DPI and concurrency, in the plan's order.
  ///
  /// - Parameters:
  ///   - times: One per condition of the plan.
  ///   - measured: Conditions that have answered something; all with a time where nil. Without its
  ///     baseline a group has no comparison.
  ///   - resamples: Of the bootstrap; none for a live picture.
  package static func all(
    of plan: Plan, _ times: [ServiceMatrix], among measured: Set<Int>? = nil,
    resamples: Int = 10_000
  ) -> [ConditionComparison] {
    plan.comparableConditions.flatMap { group -> [ConditionComparison] in
      let answering = group.filter {
        times.indices.contains($0) && (measured?.contains($0) ?? (times[$0].rounds > 0))
      }
      guard let baseline = group.first, answering.first == baseline else { return [] }
      let others = answering.dropFirst()
      let level = MultipleComparisons.level(comparisons: others.count)
      return others.map { other in
        ConditionComparison(
          baseline: baseline, other: other,
          times: PairedTimes(baseline: times[baseline], other: times[other]),
          sharesPasses: sharesPasses(plan, concurrency: plan.conditions[other].concurrency),
          level: level, resamples: resamples)
      }
    }
  }
}
