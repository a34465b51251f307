import Statistics
import Testing

private let full: [[Double?]] = [
  [0.031, 0.052, 0.011, 0.047], [0.104, 0.121, 0.065, 0.118], [-0.02, 0.015, -0.041, 0.002],
  [0.06, 0.069, 0.049, 0.081], [0.011, 0.02, -0.03, 0.04],
]

// reference.py: the sums of squares as quadratic forms, their expectations as traces.
@Suite("The split of variance")
struct VarianceSplitTests {
  @Test("is the two-way analysis of variance where every cell is filled")
  func balanced() throws {
    let split = try #require(VarianceSplit(full))
    #expect(agree(split.documents, 1.97125e-03, to: 1e-9))
    #expect(agree(split.rounds, 4.53075e-04, to: 1e-9))
    #expect(agree(split.residual, 7.98750e-05, to: 1e-9))
    #expect(split.documentCount == 5)
    #expect(split.roundCount == 4)
    #expect(split.cellCount == 20)
  }

  @Test("tolerates missing cells, whatever stands for them")
  func missing() throws {
    var holes = full
    (holes[0][1], holes[2][3], holes[4][0], holes[4][2]) = (nil, .nan, .infinity, nil)
    let split = try #require(VarianceSplit(holes))
    #expect(agree(split.documents, 0.00202821, to: 1e-5))
    #expect(agree(split.rounds, 0.00031551, to: 1e-4))
    #expect(agree(split.residual, 0.0001385, to: 1e-4))
    #expect(split.cellCount == 16)
    // A row without a value, and rows that end early.
    #expect(VarianceSplit(full + [[nil, nil]]) == VarianceSplit(full))
    #expect(VarianceSplit([[1, 2, 3], [1.5, 2], [1, 3]])?.cellCount == 7)
  }

  @Test("puts what all documents of a round share under rounds, and never below zero")
  func pure() throws {
    let rounds = try #require(VarianceSplit([[0.1, 0.2, 0.3], [0.1, 0.2, 0.3]]))
    #expect(agree(rounds.rounds, 0.01, to: 1e-9))
    #expect(rounds.documents.magnitude < 1e-15)
    #expect(rounds.residual.magnitude < 1e-15)
    let crossed = try #require(VarianceSplit([[1, -1], [-1, 1]]))
    #expect(crossed.documents == 0)
    #expect(crossed.rounds == 0)
    #expect(agree(crossed.residual, 4, to: 1e-9))
  }

  @Test("does not depend on the level, however high")
  func shifted() throws {
    let split = try #require(VarianceSplit(full.map { $0.map { $0.map { $0 + 1e6 } } }))
    #expect(agree(split.documents, 1.97125e-03, to: 1e-5))
  }

  @Test("needs two documents in two rounds, connected")
  func needs() {
    #expect(VarianceSplit([]) == nil)
    #expect(VarianceSplit([[]]) == nil)
    #expect(VarianceSplit([[1, 2, 3]]) == nil)
    #expect(VarianceSplit([[1], [2], [3]]) == nil)
    #expect(VarianceSplit([[1, nil], [nil, 2]]) == nil)
    #expect(VarianceSplit([[1, 2], [3, nil]]) == nil)
    #expect(VarianceSplit([[0, 0], [0, 0]])?.residual == 0)
  }
}
