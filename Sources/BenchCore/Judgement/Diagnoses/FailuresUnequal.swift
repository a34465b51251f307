/// One server failed more than the other: its failures are in no time, and may have been the slow
/// ones.
enum FailuresUnequal: DiagnosisRule {
  /// Difference of the shares of failed requests from which it matters.
  static let limit = 0.01

  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    evidence.groups.flatMap { group -> [Diagnosis] in
      let measured = group.filter { evidence.conditions[$0].total > 0 }
      guard
        let worst = measured.max(by: { share($0, evidence) < share($1, evidence) }),
        let best = measured.min(by: { share($0, evidence) < share($1, evidence) }),
        share(worst, evidence) - share(best, evidence) > limit
      else { return [] }
      return [
        Diagnosis(
          .failuresUnequal,
          "\(words(worst, evidence)) failed, and \(words(best, evidence)): documents that one of "
            + "them failed are in no pair.")
      ]
    }
  }

  private static func share(_ condition: Int, _ evidence: Evidence) -> Double {
    let summary = evidence.conditions[condition]
    return Double(summary.failed) / Double(summary.total)
  }

  private static func words(_ condition: Int, _ evidence: Evidence) -> String {
    let summary = evidence.conditions[condition]
    return "\(Quantity.count(summary.failed)) of \(Quantity.count(summary.total)) requests to "
      + evidence.names[condition]
  }
}
