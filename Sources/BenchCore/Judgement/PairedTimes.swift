internal import Statistics

/// What two conditions took for the same documents, as log ratios: the sample of a comparison.
///
/// A pair is a document in a round that both answered; log ratios are of the other condition's
/// seconds to the baseline's, so that a positive one says that the other took longer.
package struct PairedTimes: Equatable, Sendable {
  /// Mean log ratio over the rounds, of each document that both answered in some round.
  package private(set) var byDocument: [Double] = []
  /// The documents of those, as indexes into the corpus.
  package private(set) var documents: [Int] = []
  /// Mean log ratio over the documents, of each round in which both answered at least half of the
  /// documents: a round that has just begun, or was cut off, is no equal of a whole one.
  package private(set) var byRound: [Double] = []
  /// Log ratios by document and round; nil where one of the two did not answer.
  package private(set) var cells: [[Double?]] = []
  /// Seconds of each condition, summed over documents of their mean over the rounds of the pairs.
  package private(set) var baselineSeconds = 0.0
  package private(set) var otherSeconds = 0.0

  package init(baseline: ServiceMatrix, other: ServiceMatrix) {
    let rounds = min(baseline.rounds, other.rounds)
    var roundSums = [RunningMean](repeating: RunningMean(), count: rounds)
    for document in 0..<min(baseline.documents, other.documents) {
      var row = [Double?](repeating: nil, count: rounds)
      var ratio = RunningMean()
      var seconds = (RunningMean(), RunningMean())
      for round in 0..<rounds {
        guard let first = baseline[round: round, document: document],
          let second = other[round: round, document: document]
        else { continue }
        let value = LogRatio.of(second, to: first)
        row[round] = value
        ratio.add(value)
        roundSums[round].add(value)
        seconds.0.add(first)
        seconds.1.add(second)
      }
      guard let mean = ratio.mean else { continue }
      documents.append(document)
      byDocument.append(mean)
      cells.append(row)
      baselineSeconds += seconds.0.mean ?? 0
      otherSeconds += seconds.1.mean ?? 0
    }
    byRound = roundSums.compactMap { $0.count * 2 >= byDocument.count ? $0.mean : nil }
  }

  /// Pairs: a document in a round that both answered.
  package var count: Int { cells.reduce(0) { $0 + $1.count { $0 != nil } } }
  /// Documents on which the other condition took less time.
  package var fasterOn: Int { byDocument.count { $0 < 0 } }
}
