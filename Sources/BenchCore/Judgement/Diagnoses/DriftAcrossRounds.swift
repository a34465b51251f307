internal import Statistics

/// A condition became slower or faster from round to round: it was measured on its way somewhere.
enum DriftAcrossRounds: DiagnosisRule {
  /// Fewest rounds from which a trend is told, and how unlikely it has to be by chance.
  static let leastRounds = 5
  static let alpha = 0.01
  /// Change over the run that matters.
  static let change = 0.05

  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    evidence.times.indices.compactMap { condition in
      let rounds = roundMeans(evidence.times[condition])
      guard rounds.count >= leastRounds, let drift = Drift(of: rounds), drift.p < alpha else {
        return nil
      }
      let ratio = LogRatio.ratio(drift.slope.value * Double(rounds.count - 1))
      guard abs(ratio - 1) > change else { return nil }
      return Diagnosis(
        .drift,
        "\(evidence.names[condition]) became "
          + "\(Wording.difference(of: ratio, against: 1, .time)) from the first round to the last "
          + "of \(rounds.count): its time depends on when it was measured.")
    }
  }

  /// Mean log seconds of each round over the documents that were answered in all of them.
  private static func roundMeans(_ times: ServiceMatrix) -> [Double] {
    let whole = (0..<times.documents).filter { document in
      (0..<times.rounds).allSatisfy { times[round: $0, document: document] != nil }
    }
    guard !whole.isEmpty else { return [] }
    return (0..<times.rounds).map { round in
      let sum = whole.reduce(0.0) {
        $0 + LogRatio.of(times[round: round, document: $1] ?? 1, to: 1)
      }
      return sum / Double(whole.count)
    }
  }
}
