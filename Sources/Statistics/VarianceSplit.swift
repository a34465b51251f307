/// Where the scatter of paired differences comes from: documents, rounds, or neither.
///
/// The model is d[document][round] = mean + document + round + rest, all random. Variances are by
/// the method of moments; with every cell filled that is the two-way analysis of variance without
/// replication, and with cells missing Henderson's first method (1953), also unbiased.
package struct VarianceSplit: Equatable, Sendable {
  /// Between documents, in the square of the unit (log ratios have none).
  package let documents: Double
  /// Between rounds: what a round does to all of its documents alike.
  package let rounds: Double
  /// Left over: a document in a round.
  package let residual: Double
  /// Documents with at least one value.
  package let documentCount: Int
  /// Rounds with at least one value.
  package let roundCount: Int
  /// Cells with a value; less than their product where some are missing.
  package let cellCount: Int

  /// Known variances; every cell is filled unless `cellCount` says otherwise.
  package init(
    documents: Double, rounds: Double, residual: Double, documentCount: Int, roundCount: Int,
    cellCount: Int? = nil
  ) {
    self.documents = documents
    self.rounds = rounds
    self.residual = residual
    self.documentCount = documentCount
    self.roundCount = roundCount
    self.cellCount = cellCount ?? documentCount * roundCount
  }

  /// Of a row of rounds for each document; nil, NaN and infinities are missing cells.
  ///
  /// Negative estimates, which chance produces where a variance is small, become 0. Nil where the
  /// parts cannot be told apart: under two documents or two rounds, or too many cells missing.
  package init?(_ differences: [[Double?]]) {
    let rows = differences.map { $0.map { $0.flatMap { FiniteSample.isUsable($0) ? $0 : nil } } }
    let cells = rows.flatMap { $0.compactMap(\.self) }
    guard let mean = Moments.mean(cells) else { return nil }
    // About the mean, so that the squares below do not cancel.
    var perDocument: [Margin] = []
    var perRound = [Margin](repeating: Margin(), count: rows.map(\.count).max() ?? 0)
    for row in rows {
      var document = Margin()
      for (round, cell) in row.enumerated() {
        guard let cell else { continue }
        document.add(cell - mean)
        perRound[round].add(cell - mean)
      }
      perDocument.append(document)
    }
    perDocument.removeAll { $0.count == 0 }
    perRound.removeAll { $0.count == 0 }
    let (a, b, n) = (Double(perDocument.count), Double(perRound.count), Double(cells.count))
    guard a > 1, b > 1, n - a - b + 1 > 0 else { return nil }

    let all = cells.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let ofDocuments = perDocument.reduce(0) { $0 + $1.squaredMean }
    let ofRounds = perRound.reduce(0) { $0 + $1.squaredMean }
    let rest = cells.reduce(0) { $0 + ($1 - mean) }
    let ofMean = rest * rest / n
    // Mean squared sizes: the number of rounds per document, and of documents per round.
    let kDocuments = perDocument.reduce(0) { $0 + $1.count * $1.count } / n
    let kRounds = perRound.reduce(0) { $0 + $1.count * $1.count } / n
    // The expectation of each sum of squares in the three variances.
    guard
      let solution = LinearSystem.solve(
        [
          [n - kDocuments, a - kRounds, a - 1],
          [b - kDocuments, n - kRounds, b - 1],
          [kDocuments - b, kRounds - a, n - a - b + 1],
        ], [ofDocuments - ofMean, ofRounds - ofMean, all - ofDocuments - ofRounds + ofMean]),
      solution.allSatisfy(\.isFinite)
    else { return nil }
    self.init(
      documents: max(0, solution[0]), rounds: max(0, solution[1]), residual: max(0, solution[2]),
      documentCount: perDocument.count, roundCount: perRound.count, cellCount: cells.count)
  }

  private struct Margin {
    var sum = 0.0
    var count = 0.0

    mutating func add(_ value: Double) {
      sum += value
      count += 1
    }

    /// The margin's part of the sum of squares.
    var squaredMean: Double { sum * sum / count }
  }
}
