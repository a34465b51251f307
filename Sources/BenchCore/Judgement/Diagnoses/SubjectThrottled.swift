/// A server wanted more CPU than its limit allows while it was measured.
enum SubjectThrottled: DiagnosisRule {
  /// Share of the scheduler's periods above which the limit is part of the figures.
  static let share = 0.05

  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    var told: Set<String> = []
    return evidence.conditions.indices.compactMap { condition in
      guard let resources = evidence.conditions[condition].resources,
        let throttled = resources.throttledShare, throttled > share,
        told.insert(evidence.names[condition]).inserted
      else { return nil }
      let limit = resources.coreLimit.map {
        " (its limit is \(Quantity.number($0)) \($0 == 1 ? "core" : "cores"))"
      }
      return Diagnosis(
        .throttled,
        "\(evidence.names[condition]) was throttled in \(Quantity.percent(throttled)) of the "
          + "scheduler's periods while it was measured\(limit ?? ""): its times are those of the "
          + "limit, not of the server alone.")
    }
  }
}
