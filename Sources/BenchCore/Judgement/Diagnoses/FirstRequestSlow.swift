internal import Statistics

/// The first measured request took much longer than the same document did later: the warm-up was
/// too short.
enum FirstRequestSlow: DiagnosisRule {
  /// How many times its document's own median makes a request slow.
  static let factor = 2.0
  /// Other rounds needed to know what is usual.
  static let leastRounds = 2

  static func diagnose(_ evidence: Evidence) -> [Diagnosis] {
    evidence.firsts.indices.compactMap { condition in
      guard let first = evidence.firsts[condition] else { return nil }
      let times = evidence.times[condition]
      let others = (0..<times.rounds).filter { $0 != first.round }.compactMap {
        times[round: $0, document: first.document]
      }.sorted()
      guard others.count >= leastRounds,
        let usual = Percentiles.quantile(0.5, ofSorted: others), first.seconds > factor * usual
      else { return nil }
      return Diagnosis(
        .firstRequestSlow,
        "The first request to \(evidence.names[condition]) took "
          + "\(Quantity.duration(seconds: first.seconds)), the same document later "
          + "\(Quantity.duration(seconds: usual)): a longer warm-up would keep it out (--warmup).")
    }
  }
}
