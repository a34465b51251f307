import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// Who gets the cells of the first line.
@Suite
struct HeaderLayoutTests {
  private static func line(_ state: DashboardState) -> String {
    String(view(state).plainText.prefix { !$0.isNewline })
  }

  private func header(
    _ width: Int, _ plan: Plan = ScriptedRun.plan, on screen: Screen = .run
  )
    -> (text: String, state: DashboardState)
  {
    var state = DashboardState(size: Size(width: width, height: 24), plan: plan)
    _ = update(&state, .input(.key(.enter)))
    _ = update(&state, .events(ScriptedRun.events(plan).dropLast()))
    state.screen = screen
    return (Self.line(state), state)
  }

  @Test("Where there is room, every tab has its word and the run its settings")
  func wide() {
    let text = header(120).text
    #expect(text.contains("1 Setup  2 Run  3 Results  4 Compare  5 Corpus"))
    #expect(text.contains("150 dpi · 1 in flight · round 3/3 · 00:"))
  }

  @Test("At 80 columns the tabs fold to their numbers, and nothing of the run goes untold")
  func narrow() {
    let text = header(80, on: .results).text
    #expect(text.hasPrefix(" slimbench   1  2  3 Results  4  5  6 "))
    #expect(text.contains("150 dpi · c=1 · round 3/3 · 00:"))
  }

  @Test("Of a run that is over, other screens tell quietly how it ended, and its file")
  func over() throws {
    var state = DashboardState(size: Size(width: 120, height: 24), plan: ScriptedRun.plan)
    Scene.finish(ScriptedRun.events(), &state)
    #expect(Self.line(state).contains("150 dpi · 1 in flight · round 3/3 · 00:"))
    state.screen = .results
    let titles = "1 Setup  2 Run  3 Results  4 Compare  5 Corpus  6 Containers"
    #expect(Self.line(state).contains(titles))
    #expect(Self.line(state).hasSuffix("finished · r.json"), "\(Self.line(state))")
    #expect(!Self.line(state).contains("dpi"))
    // Nothing folds for it.
    for width in 60...120 {
      state.size.width = width
      let layout = HeaderLayout(state, Rect(x: 0, y: 0, width: width, height: 1))
      #expect(layout.tabs.width(glyphs: state.glyphs) == layout.tabArea.width || width < 80)
      #expect(layout.status.map { $0.count <= layout.statusArea.width } ?? true)
    }
    state.size.width = 80
    #expect(Self.line(state).contains(titles))
    state.run.ending = .failed("no answer")
    state.size.width = 120
    #expect(Self.line(state).hasSuffix("the last run failed"))
  }

  @Test("Tabs keep their words as long as nothing was run")
  func idle() {
    let state = DashboardState(size: Size(width: 80, height: 24), plan: ScriptedRun.plan)
    #expect(Self.line(state).contains("1 Setup  2 Run  3 Results  4 Compare  5 Corpus"))
  }

  @Test("A sweep that has no room tells where it is now; its round and clock go last")
  func longSweep() {
    var plan = ScriptedRun.sweep
    plan.dpis = [75, 100, 150, 200, 300]
    plan.rounds = 2
    let wide = header(160, plan).text
    #expect(wide.contains("[75] 100 150 200 300 dpi · 1 2 [4] in flight"), "\(wide)")
    let text = header(80, plan).text
    #expect(text.contains("  75 dpi · c=4 · round "), "\(text)")
    #expect(header(60, plan, on: .compare).text.contains("  round "))
  }

  @Test("Nothing of the run is ever cut, and its clock is there at every width from 60 on")
  func neverCut() throws {
    for plan in [ScriptedRun.plan, ScriptedRun.sweep] {
      var state = header(80, plan).state
      let clock = Quantity.clock(seconds: state.run.state.now.seconds(since: .zero))
      // The containers' screen tells the engine there.
      for screen in Screen.allCases where screen != .containers {
        state.screen = screen
        for width in 60...200 {
          let layout = HeaderLayout(state, Rect(x: 0, y: 0, width: width, height: 1))
          let status = try #require(layout.status, "\(width) columns")
          #expect(status.hasSuffix(clock))
          #expect(status.count <= layout.statusArea.width)
          #expect(layout.statusArea.x + layout.statusArea.width < width)
          #expect(layout.tabArea.x + layout.tabArea.width < layout.statusArea.x)
        }
      }
    }
  }

  @Test("A click finds the tab that is drawn there, folded or not", arguments: [60, 80, 120, 200])
  func clicks(width: Int) throws {
    for open in Screen.allCases {
      var state = header(width, on: open).state
      let row = Array(Self.line(state))
      for screen in Screen.allCases {
        let digit = Character(String(screen.rawValue + 1))
        let x = try #require(row.dropFirst(11).firstIndex(of: digit))
        _ = update(&state, .input(.mouse(MouseEvent(x: x, y: 0, action: .press))))
        #expect(state.screen == screen, "\(digit) at \(x) of \(String(row))")
        state.screen = open
      }
    }
  }
}
