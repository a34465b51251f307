/// Somebody stopped the run and could see its figures by then.
///
/// Looking again and again, and stopping where it pleases, finds differences that are not there: the
/// interval's level holds for a number of pairs that was settled before.
enum StoppedEarly: DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    let sent = evidence.conditions.reduce(0) { $0 &+ $1.total }
    guard evidence.ending == .interrupted, sent > 0,
      evidence.groups.contains(where: { $0.count > 1 })
    else { return [] }
    let planned = planned(evidence)
    if let planned, sent >= planned { return [] }
    let ended = sent &- evidence.conditions.reduce(0) { $0 &+ $1.aborted }
    let of = planned.map { " of \(Quantity.count($0))" } ?? ""
    return [
      Diagnosis(
        .stoppedEarly,
        "The run was stopped after \(Quantity.count(ended))\(of) requests: stopping once the "
          + "figures please finds differences that are not there. slimbench resume goes on with it."
      )
    ]
  }

  /// Measured requests of the plan; nil where a rule decides, or beyond counting.
  private static func planned(_ evidence: Evidence) -> Int? {
    guard evidence.plan.stopRule == nil else { return nil }
    let (each, isMany) = evidence.started.corpus.count.multipliedReportingOverflow(
      by: evidence.plan.rounds)
    let (all, isMore) = each.multipliedReportingOverflow(by: evidence.conditions.count)
    return isMany || isMore ? nil : all
  }
}
