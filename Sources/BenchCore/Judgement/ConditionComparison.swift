package import Statistics

/// How long one condition takes for the documents of another, the baseline.
///
/// Effects are log ratios of the other's service time to the baseline's: above 0 it is slower.
package struct ConditionComparison: Equatable, Sendable {
  /// What is repeated independently, so that it is the pair of the statistics.
  package enum Replication: String, Hashable, Sendable {
    case documents
    case rounds
  }

  /// Why the interval holds less than it seems to.
  package enum Limitation: String, Hashable, Sendable {
    /// Rounds should be the pairs, and there are fewer than four: noise that a whole pass shares is
    /// not in the interval.
    case onePass = "one_pass"
  }

  /// Indexes into the plan's conditions.
  package let baseline: Int
  package let other: Int
  package let replication: Replication
  /// The figures describe this run alone, where there is one.
  package let limitation: Limitation?
  /// Documents that both answered, and on how many of them the other took less time.
  package let documents: Int
  package let fasterOn: Int
  /// Rounds in which both answered something.
  package let rounds: Int
  /// Log ratio: Hodges-Lehmann's estimate over documents, the mean over rounds.
  package let effect: Estimate?
  /// Two-sided p of there being no effect, not adjusted for other comparisons.
  package let p: Double?
  /// Mean log ratio over the documents with its BCa interval, for whoever prefers geometric means.
  package let geometric: Estimate?
  /// Time for the whole corpus, the other's over the baseline's.
  package let corpusRatio: Double?
  package let verdict: Verdict
  /// What would settle an inconclusive comparison.
  package let outlook: Outlook?

  /// Fewest documents that can be the pairs at any level, and fewest rounds.
  package static let leastDocuments = 6
  package static let leastRounds = 4

  /// Fewest documents from which an interval of a level can be had: the signed ranks of n documents
  /// have 2ⁿ arrangements of signs, of which an interval leaves out one at each end.
  package static func leastDocuments(level: Double) -> Int {
    var documents = leastDocuments
    var leftOut = 2.0
    for _ in 0..<documents { leftOut /= 2 }
    while leftOut > 1 - level, documents < 64 {
      documents += 1
      leftOut /= 2
    }
    return documents
  }

  /// The other condition's service time as a multiple of the baseline's.
  package var ratio: Double? { effect.map { LogRatio.ratio($0.value) } }
  /// The ratios that the run does not exclude at `level`.
  package var interval: ClosedRange<Double>? { effect?.interval.map(LogRatio.ratios) }
  /// Half the interval's length, on the logarithmic scale.
  package var halfWidth: Double? { effect?.halfWidth }
  /// Confidence level of the interval, adjusted for the number of comparisons.
  package var level: Double? { effect?.level }

  /// Compares two conditions of a run.
  ///
  /// - Parameters:
  ///   - sharesPasses: Whether a whole pass over the corpus shares its noise, so that documents of
  ///     one pass are no independent pairs: all but turns document by document.
  ///   - level: Confidence level of the interval.
  ///   - resamples: Of the bootstrap; none for a live picture.
  package init(
    baseline: Int, other: Int, times: PairedTimes, sharesPasses: Bool, level: Double,
    resamples: Int = 10_000
  ) {
    self.baseline = baseline
    self.other = other
    documents = times.byDocument.count
    fasterOn = times.fasterOn
    rounds = times.byRound.count
    let pairsByRound =
      sharesPasses || times.byDocument.count < Self.leastDocuments(level: level)
    if pairsByRound && times.byRound.count >= Self.leastRounds {
      replication = .rounds
      limitation = nil
      effect = MeanInterval.estimate(times.byRound, level: level)
      p = MeanInterval.test(times.byRound)?.p
    } else {
      replication = .documents
      limitation = pairsByRound ? .onePass : nil
      effect = HodgesLehmann.estimate(times.byDocument, level: level)
      p = SignedRank.test(times.byDocument)?.p
    }
    geometric =
      resamples > 0 ? Bootstrap.mean(times.byDocument, level: level, resamples: resamples) : nil
    corpusRatio =
      times.baselineSeconds > 0 ? times.otherSeconds / times.baselineSeconds : nil
    verdict = Verdict(effect)
    outlook =
      verdict == .inconclusive
      ? Outlook(times, effect, replication, limitation) : nil
  }

  /// Whether a run's passes share their noise.
  package static func sharesPasses(_ plan: Plan, concurrency: Int) -> Bool {
    !plan.takesTurnsOnDocuments(concurrency: concurrency)
  }
}
