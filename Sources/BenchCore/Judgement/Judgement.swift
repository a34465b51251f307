/// What a run's figures are worth: every server against the baseline, and what speaks against them.
package struct Judgement: Equatable, Sendable {
  /// Two conditions that were compared: times and answers.
  package struct Pair: Equatable, Sendable {
    package let comparison: ConditionComparison
    package let agreement: Agreement
  }

  /// For every DPI and concurrency, every other server against the baseline.
  package let pairs: [Pair]
  /// What assertions compare beside that.
  let asserted: [ConditionComparison]
  /// The most severe first.
  package let diagnoses: [Diagnosis]

  init(_ evidence: Evidence) {
    let diagnoses = Diagnosis.all(in: evidence)
    self.diagnoses = diagnoses
    asserted = Self.asserted(evidence)
    let measured = evidence.conditions.indices.filter { evidence.conditions[$0].succeeded > 0 }
    pairs = ConditionComparison.all(
      of: evidence.plan, evidence.times, parts: evidence.started.sweep?.parts,
      among: Set(measured)
    ).map {
      Pair(
        comparison: $0,
        agreement: Agreement(
          baseline: evidence.answers[$0.baseline], other: evidence.answers[$0.other]))
    }
  }

  /// Whether a serious diagnosis withholds every verdict.
  package var isWithheld: Bool { diagnoses.contains { $0.severity == .serious } }

  /// Whether a verdict has to carry a star: it is descriptive, or a warning stands beside it.
  package func isStarred(_ comparison: ConditionComparison) -> Bool {
    comparison.limitation != nil || diagnoses.contains { $0.severity <= .warning }
  }

  /// The pair in which a condition is compared with its baseline.
  package func pair(of condition: Int) -> Pair? {
    pairs.first { $0.comparison.other == condition }
  }
}
