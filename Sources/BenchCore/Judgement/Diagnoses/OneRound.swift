/// Every document was sent once: how much a repetition differs is not known.
enum OneRound: DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    guard evidence.plan.rounds == 1, evidence.conditions.contains(where: { $0.succeeded > 0 })
    else { return [] }
    return [
      Diagnosis(
        .oneRound,
        "One round: how much the same document takes from one time to the next is not known. "
          + "--rounds 5 tells.")
    ]
  }
}
