import BenchCore
import Canvas
import Dashboard
import Reports
import Testing

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
