internal import Statistics

extension Plan {
  /// Conditions that can be compared, the baseline's first: those of each point, in its order.
  package var comparableConditions: [[Int]] {
    let all = conditions
    let baseline = baselineIndex
    return points.map { point in
      let group = all.indices.filter { all[$0].point == point }
      return group.filter { all[$0].server == baseline }
        + group.filter { all[$0].server != baseline }
    }
  }
}

extension ConditionComparison {
  /// Every condition against the baseline of its DPI and concurrency, in the plan's order.
  ///
  /// Intervals are as wide as all comparisons of a sweep's one table need: a file that holds one of
  /// its points says the same as the table did.
  ///
  /// - Parameters:
  ///   - times: One per condition of the plan.
  ///   - parts: Points of the sweep that the run is a part of; those of the plan where nil.
  ///   - measured: Conditions that have answered something; all with a time where nil. Without its
  ///     baseline a group has no comparison.
  ///   - resamples: Of the bootstrap; none for a live picture.
  package static func all(
    of plan: Plan, _ times: [ServiceMatrix], parts: Int? = nil, among measured: Set<Int>? = nil,
    resamples: Int = 10_000
  ) -> [ConditionComparison] {
    plan.comparableConditions.flatMap { group -> [ConditionComparison] in
      let answering = group.filter {
        times.indices.contains($0) && (measured?.contains($0) ?? (times[$0].rounds > 0))
      }
      guard let baseline = group.first, answering.first == baseline else { return [] }
      let others = answering.dropFirst()
      let (all, overflow) = others.count.multipliedReportingOverflow(
        by: max(1, parts ?? plan.points.count))
      let level = MultipleComparisons.level(comparisons: overflow ? .max : all)
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
