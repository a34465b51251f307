import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// The form as a saved run fills it.
@Suite
struct PlanAgainTests {
  private static let path = "results/2026-01-23_104107_300dpi.json"

  /// A plan whose every field differs from what the form has by itself.
  private static var plan: Plan {
    var plan = ScriptedRun.plan(servers: 3)
    plan.corpus = CorpusSpec(directory: "scans", maxFiles: 12, keepDefective: true)
    plan.dpis = [100, 300]
    plan.concurrencies = [1, 8]
    plan.load = .open(OpenLoad(ratePerSecond: 2.5, arrivals: .poisson))
    plan.stopRule = StopRule(margin: 0.03)
    plan.rounds = 40
    plan.order = .sequential
    plan.warmUp = 4
    plan.timeoutSeconds = 77
    plan.seed = 99
    plan.baseline = plan.servers[1].key
    plan.headers = [HeaderField(name: "Accept", value: "text/plain")]
    return plan
  }

  private static func run(
    _ plan: Plan, kind: SavedRun.Kind = .result, sweep: SweepPart? = nil
  ) throws -> SavedRun {
    var events = ScriptedRun.events(ScriptedRun.plan(servers: 3))
    let first = try #require(events.first)
    guard case .runStarted(var started) = first.payload else { throw NoStart() }
    started.plan = plan
    started.sweep = sweep
    events[0] = RunEvent(first.time, .runStarted(started))
    return SavedRun(kind: kind, started: started, events: events, warnings: [])
  }

  private struct NoStart: Error {}

  private func state() -> DashboardState {
    var state = Scene("listed") { SavedRuns.list(&$0) }.state(Size(width: 120, height: 40))
    state.setup.set(.output, to: "results/mine.json")
    return state
  }

  private func again(_ run: SavedRun, _ state: inout DashboardState) {
    _ = update(&state, .loaded(FileLoad(Self.path, for: .again), .run(run)))
  }

  @Test("Everything that the run was made with is in the form; the output stays as it was typed")
  func whole() throws {
    var state = state()
    again(try Self.run(Self.plan), &state)
    #expect(state.screen == .setup)
    #expect(state.setup.reading.plan == Self.plan)
    #expect(state.setup[.output] == "results/mine.json")
    #expect(state.notice == Notice("the plan of 2026-01-23_104107_300dpi.json"))
  }

  @Test("A secret that was not saved comes from the form, or is left out and named")
  func secrets() throws {
    var saved = Self.plan
    saved.headers = [HeaderField(name: "Authorization", value: "Bearer 1")]
    saved.servers[0].headers = [HeaderField(name: "X-Key", value: "2")]
    saved.servers[1].origin = .url("http://me:secret@127.0.0.1:9/")
    let run = try Self.run(saved.redacted)
    let known = PlanAgain(run, current: saved, listed: [])
    #expect(known.plan == saved && known.lacking.isEmpty)
    let unknown = PlanAgain(run, current: Plan(servers: [], corpus: saved.corpus), listed: [])
    #expect(unknown.plan.headers.isEmpty && unknown.plan.servers[0].headers.isEmpty)
    #expect(
      unknown.lacking == [
        "header Authorization", "header X-Key", "the password of \(saved.servers[1].key)",
      ])
    var state = state()
    again(run, &state)
    #expect(state.notice?.isBad == true)
    #expect(state.notice?.text.contains("not in the file: header Authorization") == true)
  }

  @Test("A file of a sweep brings the whole sweep back, where the list has all of it")
  func sweep() throws {
    let part = SweepPart(id: "s", parts: 4, sharesTime: true)
    var own = Self.plan
    (own.dpis, own.concurrencies) = ([300], [8])
    let run = try Self.run(own, sweep: part)
    let listed = [(100.0, 1), (100, 8), (300, 1), (300, 8)].map { dpi, concurrency in
      var headline = SavedRuns.headline("x.json", day: 3, dpi: dpi, concurrency: concurrency)
      headline.sweepID = "s"
      return headline
    }
    let other = SavedRuns.headline("y.json", day: 3, dpi: 72, concurrency: 2)
    let whole = PlanAgain(run, current: own, listed: listed + [other])
    #expect(whole.plan.dpis == [100, 300] && whole.plan.concurrencies == [1, 8])
    #expect(whole.lacking.isEmpty)
    let one = PlanAgain(run, current: own, listed: [listed[3], other])
    #expect(one.plan.dpis == [300] && one.plan.concurrencies == [8])
    #expect(one.lacking == ["the other 3 points of its sweep"])
  }

  @Test("What the guide's file does not tell stays as the form has it, and is named")
  func guide() throws {
    var saved = Self.plan
    saved.corpus = CorpusSpec(directory: "")
    saved.dpis = [0]
    var current = Self.plan
    current.servers.removeLast()
    let again = PlanAgain(
      try Self.run(saved, kind: .guide), current: current, listed: [])
    #expect(again.plan.dpis == [100, 300] && again.plan.corpus == current.corpus)
    #expect(again.plan.servers.map(\.origin) == current.servers.map(\.origin) + [.url("")])
    #expect(again.lacking == ["addresses, folder and dpi"])
  }

  @Test("Beside a run the form stays as it is")
  func besideARun() throws {
    var state = state()
    let before = state.setup.reading.plan
    state.run.phase = .running
    again(try Self.run(Self.plan), &state)
    #expect(state.setup.reading.plan == before && state.notice?.isBad == true)
  }
}
