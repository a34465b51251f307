import Testing

@testable import BenchCore

/// Where a server reads the DPI, from what it does when it is said in one place only.
struct DPIReadingTests {
  private func reaction(_ outcome: DPIReaction.Outcome) -> DPIReaction {
    let high: [Double] =
      switch outcome {
      case .reacts: [0.5, 0.52, 0.49, 0.505, 0.51]
      case .doesNotReact: DPIReactionTests.steadyToo
      case .cannotTell: [0.02, 0.9, 0.1, 0.5, 0.06]
      }
    let reaction = DPIReaction(DPIReactionTests.probe(DPIReactionTests.steady, high))
    #expect(reaction.outcome == outcome)
    return reaction
  }

  private func refused() -> DPIReaction {
    DPIReaction(
      DPIReactionTests.probe(DPIReactionTests.steady, DPIReactionTests.steadyToo) {
        $2.failure = RequestFailure(.http, "HTTP 422: dpi: Field required")
      })
  }

  @Test(
    "A place is read where its DPI alone makes a difference",
    arguments: [
      (.reacts, .doesNotReact, .query), (.doesNotReact, .reacts, .form),
      (.reacts, .reacts, .either(wins: nil)), (.reacts, .cannotTell, .unknown),
      (.cannotTell, .reacts, .unknown), (.doesNotReact, .doesNotReact, .unknown),
    ] as [(DPIReaction.Outcome, DPIReaction.Outcome, DPIReading)])
  func places(query: DPIReaction.Outcome, form: DPIReaction.Outcome, reading: DPIReading) {
    #expect(
      DPIReading(queryOnly: reaction(query), formOnly: reaction(form), crossed: nil) == reading)
  }

  @Test("A place without which every request is refused is the one that is read")
  func needed() {
    #expect(
      DPIReading(queryOnly: refused(), formOnly: reaction(.reacts), crossed: nil) == .form)
    #expect(
      DPIReading(queryOnly: reaction(.reacts), formOnly: refused(), crossed: nil) == .query)
  }

  @Test("Of two places that differ, the one that the pixels follow wins", arguments: [true, false])
  func winsByPixels(queryWins: Bool) {
    let crossed = DPIReactionTests.probe(DPIReactionTests.steady, DPIReactionTests.steadyToo) {
      $2.megapixels = $1 == queryWins ? 8.7 : 0.5
    }
    let reading = DPIReading(
      queryOnly: reaction(.reacts), formOnly: reaction(.reacts), crossed: crossed)
    #expect(reading == .either(wins: queryWins ? .query : .form))
  }

  @Test("Without pixels the time tells which one wins, where it can")
  func winsByTime() {
    let (short, long) = (DPIReactionTests.steady, DPIReactionTests.steady.map { $0 * 4 })
    func reading(_ low: [Double], _ high: [Double]) -> DPIReading {
      DPIReading(
        queryOnly: reaction(.reacts), formOnly: reaction(.reacts),
        crossed: DPIReactionTests.probe(low, high))
    }
    #expect(reading(short, long.map { $0 * 1.01 }) == .either(wins: .query))
    #expect(reading(long.map { $0 * 1.01 }, short) == .either(wins: .form))
    #expect(reading(short, DPIReactionTests.steadyToo) == .either(wins: nil))
  }
}
