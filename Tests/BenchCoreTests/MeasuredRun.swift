import BenchCore
import Testing

/// A whole run made up for its figures: every server's time for every document in every round.
struct MeasuredRun {
  var plan = Fixture.plan(rounds: 2)
  /// Of each document.
  var pages = [Int?](repeating: 2, count: 8)
  /// What a server answers; by default a page and no text.
  var outcome: (_ server: Int, _ document: Int, _ round: Int) -> Outcome = { _, _, _ in
    .ok(Answer(pages: 1))
  }
  /// Milliseconds of a request.
  var milliseconds: (_ server: Int, _ document: Int, _ round: Int) -> Int64 = { _, _, _ in 100 }

  var events: [RunEvent] {
    var started = Fixture.started(plan, documents: pages.count)
    for (document, count) in pages.enumerated() { started.corpus[document].pages = count }
    var events = [RunEvent(.zero, .runStarted(started))]
    var now: Int64 = 0
    for round in 0..<plan.rounds {
      for document in pages.indices {
        for server in plan.servers.indices {
          let time = milliseconds(server, document, round)
          events.append(
            Fixture.finished(
              Fixture.record(
                now, now + time, sequence: events.count - 1, condition: server,
                document: document, round: round, block: events.count,
                outcome(server, document, round))))
          now += time
        }
      }
    }
    events.append(RunEvent(Fixture.time(now), .runFinished(RunFinished(.completed))))
    return events
  }

  func figures() throws -> RunFigures { try #require(RunFigures(events: events)) }

  /// What an assertion comes to.
  func check(_ text: String) throws -> AssertionResult {
    var run = self
    run.plan.assertions = [text]
    return try #require(try run.figures().assertions.first)
  }
}
