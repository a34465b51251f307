import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// What each message does to the state, and what it asks of the world.
@Suite
struct UpdateTests {
  /// A scene, a key, and what must follow.
  struct Step: CustomTestStringConvertible, Sendable {
    let scene: String
    let key: Key
    let effects: [Effect]
    let holds: @Sendable (DashboardState) -> Bool

    init(
      _ scene: String, _ key: Key, _ effects: [Effect] = [],
      _ holds: @escaping @Sendable (DashboardState) -> Bool
    ) {
      self.scene = scene
      self.key = key
      self.effects = effects
      self.holds = holds
    }

    var testDescription: String { "\(scene): \(key)" }
  }

  static let steps = [
    Step("setup", .enter, [.startRun(ScriptedRun.plan, output: nil)]) {
      $0.screen == .run && $0.run.phase == .preparing(done: 0, total: 0)
    },
    Step("setup", .character("q"), [.quit]) { !$0.run.phase.isActive },
    Step("setup", .character("2")) { $0.screen == .run },
    Step("setup", .character("?")) { $0.overlay == .help(scroll: 0) },
    Step("setup", .character("t"), [.changeTheme("loud")]) { $0.theme == "loud" },
    Step("setup", .down) { $0.setup.focused?.id == .server(0) },
    Step("setup", .up) { $0.setup.focused?.id == .output },
    Step("setup-field", .up) { $0.setup.focused?.id == .defective },
    Step("setup-field", .escape) { $0.setup.focus == nil },
    Step("setup-field", .character("7")) { $0.setup[.dpi] == "7" && $0.screen == .setup },
    Step("setup-field", .control("n")) { $0.setup.focused?.id == .server(2) },
    Step("setup-problems", .enter) { $0.screen == .setup && $0.setup.focus == 0 },
    Step("preparing", .character("s")) { $0.overlay == .confirm(.stopRun) },
    Step("running", .character(" "), [.pauseRun]) { $0.run.phase == .paused },
    Step("paused", .character(" "), [.resumeRun]) { $0.run.phase == .running },
    Step("running", .character("s")) { $0.overlay == .confirm(.stopRun) },
    Step("stop-question", .character("n")) { $0.overlay == nil && $0.run.phase == .running },
    Step("stop-question", .enter) { $0.overlay == .confirm(.stopRun) },
    Step("stop-question", .character("q")) { $0.overlay == .confirm(.stopRun) },
    Step("stop-question", .character("y"), [.stopRun]) { $0.run.phase == .stopping },
    Step("running", .character("q")) { $0.overlay == .confirm(.quitDuringRun) },
    Step("running", .control("c"), [.quit]) { $0.run.phase == .stopping },
    Step("stop-question", .control("c"), [.quit]) { $0.overlay == nil },
    Step("running", .control("z"), [.suspend]) { $0.run.phase == .running },
    Step("running", .control("l"), [.redraw]) { $0.run.phase == .running },
    Step("running", .character("m")) { $0.run.isMaximised },
    Step("maximised", .character("m")) { !$0.run.isMaximised && $0.run.lane == 1 },
    Step("running", .character("w")) { $0.run.window == .minute },
    Step("running", .character("e")) { $0.overlay == .errors(scroll: 0) },
    Step("errors", .escape) { $0.overlay == nil },
    Step("errors", .up) { $0.overlay == .errors(scroll: 0) },
    Step("log", .character("l")) { $0.overlay == nil },
    Step("help", .down) {
      if case .help(let scroll) = $0.overlay { scroll > 1 } else { false }
    },
    Step("help", .home) { $0.overlay == .help(scroll: 0) },
    Step("running", .down) { $0.run.lane == 1 },
    Step("running", .up) { $0.run.lane == 1 },
    Step("finished", .character("r"), [.startRun(ScriptedRun.plan, output: nil)]) {
      $0.run.phase == .preparing(done: 0, total: 0) && $0.run.ending == nil
    },
    Step("finished", .character("v")) { !$0.run.showsFigures },
    Step("finished", .character(" ")) { $0.run.phase == .over },
    Step("finished", .character("q"), [.quit]) { $0.overlay == nil },
    Step("failed", .character("r"), [.startRun(ScriptedRun.plan, output: nil)]) {
      $0.run.phase.isActive
    },
    Step("corpus", .up) { $0.corpus.selected == 1 },
    Step("corpus", .end) { $0.corpus.selected == 8 },
    Step("corpus", .character("o")) { $0.corpus.order == .pages && $0.corpus.selected == 0 },
    Step("corpus", .character("u"), [.scan(directory: "test_pdfs")]) {
      if case .going = $0.corpus.scan { true } else { false }
    },
  ]

  @Test("A key does what the table says", arguments: steps)
  func key(step: Step) throws {
    let scene = try #require(Scene.all.first { $0.name == step.scene })
    var state = scene.state(Size(width: 80, height: 24))
    #expect(update(&state, .input(.key(step.key))) == step.effects)
    #expect(step.holds(state))
  }

