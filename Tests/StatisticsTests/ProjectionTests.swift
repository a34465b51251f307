import Statistics
import Testing

@Suite("The projection")
struct ProjectionTests {
  /// Ten documents in four rounds: documents matter as much as 16 rounds' noise.
  private func split(documents: Double, rounds: Double, residual: Double) -> VarianceSplit {
    VarianceSplit(
      documents: documents, rounds: rounds, residual: residual, documentCount: 10, roundCount: 4)
  }

  // Var = (documents + residual / rounds) / 10. From (1 + 16/4) to (1 + 16/16): √(2/5) of the width.
  @Test("averages documents over rounds, as far as their own scatter lets it")
  func documentPairs() {
    let projection = Projection(
      split: split(documents: 1, rounds: 9, residual: 16), unit: .documents, halfWidth: 0.05)
    #expect(agree(projection.halfWidth(documents: 10, rounds: 16), 0.05 * 0.632455532, to: 1e-8))
    #expect(projection.rounds(until: 0.05 * 0.6325) == .more(12))
    #expect(projection.rounds(until: 0.05) == .reached)
    // Without end rounds leave √(1/5) = 0.4472 of it.
    #expect(projection.rounds(until: 0.05 * 0.447) == .never)
    #expect(projection.rounds(until: 0.05 * 0.448) != .never)
    // Four times the documents halve it.
    #expect(projection.documents(until: 0.025 * 1.000001) == .more(30))
  }

  // scipy: t.ppf(0.975, 3) = 3.18244630, t.ppf(0.975, 8) = 2.30600414.
  @Test("averages rounds with Student's t, as far as documents do not stand in the way")
  func roundPairs() {
    let projection = Projection(
      split: split(documents: 100, rounds: 1, residual: 0), unit: .rounds, halfWidth: 0.06)
    let expected = 0.06 * 2.30600414 / 3.18244630 * 2 / 3
    #expect(agree(projection.halfWidth(documents: 10, rounds: 9), expected, to: 1e-8))
    #expect(projection.rounds(until: expected * 1.0001) == .more(5))
    #expect(projection.rounds(until: expected * 0.9999) == .more(6))
    #expect(projection.documents(until: 0.03) == .never)
    #expect(projection.halfWidth(documents: 10, rounds: 1) == nil)
  }

  @Test("of what does not vary, or to nothing, is never")
  func never() {
    let still = Projection(
      split: split(documents: 0, rounds: 0, residual: 0), unit: .documents, halfWidth: 0.05)
    #expect(still.rounds(until: 0.01) == .never)
    let moving = Projection(
      split: split(documents: 1, rounds: 1, residual: 1), unit: .documents, halfWidth: 0.05)
    #expect(moving.documents(until: 0) == .never)
    #expect(moving.documents(until: .nan) == .never)
    #expect(moving.documents(until: -1) == .never)
    #expect(moving.documents(until: 1e-9) == .never)
    #expect(moving.halfWidth(documents: 0, rounds: 4) == nil)
  }

  // scipy: z(0.975) / (z(0.975) + z(0.9)) = 0.6046443258582759.
  @Test("for 90 % power asks for 1.96 / (1.96 + 1.28) of the difference")
  func power() {
    #expect(agree(Projection.halfWidth(detecting: -0.02), 0.02 * 0.6046443258582759, to: 1e-12))
    #expect(Projection.halfWidth(detecting: 0) == 0)
    #expect(Projection.halfWidth(detecting: .nan) == 0)
    // An interval that just touches 0 needs ((1.96 + 1.28) / 1.96)² = 2.735 times the pairs.
    let target = Projection.halfWidth(detecting: 0.02)
    #expect(Projection.pairs(now: 100, halfWidth: 0.02, until: target) == .more(174))
  }

  @Test("of pairs alone goes with the square root of their number")
  func pairs() {
    #expect(Projection.pairs(now: 20, halfWidth: 0.02, until: 0.01) == .more(60))
    #expect(Projection.pairs(now: 20, halfWidth: 0.01, until: 0.02) == .reached)
    #expect(Projection.pairs(now: 20, halfWidth: 0.01, until: 0) == .never)
    #expect(Projection.pairs(now: 20, halfWidth: 1, until: 1e-12) == .never)
    #expect(Projection.pairs(now: 0, halfWidth: 1, until: 0.5) == .never)
    #expect(Projection.pairs(now: 20, halfWidth: .nan, until: 0.5) == .never)
  }
}
