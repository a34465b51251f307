internal import Statistics

/// Requests that took much longer, or much less, than their document usually does.
enum UnusualTimes: DiagnosisRule {
  /// Rounds needed to know what is usual for a document.
  static let leastRounds = 4
  /// Times away from its document's median from which a request counts, and their share.
  static let factor = 1.5
  static let share = 0.01

  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    evidence.times.indices.compactMap { condition in
      let deviations = deviations(evidence.times[condition])
      let least = LogRatio.of(factor, to: 1)
      let found = Outliers(deviations).indices.filter { abs(deviations[$0]) > least }
      guard Double(found.count) > share * Double(deviations.count) else { return nil }
      return Diagnosis(
        .outliers,
        "\(Quantity.count(found.count)) of \(Quantity.count(deviations.count)) requests to "
          + "\(evidence.names[condition]) took over \(Quantity.number(factor)) times more or less "
          + "than their document usually does: something else was at work now and then.")
    }
  }

  /// Log ratios of all requests to their document's median.
  private static func deviations(_ times: ServiceMatrix) -> [Double] {
    guard times.rounds >= leastRounds else { return [] }
    return (0..<times.documents).flatMap { document -> [Double] in
      let seconds = (0..<times.rounds).compactMap { times[round: $0, document: document] }
      guard seconds.count >= leastRounds,
        let median = Percentiles.quantile(0.5, ofSorted: seconds.sorted())
      else { return [] }
      return seconds.map { LogRatio.of($0, to: median) }
    }
  }
}