  @Test(
    "A choice is turned by arrows and by space; what is meant for another field is refused",
    arguments: [
      (Key.right, true), (.left, true), (.character(" "), true), (.character("9"), false),
    ])
  func choice(key: Key, turns: Bool) throws {
    var state = try #require(Scene.all.first { $0.name == "setup" })
      .state(Size(width: 80, height: 24))
    state.setup.focus(on: .order)
    let before = state.setup[.order]
    #expect(update(&state, .input(.key(key))).isEmpty)
    #expect((state.setup[.order] != before) == turns)
    #expect((state.notice?.isBad == true) == !turns)
  }

  @Test(
    "On a terminal that is too small for a screen, only what ends the program does anything",
    arguments: Scene.all)
  func unseen(scene: Scene) {
    let small = Size(width: 40, height: 10)
    for key in [Key.enter, .character("?"), .character("d"), .character("2"), .down, .tab] {
      var state = scene.state(Size(width: 80, height: 24))
      _ = update(&state, .input(.resized(small)))
      let (screen, phase, overlay) = (state.screen, state.run.phase, state.overlay)
      guard overlay != .confirm(.quitDuringRun) else { continue }
      #expect(update(&state, .input(.key(key))).isEmpty)
      #expect(state.screen == screen && state.run.phase == phase && state.overlay == overlay)
    }
    var state = scene.state(small)
    let isGoing = state.run.phase.isActive && state.run.phase != .stopping
    let effects = update(&state, .input(.key(.character("q"))))
    #expect(effects.contains(.quit) == !isGoing)
    guard isGoing else { return }
    #expect(view(state).plainText.contains("stop, save, quit? y n"))
    #expect(update(&state, .input(.key(.character("y")))) == [.quit])
  }

  @Test("Help begins with the screen that it is called from, where it is one column")
  func helpBegins() throws {
    for (name, title) in [("setup", "Setup"), ("corpus", "Corpus"), ("running", "Run")] {
      var state = try #require(Scene.all.first { $0.name == name })
        .state(Size(width: 80, height: 24))
      _ = update(&state, .input(.key(.character("?"))))
      let lines = view(state).plainText.split(separator: "\n")
      #expect(
        lines.prefix(4).contains { $0.contains(title) && !$0.contains("slimbench") }, "\(name)")
    }
  }

  @Test("A signal ends the program without a question, whatever is shown", arguments: Scene.all)
  func signal(scene: Scene) {
    var state = scene.state(Size(width: 80, height: 24))
    #expect(update(&state, .endRequested).filter { $0 != .serverLog(.leave) } == [.quit])
    #expect(state.overlay == nil)
  }

  @Test("A change of size is a change of size, everywhere", arguments: Scene.all)
  func resize(scene: Scene) {
    var state = scene.state(Size(width: 80, height: 24))
    #expect(update(&state, .input(.resized(Size(width: 99, height: 33)))).isEmpty)
    #expect(view(state).size == Size(width: 99, height: 33))
  }

  @Test(
    "Every key in every scene can be pressed, and the result can be drawn", arguments: Scene.all)
  func everyKey(scene: Scene) {
    let letters = "abcdefghijklmnopqrstuvwxyzGQ0123456789 ?/é漢"
    let keys: [Key] =
      letters.map { .character($0) } + letters.map { .control($0) } + [
        .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
        .home, .end, .pageUp, .pageDown, .function(1), .function(12),
      ]
    let opened = scene.state(Size(width: 80, height: 24))
    for key in keys {
      var state = opened
      _ = update(&state, .input(.key(key)))
      #expect(view(state).size.width == 80)
    }
  }

  @Test("The result of a folder that is no longer wanted is dropped")
  func staleScan() {
    var state = DashboardState(size: Size(width: 80, height: 24), plan: ScriptedRun.plan)
    _ = state.scanIfNeeded()
    _ = update(&state, .scanned(directory: "other", .documents(ScriptedRun.documents)))
    if case .documents = state.corpus.scan { Issue.record("documents of another folder") }
  }

  @Test("Who comes back from the shell during a run is told how long it was, and that it is noted")
  func suspended() throws {
    var state = try #require(Scene.all.first { $0.name == "running" })
      .state(Size(width: 80, height: 24))
    #expect(update(&state, .wasSuspended(seconds: 75)).isEmpty)
    let text = view(state).plainText
    let words = "! suspended for \(Quantity.duration(seconds: 75)): times in flight are wrong"
    #expect(text.contains(words) && text.contains("which the result says"))
  }

  @Test("No folder is read while a run goes on")
  func noScanBesideRun() throws {
    var state = try #require(Scene.all.first { $0.name == "running" })
      .state(Size(width: 80, height: 24))
    state.setup.set(.folder, to: "elsewhere")
    #expect(update(&state, .input(.key(.character("5")))).isEmpty)
    #expect(update(&state, .input(.key(.character("u")))).isEmpty)
  }
}
