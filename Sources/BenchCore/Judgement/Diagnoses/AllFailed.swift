/// A server answered nothing that could be measured.
enum AllFailed: DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    evidence.conditions.indices.filter {
      evidence.conditions[$0].total > 0 && evidence.conditions[$0].succeeded == 0
    }.map {
      Diagnosis(
        .allFailed,
        "All \(Quantity.count(evidence.conditions[$0].total, "request")) to \(evidence.names[$0]) "
          + "failed: there is nothing to compare.")
    }
  }
}
