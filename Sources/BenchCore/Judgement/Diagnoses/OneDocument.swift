/// Servers are compared on a single document: what others would take is not known.
enum OneDocument: DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    let isSingle = evidence.groups.contains { group in
      guard let baseline = group.first else { return false }
      return group.dropFirst().contains {
        shared(evidence.times[baseline], evidence.times[$0]) == 1
      }
    }
    guard isSingle else { return [] }
    return [
      Diagnosis(
        .oneDocument,
        "The servers are compared on one document: how they do on others is not known.")
    ]
  }

  /// Documents that both answered, counted up to two.
  private static func shared(_ one: ServiceMatrix, _ other: ServiceMatrix) -> Int {
    (0..<min(one.documents, other.documents)).lazy.filter {
      !one.seconds(of: $0).isEmpty && !other.seconds(of: $0).isEmpty
    }.prefix(2).reduce(0) { count, _ in count + 1 }
  }
}
