import Statistics
import Testing

@testable import BenchCore

/// Service times by round and document, and the pairs made of two such tables.
@Suite
struct ServiceMatrixTests {
  @Test("A good measured answer has one cell; failures and warm-up have none")
  func cells() {
    var matrix = ServiceMatrix(documents: 2)
    matrix.add(Fixture.record(0, 20, document: 1, round: 1))
    matrix.add(Fixture.record(0, 30, document: 0, phase: .warmUp))
    matrix.add(Fixture.record(0, 40, document: 0, Fixture.failure(.timeout)))
    #expect(matrix.rounds == 2)
    #expect(matrix[round: 1, document: 1] == 0.02)
    #expect(matrix[round: 0, document: 0] == nil)
    #expect(matrix.leftOut == 0)
  }

  @Test("The first answer to a request stands")
  func first() {
    var matrix = ServiceMatrix(documents: 1)
    matrix.set(1, round: 0, document: 0)
    matrix.set(2, round: 0, document: 0)
    #expect(matrix[round: 0, document: 0] == 1)
  }

  @Test(
    "What has no place and what has no ratio is left out, and counted",
    arguments: [
      (1.0, -1, 0), (1, 0, 2), (1, 0, -1), (0, 0, 0), (-1, 0, 0), (.nan, 0, 0), (.infinity, 0, 0),
      (1, Int.max, 0),
    ])
  func leftOut(seconds: Double, round: Int, document: Int) {
    var matrix = ServiceMatrix(documents: 2)
    matrix.set(seconds, round: round, document: document)
    #expect(matrix.leftOut == 1)
    #expect(matrix.rounds == 0)
  }

  @Test("Whole rounds beyond the limit are left out")
  func limit() {
    var matrix = ServiceMatrix(documents: 3, cellLimit: 6)
    for round in 0..<4 { matrix.set(1, round: round, document: 0) }
    #expect(matrix.rounds == 2)
    #expect(matrix.leftOut == 2)
  }

  @Test("A round far beyond the requests that there are gets no memory; a schedule's own does")
  func claims() {
    var matrix = ServiceMatrix(documents: 20)
    matrix.set(1, round: 2_000_000_000, document: 0)
    #expect(matrix.rounds == 0 && matrix.leftOut == 1)
    // One in fifty is answered, the others fail.
    for round in 0..<10_000 {
      for document in 0..<20 {
        let isGood = (round + document).isMultiple(of: 50)
        matrix.add(
          Fixture.record(
            0, 20, document: document, round: round,
            isGood ? .ok(Answer(pages: 1)) : Fixture.failure(.timeout)))
      }
    }
    #expect(matrix.leftOut == 1)
    #expect(matrix.rounds > 9_900)
  }

  @Test("A document's ratio is the mean of its rounds' log ratios, a round's of its documents'")
  func pairs() {
    // Seconds by round and document; the other condition takes twice and eight times as long.
    let paired = PairedTimes(
      baseline: matrix([[1, 1], [1, 1]]), other: matrix([[2, 8], [8, 8]]))
    let two = LogRatio.of(2, to: 1)
    #expect(paired.byDocument.map { ($0 / two).rounded(digits: 12) } == [2, 3])
    #expect(paired.byRound.map { ($0 / two).rounded(digits: 12) } == [2, 3])
    #expect(paired.count == 4)
    #expect(paired.fasterOn == 0)
    #expect(paired.baselineSeconds == 2)
    #expect(paired.otherSeconds == 5 + 8)
  }

  @Test("A request that one of the two did not answer is in no pair")
  func missing() {
    let paired = PairedTimes(
      baseline: matrix([[1, nil, nil], [1, 2, nil]]), other: matrix([[3, 1, 1], [nil, 1, 1]]))
    #expect(paired.documents == [0, 1])
    #expect(paired.cells.map { $0.map { $0 != nil } } == [[true, false], [false, true]])
    #expect(paired.fasterOn == 1)
    // Only rounds that were paired count, on both sides.
    #expect(paired.baselineSeconds == 1 + 2)
    #expect(paired.otherSeconds == 3 + 1)
  }

  @Test("Nothing in common makes no pair")
  func nothing() {
    let paired = PairedTimes(baseline: matrix([[1, nil]]), other: matrix([[nil, 1]]))
    #expect(paired.byDocument.isEmpty && paired.byRound.isEmpty && paired.count == 0)
  }

  private func matrix(_ rows: [[Double?]]) -> ServiceMatrix {
    var matrix = ServiceMatrix(documents: rows.first?.count ?? 0)
    for (round, row) in rows.enumerated() {
      for (document, seconds) in row.enumerated() {
        if let seconds { matrix.set(seconds, round: round, document: document) }
      }
    }
    return matrix
  }
}

extension Double {
  fileprivate func rounded(digits: Int) -> Double {
    let scale = (0..<digits).reduce(1.0) { value, _ in value * 10 }
    return (self * scale).rounded() / scale
  }
}
