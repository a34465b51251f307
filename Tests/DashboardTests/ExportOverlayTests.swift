import BenchCore
import Canvas
import Reports
import Testing

@testable import Dashboard

struct ExportOverlayTests {
  private static func state() -> DashboardState {
    var state = DashboardState(
      size: Size(width: 80, height: 24), plan: Plan(servers: [], corpus: CorpusSpec(directory: "")))
    state.overlay = .export(path: "results/run.json")
    return state
  }

  @Test(
    "A letter chooses the format, and the overlay closes",
    arguments: [(Character("m"), ExportFormat.markdown), ("c", .csv), ("h", .html)])
  func choice(letter: Character, format: ExportFormat) {
    var state = Self.state()
    let effects = update(&state, .input(.key(.character(letter))))
    #expect(effects == [.export(path: "results/run.json", format: format)])
    #expect(state.overlay == nil)
  }

  @Test("Esc makes nothing")
  func escape() {
    var state = Self.state()
    #expect(update(&state, .input(.key(.escape))).isEmpty)
    #expect(state.overlay == nil)
  }

  @Test("The notice tells the path, or what went wrong")
  func notice() {
    var state = Self.state()
    _ = update(&state, .exported(path: "results/run.html", problem: nil))
    #expect(state.notice == Notice("written: results/run.html"))
    _ = update(&state, .exported(path: "results/run.json", problem: "disk full"))
    #expect(state.notice == Notice("disk full", isBad: true))
  }

  @Test("x makes a report wherever a saved run is: in the list, open, replayed, just finished")
  func everywhere() throws {
    let x = Key.character("x")
    let contexts: [KeyContext] = [.results, .detail, .replaying, .finished]
    for context in contexts {
      #expect(KeyTable.bindings(in: context).contains { $0.name == "x" && $0.hint == "export" })
    }
    let run = try #require(ReplayScene.saved(ScriptedRun.events()))
    var replay = ReplayScene.state(run)
    _ = update(&replay, .input(.key(x)))
    #expect(replay.overlay == .export(path: "results/r.json"))
    var finished = DashboardState(size: Size(width: 80, height: 24), plan: ScriptedRun.plan)
    Scene.finish(ScriptedRun.events(), &finished)
    _ = update(&finished, .input(.key(x)))
    #expect(finished.overlay == .export(path: "results/r.json"))
  }

  @Test("Where no run was saved, x exports nothing")
  func nothingSaved() {
    var state = Self.state()
    state.overlay = nil
    state.screen = .run
    #expect(update(&state, .input(.key(.character("x")))).isEmpty)
    #expect(state.overlay == nil)
    #expect(state.notice != nil)
  }
}
