/// The servers gave different answers: speed is compared only where the work is the same.
enum AnswersDiffer: DiagnosisRule {
  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    evidence.groups.flatMap { group in
      group.dropFirst().compactMap { other in
        group.first.flatMap { diagnose(evidence, baseline: $0, other: other) }
      }
    }
  }

  private static func diagnose(_ evidence: Evidence, baseline: Int, other: Int) -> Diagnosis? {
    let agreement = Agreement(baseline: evidence.answers[baseline], other: evidence.answers[other])
    guard !agreement.isWhole else { return nil }
    var parts: [String] = []
    if agreement.pagesAgree < agreement.compared {
      parts.append("pages agree on \(agreement.pagesAgree) of \(agreement.compared)")
    }
    if agreement.textsAgree < agreement.textsCompared {
      parts.append("texts agree on \(agreement.textsAgree) of \(agreement.textsCompared)")
    }
    return Diagnosis(
      .answersDiffer,
      "\(evidence.names[other]) and \(evidence.names[baseline]) answered differently: "
        + parts.joined(separator: ", ") + " documents.")
  }
}
