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
      DPIReading(
        whole: reaction(.reacts), queryOnly: reaction(query), formOnly: reaction(form), crossed: nil
      ) == reading)
  }

  @Test("A place without which every request is refused is the one that is read")
  func needed() {
    #expect(
      DPIReading(
        whole: reaction(.reacts), queryOnly: refused(), formOnly: reaction(.reacts), crossed: nil)
        == .form)
    #expect(
      DPIReading(
        whole: reaction(.reacts), queryOnly: reaction(.reacts), formOnly: refused(), crossed: nil)
        == .query)
  }

  @Test(
    "A place at which the time moves far less than at the other is not read, known well or not",
    arguments: [
      // Within 16 % of the same; scipy's interval is beside `DPIReactionTests.times`.
      ([0.100, 0.115, 0.090, 0.100, 0.110], [0.110, 0.100, 0.105, 0.095, 0.100], .query),
      // 0.33 to 3.4 times as long: five times cannot be told from once.
      ([0.1, 0.2, 0.1, 0.3, 0.15], [0.2, 0.1, 0.3, 0.1, 0.2], .unknown),
    ] as [([Double], [Double], DPIReading)])
  func far(low: [Double], high: [Double], reading: DPIReading) {
    let form = DPIReaction(DPIReactionTests.probe(low, high))
    #expect(form.outcome == .cannotTell)
    #expect(
      DPIReading(
        whole: reaction(.reacts), queryOnly: reaction(.reacts), formOnly: form, crossed: nil)
        == reading)
    // Times say nothing where the reaction was one of the pixels.
    let pixels = DPIReaction(
      DPIReactionTests.probe(DPIReactionTests.steady, DPIReactionTests.steadyToo) {
        $2.megapixels = $1 ? 8 : 1
      })
    #expect(
      DPIReading(whole: pixels, queryOnly: pixels, formOnly: form, crossed: nil) == .unknown)
  }

  @Test("Of two places that differ, the one that the pixels follow wins", arguments: [true, false])
  func winsByPixels(queryWins: Bool) {
    let crossed = DPIReactionTests.probe(DPIReactionTests.steady, DPIReactionTests.steadyToo) {
      $2.megapixels = $1 == queryWins ? 8.7 : 0.5
    }
    let reading = DPIReading(
      whole: reaction(.reacts), queryOnly: reaction(.reacts), formOnly: reaction(.reacts),
      crossed: crossed)
    #expect(reading == .either(wins: queryWins ? .query : .form))
  }

  @Test("Without pixels the time tells which one wins, where it can")
  func winsByTime() {
    let (short, long) = (DPIReactionTests.steady, DPIReactionTests.steady.map { $0 * 4 })
    func reading(_ low: [Double], _ high: [Double]) -> DPIReading {
      DPIReading(
        whole: reaction(.reacts), queryOnly: reaction(.reacts), formOnly: reaction(.reacts),
        crossed: DPIReactionTests.probe(low, high))
    }
    #expect(reading(short, long.map { $0 * 1.01 }) == .either(wins: .query))
    #expect(reading(long.map { $0 * 1.01 }, short) == .either(wins: .form))
    #expect(reading(short, DPIReactionTests.steadyToo) == .either(wins: nil))
  }
}
