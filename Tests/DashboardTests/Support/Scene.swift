import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// A state that a user can get the dashboard into, reached the way a user gets there.
struct Scene: CustomTestStringConvertible, Sendable {
  let name: String
  private let reach: @Sendable (inout DashboardState) -> Void

  var testDescription: String { name }

  init(_ name: String, _ reach: @escaping @Sendable (inout DashboardState) -> Void) {
    self.name = name
    self.reach = reach
  }

  /// The state on a screen of this size; where nothing can be reached on such a one, it has become
  /// so small only then.
  func state(_ size: Size, _ glyphs: GlyphSet = .braille) -> DashboardState {
    let isReached = size.width >= 60 && size.height >= 16
    var state = DashboardState(
      size: isReached ? size : Size(width: 80, height: 24), glyphs: glyphs, plan: ScriptedRun.plan,
      surroundings: Self.surroundings, themes: ["calm", "loud"], theme: "calm")
    reach(&state)
    if !isReached { _ = update(&state, .input(.resized(size))) }
    return state
  }

  static let surroundings = SetupSurroundings(
    home: "/users/me", webLayers: ["hummingbird", "flyingfox"])

  static let all = [
    Scene("setup") { scan(&$0) },
    Scene("setup-field") { state in
      scan(&state)
      press([.down, .down, .down, .down, .down, .down], &state)
    },
    Scene("setup-problems") { state in
      scan(&state)
      type("x", in: .server(0), &state)
      type("0", in: .dpi, &state)
      press([.control("u")], &state)
    },
    Scene("setup-rate") { state in
      scan(&state)
      type("2.5", in: .rate, &state)
      press([.down, .right], &state)
    },
    Scene("setup-taken-name") { state in
      scan(&state)
      type("~/pdf", in: .folder, &state)
      tell(.sawFolder(path: "/users/me/pdf", .missing), &state)
      type("r.json", in: .output, &state)
      tell(.sawOutput(path: "r.json", .file, free: "r-2.json"), &state)
    },
    Scene("preparing") { state in
      press([.enter], &state)
      tell(.preparing(done: 3, total: 8), &state)
    },
    Scene("waiting") { state in
      start(&state)
      tell(.events(ScriptedRun.beginning().dropLast(1)), &state)
    },
    Scene("running") { run(0.6, &$0) },
    Scene("running-figures") { state in
      run(0.6, &state)
      press([.character("v")], &state)
    },
    Scene("maximised") { state in
      run(0.6, &state)
      press([.down, .character("m")], &state)
    },
    Scene("paused") { state in
      run(0.5, &state)
      press([.character(" ")], &state)
    },
    Scene("after-a-pause") { state in
      start(&state)
      tell(.events(ScriptedRun.paused()), &state)
    },
    Scene("four-servers-eight-in-flight") { state in
      start(&state)
      let plan = ScriptedRun.plan(servers: 4, concurrency: 8)
      tell(.events(ScriptedRun.events(plan).dropLast(40)), &state)
    },
    Scene("watched") { state in
      start(&state)
      let events = WatchedRun.events()
      tell(.events(Array(events.prefix(events.count * 65 / 100))), &state)
    },
    Scene("watched-gpus") { state in
      start(&state)
      let events = WatchedRun.events(hasGPUs: true)
      tell(.events(Array(events.prefix(events.count * 65 / 100))), &state)
      press([.down, .character("m")], &state)
    },
    Scene("watched-finished") { finish(WatchedRun.events(), &$0) },
    Scene("three-servers") { run(0.6, ScriptedRun.plan(servers: 3), &$0) },
    Scene("five-servers") { run(0.6, ScriptedRun.plan(servers: 5), &$0) },
    Scene("five-servers-figures") { state in
      run(0.6, ScriptedRun.plan(servers: 5), &state)
      press([.character("v")], &state)
    },
    Scene("sixteen-servers") { state in
      run(0.6, ScriptedRun.plan(servers: 16), &state)
      press([.down, .down, .down], &state)
    },
    Scene("sweep") { state in
      startSweep(&state)
      tell(.events(ScriptedRun.events(ScriptedRun.sweep).dropLast(50)), &state)
    },
    Scene("sweep-lanes") { state in
      startSweep(&state)
      tell(.events(ScriptedRun.events(ScriptedRun.sweep).dropLast(50)), &state)
      press([.character("v"), .character("d")], &state)
    },
    Scene("finished-sweep") { state in
      startSweep(&state)
      conclude(ScriptedRun.events(ScriptedRun.sweep), &state)
    },
    Scene("failing") { state in
      start(&state)
      let events = ScriptedRun.events(dead: 1)
      tell(.events(Array(events.prefix(events.count * 6 / 10))), &state)
    },
    Scene("errors") { state in
      run(1, &state)
      press([.character("e")], &state)
    },
    Scene("log") { state in
      run(1, &state)
      press([.character("l")], &state)
    },
    Scene("log-of-a-server") { state in
      follow(ServerVoice.lines, &state)
    },
    Scene("log-of-a-server-scrolled") { state in
      follow(ServerVoice.lines, &state)
      press([.pageUp, .up], &state)
    },
    Scene("log-of-a-server-missing") { state in
      follow([], &state)
      tell(
        .serverLog(
          .ended(
            server: "python",
            problem: "python is not up: slimbench up starts it, or it was never launched by us")),
        &state)
    },
    Scene("help") { state in
      run(0.3, &state)
      press([.character("?")], &state)
    },
    Scene("stop-question") { state in
      run(0.3, &state)
      press([.character("s")], &state)
    },
    Scene("finished") { finish(.completed, &$0) },
    Scene("finished-lanes") { state in
      finish(.completed, &state)
      press([.character("v")], &state)
    },
    Scene("finished-failing") { finish(ScriptedRun.events(dead: 1), &$0) },
    Scene("finished-five-servers") {
      finish(ScriptedRun.events(ScriptedRun.plan(servers: 5)), &$0)
    },
    Scene("stopped-early") { finish(ScriptedRun.stopped(), &$0) },
    Scene("stopped-early-lanes") { state in
      finish(ScriptedRun.stopped(), &state)
      press([.character("v")], &state)
    },
    Scene("stopped-early-errors") { state in
      finish(ScriptedRun.stopped(), &state)
      press([.character("e")], &state)
    },
    Scene("failed") { state in
      start(&state)
      tell(.runEnded(.nothingSent("Rust Axum: connection refused at localhost:7671")), &state)
    },
    Scene("corpus") { state in
      scan(&state)
      press([.character("5"), .down, .down], &state)
    },
    Scene("corpus-scanning") { state in
      press([.character("5")], &state)
      tell(.scanning(directory: "test_pdfs", done: 812, total: 2000), &state)
    },
  ]

