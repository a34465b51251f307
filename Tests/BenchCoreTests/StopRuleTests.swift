import BenchCore
import Statistics
import Testing

@Suite("The stop rule")
struct StopRuleTests {
  static let rule = StopRule(margin: 0.01)

  /// Two servers on documents whose log ratios scatter by `scatter` to both sides.
  static func comparison(
    rounds: Int, scatter: Double, sharesPasses: Bool = true
  )
    -> ConditionComparison
  {
    var times = [ServiceMatrix(documents: 8), ServiceMatrix(documents: 8)]
    for round in 0..<rounds {
      for document in 0..<8 {
        times[0].set(1, round: round, document: document)
        let sign = round.isMultiple(of: 2) ? 1.0 : -1
        times[1].set(1 + sign * scatter, round: round, document: document)
      }
    }
    return ConditionComparison(
      baseline: 0, other: 1, times: PairedTimes(baseline: times[0], other: times[1]),
      sharesPasses: sharesPasses, level: 0.95, resamples: 0)
  }

  @Test("is reached where every interval is as narrow as was asked for")
  func isReached() {
    let narrow = Self.comparison(rounds: 4, scatter: 0.001)
    let wide = Self.comparison(rounds: 4, scatter: 0.1)
    #expect(Self.rule.isReached(afterRounds: 4, [narrow]))
    #expect(!Self.rule.isReached(afterRounds: 4, [wide]))
    #expect(!Self.rule.isReached(afterRounds: 4, [narrow, wide]))
  }

  @Test("looks at even rounds from the fourth on, and never without a comparison")
  func looksAtEvenRounds() {
    let narrow = [Self.comparison(rounds: 6, scatter: 0.001)]
    let looked = (0...8).filter { Self.rule.isReached(afterRounds: $0, narrow) }
    #expect(looked == [4, 6, 8])
    #expect(!Self.rule.isReached(afterRounds: 4, []))
  }

  @Test("compares half the interval's length on the logarithmic scale with log(1 + margin)")
  func isLogarithmic() throws {
    // ln 1.01
    #expect(abs(Self.rule.halfWidth - 0.00995033085316808) < 1e-15)
    // Four rounds at ±a: s = a·2/√3, half-width = t(0.975; 3)·s/√4, with t = 3.18244630528371 (R).
    let scatter = 0.001
    let value = try #require(Self.comparison(rounds: 4, scatter: scatter).halfWidth)
    #expect(abs(value - 3.18244630528371 * (scatter * 2 / 3.0.squareRoot()) / 2) < 1e-6)
  }

  @Test("is not reached by a pass that describes itself alone")
  func descriptiveIsNotEnough() {
    let onePass = Self.comparison(rounds: 2, scatter: 0.0001)
    #expect(onePass.limitation == .onePass)
    #expect(!Self.rule.isReached(afterRounds: 4, [onePass]))
  }
}

@Suite("Rounds as pairs")
struct RoundPairTests {
  @Test("leave out a round that holds less than half of the documents")
  func leavesOutBegunRounds() {
    var times = [ServiceMatrix(documents: 8), ServiceMatrix(documents: 8)]
    for (round, count) in [8, 8, 4, 3].enumerated() {
      for document in 0..<count {
        times[0].set(1, round: round, document: document)
        times[1].set(2, round: round, document: document)
      }
    }
    let pairs = PairedTimes(baseline: times[0], other: times[1])
    #expect(pairs.byRound.count == 3)
    #expect(pairs.byDocument.count == 8)
  }
}
