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
    let narrow = Self.comparison(rounds: 6, scatter: 0.001)
    let wide = Self.comparison(rounds: 6, scatter: 0.1)
    #expect(Self.rule.isReached(afterRounds: 6) { _ in [narrow] })
    #expect(!Self.rule.isReached(afterRounds: 6) { _ in [wide] })
    #expect(!Self.rule.isReached(afterRounds: 6) { _ in [narrow, wide] })
  }

  @Test("looks at even rounds from the fourth on, and never without a comparison")
  func looksAtEvenRounds() {
    let looked = (0...8).filter {
      Self.rule.isReached(afterRounds: $0) {
        [Self.comparison(rounds: $0, scatter: 0.001, sharesPasses: false)]
      }
    }
    #expect(looked == [4, 6, 8])
    #expect(!Self.rule.isReached(afterRounds: 4) { _ in [] })
  }

  @Test("wants rounds as pairs to be close together at two looks, for four may be so by chance")
  func looksTwice() {
    let looked = (0...8).filter {
      Self.rule.isReached(afterRounds: $0) { [Self.comparison(rounds: $0, scatter: 0.001)] }
    }
    #expect(looked == [6, 8])
    let isReached = Self.rule.isReached(afterRounds: 8) {
      [Self.comparison(rounds: $0, scatter: $0 == 6 ? 0.1 : 0.001)]
    }
    #expect(!isReached)
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
    #expect(!Self.rule.isReached(afterRounds: 4) { _ in [onePass] })
  }
}

@Suite("Rounds until a margin")
struct RoundsUntilTests {
  /// Two servers, so many rounds; the second is 5 % slower, give or take `scatter` by document, and
  /// half of that by request.
  static func times(rounds: Int, documents: Int = 30, scatter: Double) -> PairedTimes {
    var generator = SplitMix64(seed: 7)
    func noise() -> Double { Double(generator.next() >> 11) / 0x1p53 * 2 - 1 }
    var times = [ServiceMatrix(documents: documents), ServiceMatrix(documents: documents)]
    for document in 0..<documents {
      let own = scatter * noise()
      for round in 0..<rounds {
        times[0].set(1, round: round, document: document)
        times[1].set(1.05 + own + scatter / 2 * noise(), round: round, document: document)
      }
    }
    return PairedTimes(baseline: times[0], other: times[1])
  }

  static func comparison(_ times: PairedTimes, sharesPasses: Bool) -> ConditionComparison {
    ConditionComparison(
      baseline: 0, other: 1, times: times, sharesPasses: sharesPasses, level: 0.95, resamples: 0)
  }

  @Test("are none where the interval is narrow, and the more, the narrower it shall be")
  func more() throws {
    let times = Self.times(rounds: 6, scatter: 0.04)
    let comparison = Self.comparison(times, sharesPasses: true)
    let now = try #require(comparison.halfWidth)
    #expect(Outlook.rounds(until: now, times, comparison) == 0)
    let third = try #require(Outlook.rounds(until: now / 3, times, comparison))
    let half = try #require(Outlook.rounds(until: now / 2, times, comparison))
    #expect(half > 0 && third > half)
    // Twice as narrow takes four times the rounds, less what Student's t saves.
    #expect(half < 18)
  }

  @Test("are nil where the scatter is between documents, which rounds do not remove")
  func never() throws {
    let times = Self.times(rounds: 6, scatter: 0.04)
    let comparison = Self.comparison(times, sharesPasses: false)
    let now = try #require(comparison.halfWidth)
    #expect(Outlook.rounds(until: now / 10, times, comparison) == nil)
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