  // MARK: How a user gets there

  static func press(_ keys: [Key], _ state: inout DashboardState) {
    for key in keys { tell(.input(.key(key)), &state) }
  }

  static func tell(_ message: Message, _ state: inout DashboardState) {
    _ = update(&state, message)
  }

  static func type(
    _ text: String, in field: SetupField.ID, _ state: inout DashboardState
  ) {
    state.setup.focus(on: field)
    press([.control("u")] + text.map { .character($0) }, &state)
  }

  static func scan(_ state: inout DashboardState) {
    _ = state.scanIfNeeded()
    var documents = ScriptedRun.documents
    documents.append(
      Document(
        name: "scan \u{1B}[31m\u{202E}.pdf", bytes: 0, pages: nil, sha256: "",
        defect: DocumentDefect(kind: .empty, detail: "has no bytes")))
    tell(.scanned(directory: state.corpus.directory, .documents(documents)), &state)
  }

  static func startSweep(_ state: inout DashboardState) {
    scan(&state)
    type("100,300", in: .dpi, &state)
    type("1,2,4", in: .concurrency, &state)
    press([.enter], &state)
  }

  static func start(_ state: inout DashboardState) {
    scan(&state)
    press([.enter], &state)
  }

  /// A run of a launched server and one in a container; what the first of them writes is shown.
  static func follow(_ lines: [String], _ state: inout DashboardState) {
    var plan = ScriptedRun.plan
    plan.servers[0].launch = LaunchSpec(command: ["python", "-m", "slimgest.web"])
    plan.servers[1].container = "slimgest-benchmark"
    state.setup = SetupForm(plan: plan, output: "", surroundings: surroundings)
    run(0.6, plan, &state)
    press([.character("l"), .tab], &state)
    guard !lines.isEmpty else { return }
    tell(.serverLog(.lines(server: "python", lines, isBeginning: true)), &state)
  }

  static func run(_ share: Double, _ state: inout DashboardState) {
    run(share, ScriptedRun.plan, &state)
  }

  static func run(_ share: Double, _ plan: Plan, _ state: inout DashboardState) {
    start(&state)
    let events = ScriptedRun.events(plan)
    let count = share >= 1 ? events.count - 1 : Int(Double(events.count) * share)
    tell(.events(Array(events.prefix(count))), &state)
  }

  static func finish(_ reason: RunFinished.Reason, _ state: inout DashboardState) {
    finish(ScriptedRun.events(end: reason), &state)
  }

  static func finish(_ events: [RunEvent], _ state: inout DashboardState) {
    start(&state)
    conclude(events, &state)
  }

  static func conclude(_ events: [RunEvent], _ state: inout DashboardState) {
    tell(.events(events), &state)
    guard let figures = RunFigures(events: events) else { return }
    tell(.runEnded(.saved(path: "results/r.json", figures: figures, warnings: [])), &state)
  }
}
