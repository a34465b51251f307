/// One server was measured after the other: what drifted with time is blamed on one of them.
enum OrderConfounded: DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    guard evidence.plan.order == .sequential, evidence.groups.contains(where: { $0.count > 1 })
    else { return [] }
    return [
      Diagnosis(
        .orderConfounded,
        "The servers were measured one after the other: whatever changed on the machine meanwhile "
          + "counts for or against one of them. --order interleaved lets them take turns.")
    ]
  }
}
