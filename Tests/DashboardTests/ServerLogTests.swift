import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// The log overlay also shows what the servers write: which log is read when, and what of it is seen.
@Suite
struct ServerLogTests {
  /// Two launched servers, one that is only connected, two in one container.
  static let plan: Plan = {
    var plan = ScriptedRun.plan(servers: 5)
    plan.servers[0].launch = LaunchSpec(command: ["python", "-m", "web"])
    plan.servers[1].launch = LaunchSpec(command: ["web"])
    plan.servers[3].container = "ocr"
    plan.servers[4].container = "ocr"
    return plan
  }()

  static func state(
    _ plan: Plan = plan, _ size: Size = Size(width: 100, height: 30)
  )
    -> DashboardState
  {
    var state = DashboardState(size: size, plan: plan, surroundings: Scene.surroundings)
    Scene.start(&state)
    Scene.tell(.events(ScriptedRun.beginning(plan)), &state)
    return state
  }

  static func opened(_ plan: Plan = plan, tab: Int = 1) -> DashboardState {
    var state = state(plan)
    Scene.press([.character("l")] + Array(repeating: .tab, count: tab), &state)
    return state
  }

  private func press(_ key: Key, _ state: inout DashboardState) -> [Effect] {
    update(&state, .input(.key(key)))
  }

  private func follow(_ server: String) -> Effect {
    .serverLog(.follow(server: server, of: Self.plan))
  }

  private func change(_ subject: String, _ kind: SubjectChange.Kind) -> Message {
    .events([
      RunEvent(
        ScriptedRun.milliseconds(500),
        .subjectChanged(SubjectChange(subject: subject, kind: kind)))
    ])
  }

  private func write(
    _ lines: [String], of server: String = "python", isBeginning: Bool = false,
    _ state: inout DashboardState
  ) {
    Scene.tell(
      .serverLog(.lines(server: server, lines, isBeginning: isBeginning)), &state)
  }

  @Test("There is a log for each server that was launched, and one for each container")
  func tabs() {
    let tabs = ServerLogTab.all(Self.state())
    #expect(tabs.map(\.server) == ["python", "rust", "zig"])
    #expect(tabs.map(\.title) == ["Python FastAPI", "Rust Axum", "ocr"])
    #expect(tabs.map(\.subject) == ["python", "rust", "ocr"])
    #expect(ServerLogTab.all(Self.state(ScriptedRun.plan)).isEmpty)
  }

  @Test("Tab goes through the logs, each of which is read while it is seen")
  func turning() {
    var state = Self.state()
    #expect(press(.character("l"), &state).isEmpty)
    #expect(press(.tab, &state) == [follow("python")])
    #expect(press(.right, &state) == [follow("rust")])
    #expect(press(.tab, &state) == [follow("zig")])
    #expect(press(.tab, &state) == [.serverLog(.leave)], "the run's own")
    #expect(press(.backTab, &state) == [follow("zig")])
    #expect(press(.left, &state) == [follow("rust")])
    #expect(press(.escape, &state) == [.serverLog(.leave)])
    #expect(press(.character("l"), &state) == [follow("rust")], "where it was left")
  }

  @Test("Without such servers there is the run's log alone")
  func none() {
    var state = Self.state(ScriptedRun.plan)
    Scene.press([.character("l")], &state)
    let before = view(state).plainText
    #expect(press(.tab, &state).isEmpty && press(.left, &state).isEmpty)
    #expect(view(state).plainText == before && !before.contains("Tab"))
  }

  @Test("Whatever closes the overlay ends the reading", arguments: [Key.control("c"), .escape])
  func closing(key: Key) {
    var state = Self.opened()
    #expect(press(key, &state).contains(.serverLog(.leave)))
    #expect(state.serverLogs.followed == nil)
  }

  @Test("The end of the run ends it, and the last lines stay")
  func runEnded() {
    var state = Self.opened()
    write(["one", "the last"], isBeginning: true, &state)
    let effects = update(&state, .runEnded(.nothingSent("stopped")))
    #expect(effects.contains(.serverLog(.leave)))
    #expect(view(state).plainText.contains("the last") && view(state).plainText.contains("over"))
    #expect(press(.tab, &state).isEmpty, "nothing is read after the run")
    #expect(view(state).plainText.contains("slimbench logs rust"))
    Scene.press([.backTab], &state)
    #expect(view(state).plainText.contains("the last"))
  }

  @Test("Nothing is read before the documents are, and as soon as they are")
  func preparing() {
    var state = DashboardState(size: Size(width: 100, height: 30), plan: Self.plan)
    Scene.start(&state)
    Scene.press([.character("l")], &state)
    #expect(press(.tab, &state).isEmpty)
    #expect(view(state).plainText.contains("nothing is launched yet"))
    let begun = update(&state, .events(ScriptedRun.beginning(Self.plan)))
    #expect(begun == [follow("python")])
  }

