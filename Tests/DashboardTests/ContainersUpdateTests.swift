import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// What the containers screen does with keys and news, and what it asks of the world.
@Suite
struct ContainersUpdateTests {
  private static let size = Size(width: 120, height: 40)

  private static func scene(_ name: String) throws -> DashboardState {
    try #require(ContainersScenes.scenes.first { $0.name == name }).state(size)
  }

  private static func press(
    _ keys: [Key], _ state: inout DashboardState
  ) -> [Effect] {
    keys.flatMap { update(&state, .input(.key($0))) }
  }

  /// A scene, keys, and what must follow.
  struct Step: CustomTestStringConvertible, Sendable {
    let scene: String
    let keys: [Key]
    let effects: [ContainersEffect]
    let holds: @Sendable (DashboardState) -> Bool

    init(
      _ scene: String, _ keys: [Key], _ effects: [ContainersEffect] = [],
      _ holds: @escaping @Sendable (DashboardState) -> Bool
    ) {
      (self.scene, self.keys, self.effects, self.holds) = (scene, keys, effects, holds)
    }

    var testDescription: String { "\(scene): \(keys)" }
  }

  private static let python = "id-slimgest-benchmark"
  private static let cpu = "id-slimgest-cpu"

  static let steps = [
    Step("containers", [.enter], [.watch([python])]) { $0.containers.isOpened },
    Step("containers-opened", [.character("]")], [.watch([cpu])]) {
      $0.containers.selected == cpu && $0.containers.isOpened
    },
    Step("containers", [.character("l")], [.watch([python]), .followLog(python)]) {
      $0.containers.isOpened && $0.containers.pane == .log
    },
    Step("containers-log", [.character("[")], [.watch(["id-idle"]), .followLog("id-idle")]) {
      $0.containers.log.shown.isEmpty && !$0.containers.log.search.isEmpty
    },
    Step("containers", [.character("s")]) {
      $0.overlay == .confirm(.container(.stop, id: python, name: "slimgest-benchmark"))
    },
    Step("containers", [.character("s"), .character("n")]) { $0.overlay == nil },
    Step(
      "containers", [.character("s"), .character("y")],
      [.act(.stop, id: python, name: "slimgest-benchmark")]
    ) { $0.containers.pending[python] == .stop },
    Step(
      "containers-dead", [.character("s"), .character("y")],
      [.act(.start, id: "id-old-run", name: "old-run")]
    ) { $0.overlay == nil },
    Step(
      "containers", [.character("r"), .character("y")],
      [
        .act(.restart, id: python, name: "slimgest-benchmark")
      ]
    ) { $0.overlay == nil },
    Step(
      "containers-question", [.character("y")],
      [
        .act(.remove, id: python, name: "slimgest-benchmark")
      ]
    ) { $0.overlay == nil },
    Step("containers-read-only", [.character("s")]) { $0.overlay == nil },
    Step("containers-read-only", [.character("d")]) { $0.overlay == nil },
    Step("containers-lost", [.character("d")]) { $0.overlay == nil && $0.notice?.isBad == true },
    Step("containers", [.character("o")]) { $0.containers.order.column == .health },
    Step("containers", [.character("O")]) { $0.containers.order.isReversed },
    Step(
      "containers-filter", [.escape],
      [.watch([cpu, "id-built", "id-idle", "id-old-run", python].sorted())]
    ) {
      $0.containers.filter.isEmpty && $0.containers.shown.count == 5
    },
    Step("containers-filter", [.enter]) {
      $0.containers.line == nil && $0.containers.shown.count == 2
    },
    Step(
      "containers-filter", [.enter, .escape],
      [.watch([cpu, "id-built", "id-idle", "id-old-run", python].sorted())]
    ) { $0.containers.filter.isEmpty },
    Step("containers-log", [.character("&"), .character("q"), .enter]) {
      $0.containers.log.shown.allSatisfy { $0.text.contains("queue") }
        && !$0.containers.log.shown.isEmpty
    },
    Step("containers-log", [.character("!"), .character("P"), .character("O"), .enter]) {
      $0.containers.log.shown.allSatisfy { !$0.text.contains("POST") }
        && !$0.containers.log.shown.isEmpty
    },
    Step("containers-log", [.character("w")]) { $0.containers.log.wraps },
    Step("containers-log", [.character("f")]) { $0.containers.log.fromEnd == 0 },
    Step("containers-log", [.home]) { $0.containers.log.fromEnd == 299 },
    Step(
      "containers-log", [.escape],
      [
        .watch(
          [
            cpu, "id-built", "id-idle", "id-old-run", python,
          ].sorted())
      ]
    ) { !$0.containers.isOpened },
    Step("containers", [.character("2")], [.watch([]), .followLog(nil), .tick(false)]) {
      $0.screen == .run
    },
  ]

