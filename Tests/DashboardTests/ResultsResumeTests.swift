import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// Runs that were cut short: how they are listed, and how they go on.
@Suite
struct ResultsResumeTests: ListsSavedRuns {
  @Test("A journal is left out once its run has a result")
  func journals() {
    var journal = SavedRuns.headline("a.journal", day: 1, state: .interrupted)
    var result = SavedRuns.headline("a.json", day: 1)
    journal.runID = "one"
    #expect(names(state([journal, result])).count == 2)
    result.runID = "one"
    #expect(names(state([journal, result])) == ["a.json"])
  }

  @Test("A journal is listed beside the result of its stopped run if it has more requests")
  func resumedJournal() {
    var result = SavedRuns.headline("r.json", day: 20, state: .stopped)
    var journal = SavedRuns.headline("r.journal", day: 21, state: .interrupted)
    (result.runID, journal.runID) = ("run", "run")
    #expect(names(state([result, journal])) == ["r.json"])
    // When they were written does not matter: either may be a copy.
    for day in [19, 20, 21] {
      result.modified = SavedRuns.headline("", day: day).modified
      journal.failed = 0
      #expect(names(state([result, journal])) == ["r.json"])
      journal.failed = 1
      #expect(names(state([result, journal])).count == 2)
    }
    result.failed = 1
    #expect(names(state([result, journal])) == ["r.json"])
    result.state = .complete
    (result.succeeded, result.failed) = (0, 0)
    #expect(names(state([result, journal])) == ["r.json"])
  }

  @Test("A run that was cut short goes on; of others it is said why they cannot")
  func resume() throws {
    var state = state()
    #expect(press(.character("R"), &state).isEmpty)
    #expect(state.notice?.text.contains("nothing to resume") == true)
    state.results.selected = "results/benchmark_results.json"
    #expect(press(.character("R"), &state).isEmpty)
    #expect(state.notice?.text.contains("guide") == true)
    let path = "results/scale/c8.journal"
    state.results.selected = path
    #expect(press(.character("R"), &state) == [.load(FileLoad(path, for: .resume))])

    let events = Array(ScriptedRun.events(ScriptedRun.plan(rounds: 3)).dropLast(20))
    guard case .runStarted(let started) = events.first?.payload else { return }
    let run = SavedRun(kind: .journal, started: started, events: events, warnings: [])
    let load = FileLoad(path, for: .resume)
    let resumption = try Resumption(run)
    var going = state
    let effects = update(&going, .loaded(load, .run(run)))
    #expect(
      effects == [.resumeSaved(resumption, plan: started.plan, path: path, output: nil)])
    #expect(going.screen == .run && going.run.plan == started.plan)
    // What is kept is shown as the run's own.
    _ = update(&going, .events(resumption.kept))
    #expect(going.run.state.finishedRequests == resumption.keptRequests)
    #expect(resumption.keptRequests > 0)

    // While it runs, no other is begun.
    going.screen = .results
    #expect(update(&going, .loaded(load, .run(run))).isEmpty)
    #expect(going.notice?.isBad == true)

    // A secret is never saved, and nothing is sent without it.
    var secret = started
    secret.plan.headers = [HeaderField(name: "X-Key", value: "1").redacted]
    let locked = SavedRun(
      kind: .journal, started: secret, events: [RunEvent(.zero, .runStarted(secret))],
      warnings: [])
    #expect(update(&state, .loaded(load, .run(locked))).isEmpty)
    #expect(state.notice?.text.contains("slimbench resume \(path)") == true)
  }
}
