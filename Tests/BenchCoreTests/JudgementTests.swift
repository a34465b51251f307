import Testing

@testable import BenchCore

/// What a whole run's events come to.
@Suite
struct JudgementTests {
  @Test("Every server is compared with the first, at a level that covers the whole table")
  func pairs() throws {
    let judgement = try judged(servers: 3) { server, _ in 100 + 10 * Int64(server) }
    #expect(judgement.pairs.map(\.comparison.baseline) == [0, 0])
    #expect(judgement.pairs.map(\.comparison.other) == [1, 2])
    // Bonferroni: 1 − 0.05 / 2.
    #expect(judgement.pairs.allSatisfy { $0.comparison.level == 0.975 })
    #expect(judgement.pairs.map(\.comparison.verdict) == [.slower, .slower])
    #expect(judgement.pair(of: 2)?.comparison.fasterOn == 0)
    #expect(!judgement.isWithheld)
  }

  @Test("A verdict is withheld where answers differ, and starred where failures do")
  func limits() throws {
    let differing = try judged { server, document in server == 1 && document == 3 ? nil : 100 }
    #expect(differing.isWithheld == false)
    #expect(differing.diagnoses.map(\.kind).contains(.failuresUnequal))
    let pair = try #require(differing.pairs.first)
    #expect(differing.isStarred(pair.comparison))
    #expect(pair.comparison.documents == 7)

    let other = try judged(pages: { server, document in server == 1 && document == 3 ? 9 : 1 }) {
      _, _ in 100
    }
    #expect(other.isWithheld)
    #expect(other.pairs.first?.agreement.pagesAgree == 7)
  }

  @Test("A server that was never measured is compared with nothing")
  func unmeasured() throws {
    let judgement = try judged(servers: 3) { server, _ in server == 1 ? nil : 100 }
    #expect(judgement.pairs.map(\.comparison.other) == [2])
    let without = try judged(servers: 3) { server, _ in server == 0 ? nil : 100 }
    #expect(without.pairs.isEmpty)
  }

  @Test("Connections that the warm-up made are no sign of a server that closes them")
  func warmUpConnections() throws {
    var events = try Self.events(servers: 2) { _, _ in 100 }
    for document in 0..<8 {
      events.insert(
        Fixture.finished(
          Fixture.record(0, 1, condition: 1, document: document, phase: .warmUp, reused: false)),
        at: 1)
    }
    let judgement = try #require(RunFigures(events: events)).judgement
    #expect(!judgement.diagnoses.map(\.kind).contains(.connectionsNotReused))
  }

  @Test("A server that ignores the DPI stars the verdict, also in a run of one DPI")
  func dpiIgnored() throws {
    var events = try Self.events(servers: 2) { server, _ in 100 + 10 * Int64(server) }
    var probe = DPIReactionTests.probe(DPIReactionTests.steady, DPIReactionTests.steadyToo)
    probe.server = 1
    let before = try #require(RunFigures(events: events)).judgement
    events.insert(RunEvent(.zero, .dpiProbed(probe)), at: 1)
    let figures = try #require(RunFigures(events: events))
    let pair = try #require(figures.judgement.pairs.first)
    #expect(!before.isStarred(pair.comparison) && figures.judgement.isStarred(pair.comparison))
    #expect(!figures.judgement.isWithheld)
    #expect(figures.servers.map(\.dpiReaction?.outcome) == [nil, .doesNotReact])
  }

  @Test("Warm-up is in no comparison")
  func warmUp() throws {
    let plan = Fixture.plan()
    var events = [RunEvent(.zero, .runStarted(Fixture.started(plan)))]
    for document in 0..<3 {
      for condition in 0..<2 {
        events.append(
          Fixture.finished(
            Fixture.record(0, 100, condition: condition, document: document, phase: .warmUp)))
      }
    }
    let judgement = try #require(RunFigures(events: events)).judgement
    #expect(judgement.pairs.isEmpty)
  }

  /// A run of eight documents in two rounds; milliseconds of a request, nil for a failure.
  private func judged(
    servers: Int = 2, pages: (Int, Int) -> Int = { _, _ in 1 },
    _ milliseconds: (_ server: Int, _ document: Int) -> Int64?
  ) throws -> Judgement {
    let events = try Self.events(servers: servers, pages: pages, milliseconds)
    return try #require(RunFigures(events: events)).judgement
  }

  private static func events(
    servers: Int, pages: (Int, Int) -> Int = { _, _ in 1 },
    _ milliseconds: (_ server: Int, _ document: Int) -> Int64?
  ) throws -> [RunEvent] {
    let plan = Fixture.plan(servers: servers, rounds: 2)
    var events = [RunEvent(.zero, .runStarted(Fixture.started(plan, documents: 8)))]
    var now: Int64 = 0
    var sequence = 0
    for round in 0..<2 {
      for document in 0..<8 {
        for server in 0..<servers {
          let time = milliseconds(server, document)
          let outcome =
            time == nil
            ? Fixture.failure(.http) : .ok(Answer(pages: pages(server, document)))
          let record = Fixture.record(
            now, now + (time ?? 5), sequence: sequence, condition: server, document: document,
            round: round, outcome)
          events.append(Fixture.finished(record))
          now += time ?? 5
          sequence += 1
        }
      }
    }
    events.append(RunEvent(Fixture.time(now), .runFinished(RunFinished(.completed))))
    return events
  }
}