  @Test("A server that is started writes another log, which is read from now on")
  func restarted() {
    var state = Self.opened()
    write(["of the first life"], isBeginning: true, &state)
    #expect(update(&state, change("python", .health)).isEmpty)
    #expect(update(&state, change("rust", .started)).isEmpty, "another one")
    #expect(update(&state, change("python", .started)) == [follow("python")])
    write(["of the second life"], isBeginning: true, &state)
    let text = view(state).plainText
    #expect(text.contains("of the second life") && !text.contains("of the first life"))
  }

  @Test("A log that was looked for in vain is looked for again when something is heard")
  func missing() {
    var state = Self.opened()
    Scene.tell(.serverLog(.ended(server: "python", problem: "python is not up")), &state)
    #expect(view(state).plainText.contains("python is not up"))
    #expect(update(&state, change("python", .progress)) == [follow("python")])
    #expect(!view(state).plainText.contains("python is not up"))
  }

  @Test("What has been written is told also where it is nothing")
  func nothing() {
    var state = Self.opened()
    #expect(view(state).plainText.contains("nothing was written yet"))
    Scene.tell(.serverLog(.ended(server: "python", problem: nil)), &state)
    #expect(view(state).plainText.contains("it has written nothing"))
  }

  @Test("The newest line is seen, unless one reads what is older, which stays where it is")
  func scrolling() {
    var state = Self.opened()
    write((1...200).map { "line \($0)." }, isBeginning: true, &state)
    #expect(view(state).plainText.contains("line 200."))
    write(["line 201."], &state)
    #expect(
      view(state).plainText.contains("line 201.") && view(state).plainText.contains("follows"))
    Scene.press([.up, .up], &state)
    let text = view(state).plainText
    #expect(!text.contains("line 200.") && text.contains("line 199.") && text.contains("2 newer"))
    write(["line 202."], &state)
    #expect(view(state).plainText.contains("3 newer"))
    #expect(!view(state).plainText.contains("line 200."))
    write(["another server's"], of: "rust", &state)
    #expect(state.overlay == .log(scroll: 3))
    Scene.press([.home], &state)
    #expect(view(state).plainText.contains("line 1."))
    #expect(!view(state).plainText.contains("line 40."))
    Scene.press([.end], &state)
    #expect(view(state).plainText.contains("line 202.") && state.overlay == .log(scroll: 0))
  }

  @Test("As many lines are kept as of a container's log, and it is told that older ones are gone")
  func bounded() {
    var state = Self.opened()
    for batch in 0..<60 {
      write((0..<100).map { "line \(batch * 100 + $0)" }, isBeginning: batch == 0, &state)
    }
    let kept = state.serverLogs.logs["python"]?.lines.count ?? 0
    #expect(kept <= ContainerLog.lineLimit && kept > 500)
    #expect(view(state).plainText.contains("older lines gone"))
  }

  @Test("Colours of a log are kept, whatever else acts on a terminal is not")
  func hostile() {
    var state = Self.opened()
    write(
      ["\u{1B}[31mred\u{1B}[0m plain", "\u{1B}]0;title\u{7}\u{1B}[2Jafter\u{202E}", "old\rnew"],
      isBeginning: true, &state)
    let canvas = view(state)
    #expect(canvas.plainText.contains("red plain") && canvas.plainText.contains("after"))
    #expect(!canvas.plainText.contains("title") && !canvas.plainText.contains("old"))
    let inks = canvas.cells.filter { $0.text == "d" && $0.style.ink == .bad }
    #expect(!inks.isEmpty)
    #expect(canvas.cells.allSatisfy { $0.isContinuation || ($0.base >= 32 && $0.base != 0x202E) })
  }

  @Test("Of many logs the chosen one's name is always seen")
  func manyTabs() {
    var plan = ScriptedRun.plan(servers: 16)
    for index in plan.servers.indices { plan.servers[index].launch = LaunchSpec(command: ["x"]) }
    var state = Self.state(plan, Size(width: 60, height: 16))
    Scene.press([.character("l")], &state)
    for server in plan.servers {
      Scene.press([.tab], &state)
      #expect(view(state).plainText.contains("[\(server.name)]"))
    }
    Scene.press([.tab], &state)
    #expect(view(state).plainText.contains("[Run]"))
  }

  @Test("The next run begins with no lines of the one before")
  func anotherRun() {
    var state = Self.opened()
    write(["of the first run"], isBeginning: true, &state)
    Scene.tell(.runEnded(.nothingSent("stopped")), &state)
    Scene.press([.escape, .character("r"), .character("l"), .tab], &state)
    #expect(!view(state).plainText.contains("of the first run"))
  }
}