  @Test("Every key does what the table says, and nothing else", arguments: steps)
  func step(step: Step) throws {
    var state = try Self.scene(step.scene)
    let effects = Self.press(step.keys, &state)
    #expect(effects == step.effects.map(Effect.containers))
    #expect(step.holds(state))
  }

  @Test("The screen looks for an engine when it is first shown, and not before")
  func opens() {
    var state = DashboardState(size: Self.size, plan: ScriptedRun.plan)
    #expect(Self.press([.character("2")], &state).isEmpty)
    #expect(
      Self.press([.character("6")], &state) == [.containers(.open), .containers(.tick(true))])
    _ = Self.press([.character("2")], &state)
    #expect(Self.press([.character("6")], &state) == [.containers(.tick(true))])
  }

  @Test("Of two hundred containers at most twenty are streamed: those that are seen")
  func many() {
    var state = DashboardState(size: Size(width: 200, height: 90), plan: ScriptedRun.plan)
    _ = Self.press([.character("6")], &state)
    let many = (100..<300).map { Engines.facts("w\($0)") }
    var effects = update(
      &state,
      .containers(.updates([TimedContainerUpdate(time: Engines.at(0), update: .listed(many))])))
    #expect(state.containers.watched.count == ContainersView.mostWatched)
    #expect(effects.contains(.containers(.watch(state.containers.watched))))
    effects = Self.press([.end], &state)
    #expect(state.containers.watched.contains("id-w299"))
    #expect(!state.containers.watched.contains("id-w100"))
    #expect(state.containers.watched.count <= ContainersView.mostWatched + 1)
  }

  @Test("The chosen container stays chosen while the list moves under it")
  func staysChosen() {
    var state = DashboardState(size: Self.size, plan: ScriptedRun.plan)
    Engines.show("slimgest-cpu", &state)
    _ = Self.press([.character("o"), .character("o")], &state)
    #expect(state.containers.selected == "id-slimgest-cpu")
    let removed = TimedContainerUpdate(
      time: Engines.at(130), update: .removed(id: "id-slimgest-cpu"))
    _ = update(&state, .containers(.updates([removed])))
    #expect(state.containers.selectedRow?.isGone == true)
    #expect(view(state).plainText.contains("slimgest-cpu"))
  }

  @Test("What was done is said, and what could not be, with the reason")
  func acted() {
    var state = DashboardState(size: Self.size, plan: ScriptedRun.plan)
    Engines.show("slimgest-benchmark", &state)
    _ = Self.press([.character("s"), .character("y")], &state)
    #expect(view(state).plainText.contains("stopping"))
    let id = "id-slimgest-benchmark"
    _ = update(
      &state,
      .containers(
        .acted(.stop, name: "slimgest-benchmark", id: id, problem: "cannot stop it: no")))
    #expect(state.notice == Notice("cannot stop it: no", isBad: true))
    #expect(state.containers.pending.isEmpty)
  }

  @Test("Who reads an earlier part of a log goes on reading it while it grows")
  func logStays() throws {
    var state = try Self.scene("containers-log")
    _ = Self.press([.character("f"), .pageUp], &state)
    let seen = view(state).plainText.split(separator: "\n").dropFirst(2).prefix(20)
    _ = update(
      &state,
      .containers(
        .log(id: "id-slimgest-benchmark", [LogLine](repeating: LogLine(text: "new"), count: 5))))
    #expect(view(state).plainText.split(separator: "\n").dropFirst(2).prefix(20) == seen)
  }

  @Test("Lines of another container's log are not taken for this one's")
  func foreignLog() throws {
    var state = try Self.scene("containers-log")
    let count = state.containers.log.shown.count
    _ = update(&state, .containers(.log(id: "id-idle", Engines.log)))
    #expect(state.containers.log.shown.count == count)
  }

  @Test("A click chooses a row, a second one opens it; the wheel moves through the list")
  func mouse() throws {
    var state = try Self.scene("containers")
    let layout = ContainersLayout(state, body: Frame(state.size).body)
    let row = MouseEvent(x: 10, y: layout.table.y + 1, action: .press)
    _ = update(&state, .input(.mouse(row)))
    #expect(state.containers.selectedIndex == 0 && !state.containers.isOpened)
    _ = update(&state, .input(.mouse(MouseEvent(x: 10, y: 10, action: .wheelDown))))
    #expect(state.containers.selectedIndex == 1)
    _ = update(&state, .input(.mouse(row)))
    _ = update(&state, .input(.mouse(row)))
    #expect(state.containers.isOpened)
  }

  @Test("A click on a column's title sorts by it, a second one turns it round")
  func titles() throws {
    var state = try #require(ContainersScenes.scenes.first { $0.name == "containers" })
      .state(Size(width: 200, height: 60))
    let table = ContainersLayout(state, body: Frame(state.size).body).table
    let columns: [(String, ContainersOrder.Column)] = [
      ("health", .health), ("cores", .cores), ("memory", .memory), ("restarts", .restarts),
      ("out", .traffic), ("name", .name),
    ]
    for (title, column) in columns {
      try Scene.click(title: title, in: table, &state)
      #expect(state.containers.order == ContainersOrder(column: column))
      try Scene.click(title: title, in: table, &state)
      #expect(state.containers.order == ContainersOrder(column: column, isReversed: true))
    }
    try Scene.click(title: "ports", in: table, &state)
    #expect(state.containers.order == ContainersOrder(column: .name, isReversed: true))
    #expect(!state.containers.isOpened)
  }

  @Test("Secrets of a container's environment are never drawn")
  func secrets() throws {
    let state = try #require(ContainersScenes.scenes.first { $0.name == "containers-facts" })
      .state(Size(width: 200, height: 60))
    let text = view(state).plainText
    #expect(text.contains("API_TOKEN") && text.contains("MODE"))
    #expect(!text.contains("hunter2") && !text.contains("me:pw"))
  }

  @Test("Names, outputs and log lines that act on a terminal are drawn as what they are")
  func hostile() {
    var state = DashboardState(size: Self.size, plan: ScriptedRun.plan)
    _ = Self.press([.character("6")], &state)
    let evil =
      "\u{1B}[2J\u{1B}]0;x\u{7}\u{9B}31m\u{202E}\r\n\u{0}"
      + String(repeating: "e\u{301}\u{302}", count: 900)
    var facts = Engines.facts("evil") { $0.image = evil }
    facts.name = evil
    facts.environment = [EnvironmentEntry("A=" + evil)]
    let updates: [ContainerUpdate] = [
      .listed([facts]),
      .probed(
        id: facts.id, ProbeResult(start: Engines.at(1), seconds: .nan, exitCode: -1, output: evil)),
      .happened(id: facts.id, SubjectChange(subject: evil, kind: .killed, detail: evil)),
      .died(
        id: facts.id,
        ContainerDeath(time: Engines.at(2), cause: .failedStart(evil), lastLines: [evil])),
    ]
    _ = update(
      &state,
      .containers(.updates(updates.map { TimedContainerUpdate(time: Engines.at(0), update: $0) })))
    _ = Self.press([.enter], &state)
    for _ in ContainersView.Pane.allCases {
      _ = Self.press([.tab], &state)
      if let id = state.containers.log.id {
        _ = update(&state, .containers(.log(id: id, [LogLine(isError: true, text: evil)])))
      }
      for cell in view(state).cells {
        let isInert =
          cell.isContinuation
          || cell.base >= 32 && !(127..<160).contains(cell.base)
            && cell.base != 0x202E
        #expect(isInert, "\(cell.base)")
      }
    }
  }
}

/// The engine in the first line.
@Suite
struct EngineLineTests {
  @Test("The engine is told where the run is elsewhere; that it is lost is the last thing to go")
  func engine() throws {
    func line(_ scene: String, _ width: Int) throws -> String {
      let scene = try #require(ContainersScenes.scenes.first { $0.name == scene })
      let text = view(scene.state(Size(width: width, height: 24))).plainText
      return String(text.prefix { $0 != "\n" })
    }
    #expect(try line("containers", 120).contains("Docker 20.10.24 · sampled each 1.0 s"))
    #expect(try line("containers-lost", 120).contains("Docker 20.10.24 · lost 24 s ago"))
    #expect(try line("containers-lost", 60).contains("lost 24 s ago"))
    #expect(try line("containers-none", 80).contains("no engine"))
    #expect(try line("containers-read-only", 80).contains("read-only"))
  }
}
