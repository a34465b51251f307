import BenchCore
import Canvas
import Dashboard
import Testing

@Suite("The paired panel")
struct PairedPanelTests {
  static func screen(_ plan: Plan, share: Double, _ size: Size) -> [String] {
    var state = DashboardState(size: size, plan: plan)
    Scene.start(&state)
    let events = ScriptedRun.events(plan)
    _ = update(&state, .events(Array(events.prefix(Int(Double(events.count) * share)))))
    return view(state).plainText.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  @Test("tells the difference, its interval and on how many documents it holds")
  func tells() throws {
    let lines = Self.screen(
      ScriptedRun.plan(rounds: 6), share: 0.9, Size(width: 120, height: 40))
    let place = try #require(lines.firstIndex { $0.contains("Paired by document, so far") })
    #expect(lines[place + 1].contains("Rust Axum is "))
    #expect(lines[place + 1].contains(" slower than Python FastAPI"))
    #expect(lines[place + 1].contains("p = "))
    #expect(lines[place + 2].contains("├") && lines[place + 2].contains("●"))
  }

  @Test("has room from the beginning, so that nothing jumps when it has something to say")
  func hasRoom() {
    for share in [0.05, 0.9] {
      let lines = Self.screen(
        ScriptedRun.plan(rounds: 6), share: share, Size(width: 80, height: 24))
      #expect(lines.contains { $0.contains("Rust Axum") && $0.contains("Python FastAPI") })
    }
    let early = Self.screen(ScriptedRun.plan(rounds: 6), share: 0.05, Size(width: 80, height: 24))
    #expect(early.contains { $0.contains("too few pairs yet for an interval") })
  }

  @Test("says how near the stop rule is")
  func saysStopRule() {
    var plan = ScriptedRun.plan(rounds: 20)
    plan.stopRule = StopRule(margin: 0.01)
    let lines = Self.screen(plan, share: 0.5, Size(width: 120, height: 40))
    #expect(lines.contains { $0.contains("the run ends at ±1 %: now ±") })
  }

  @Test("looks again once a second of the run, not with every event")
  func looksOnceASecond() {
    var state = DashboardState(size: Size(width: 120, height: 40), plan: ScriptedRun.plan)
    Scene.start(&state)
    var looks = 0
    var known: [ConditionComparison] = []
    let events = ScriptedRun.events(ScriptedRun.plan(rounds: 6))
    for event in events {
      _ = update(&state, .events([event]))
      if state.run.standing.comparisons != known { looks += 1 }
      known = state.run.standing.comparisons
    }
    let seconds = state.run.state.now.seconds(since: .zero)
    #expect(looks > 3)
    #expect(Double(looks) <= seconds + 2)
  }
}

@Suite("A sweep on the run screen")
struct SweepScreenTests {
  static func state() throws -> DashboardState {
    let scene = try #require(Scene.all.first { $0.name == "sweep" })
    return scene.state(Size(width: 120, height: 40))
  }

  @Test("begins with the table of all points")
  func table() throws {
    let text = view(try Self.state()).plainText
    #expect(text.contains("efficiency") && text.contains("in flight"))
    #expect(!text.contains("p50 ~"))
  }

  @Test("has lanes that tell one resolution, and the next one at a key")
  func lanes() throws {
    var state = try Self.state()
    _ = update(&state, .input(.key(.character("v"))))
    #expect(view(state).plainText.contains("[100] 300 dpi"))
    _ = update(&state, .input(.key(.character("d"))))
    #expect(view(state).plainText.contains("100 [300] dpi"))
    _ = update(&state, .input(.key(.character("d"))))
    #expect(view(state).plainText.contains("[100] 300 dpi"))
  }
}
