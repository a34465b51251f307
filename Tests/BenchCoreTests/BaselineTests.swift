import BenchCore
import Testing

/// Which server the others are compared with.
@Suite
struct BaselineTests {
  private static func judgement(_ baseline: String?) throws -> Judgement {
    var plan = Fixture.plan(servers: 3, rounds: 2)
    plan.baseline = baseline
    let run = MeasuredRun(
      plan: plan,
      outcome: { server, document, _ in
        .ok(Answer(pages: 1, textDigest: server == 2 && document < 2 ? "other" : "same"))
      }, milliseconds: { server, document, _ in 100 * Int64(document + 1) * Int64(server + 1) })
    return try run.figures().judgement
  }

  @Test("It is the first, unless the plan names another one")
  func pairs() throws {
    #expect(try Self.judgement(nil).pairs.map(\.comparison.other) == [1, 2])
    #expect(try Self.judgement("s0").pairs.map(\.comparison.baseline) == [0, 0])
    let named = try Self.judgement("s1")
    #expect(named.pairs.map(\.comparison.baseline) == [1, 1])
    #expect(named.pairs.map(\.comparison.other) == [0, 2])
    // 1/2 and 3/2 of its time.
    let ratios = named.pairs.compactMap(\.comparison.ratio)
    #expect(zip(ratios, [0.5, 1.5]).allSatisfy { abs($0 - $1) < 1e-9 })
  }

  @Test("Answers are held against its answers")
  func answers() throws {
    #expect(try Self.judgement(nil).pairs.map(\.agreement.textsAgree) == [8, 6])
    #expect(try Self.judgement("s2").pairs.map(\.agreement.textsAgree) == [6, 6])
  }
}
