import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// The setup form: text in, a plan out, and every mistake told where it stands.
@Suite
struct SetupFormTests {
  private func form(_ field: SetupField.ID, _ text: String) -> SetupForm {
    var form = SetupForm(plan: ScriptedRun.plan, output: "")
    form.set(field, to: text)
    return form
  }

  @Test("An untouched form gives the plan that it was filled from")
  func untouched() {
    let reading = SetupForm(plan: ScriptedRun.plan, output: "").reading
    #expect(reading.plan == ScriptedRun.plan)
    #expect(reading.problems.isEmpty)
  }

  @Test(
    "A value goes into the plan",
    arguments: [
      (SetupField.ID.dpi, "72.5"), (.concurrency, "8"), (.rounds, "12"), (.files, "5"),
      (.order, "sequential"), (.warmUp, "0"), (.timeout, "2.5"), (.seed, "99"),
      (.folder, "elsewhere"), (.rate, "0.5"), (.arrivals, "constant"), (.defective, "sent too"),
    ])
  func value(field: SetupField.ID, text: String) {
    let reading = form(field, text).reading
    #expect(reading.problems.isEmpty)
    let plan = reading.plan
    let told =
      switch field {
      case .dpi: Quantity.plain(plan.dpis[0])
      case .concurrency: "\(plan.concurrencies[0])"
      case .rounds: "\(plan.rounds)"
      case .files: plan.corpus.maxFiles.map { "\($0)" } ?? ""
      case .order: plan.order.rawValue
      case .warmUp: "\(plan.warmUp)"
      case .timeout: Quantity.plain(plan.timeoutSeconds)
      case .seed: "\(plan.seed)"
      case .folder: plan.corpus.directory
      case .rate: plan.load.open.map { Quantity.plain($0.ratePerSecond) } ?? ""
      case .arrivals: (plan.load.open?.arrivals ?? .constant).rawValue
      case .defective: plan.corpus.keepDefective ? "sent too" : "left out"
      case .server, .output: ""
      }
    #expect(told == text)
  }

  @Test("Several resolutions and concurrencies are a sweep")
  func sweep() {
    var form = form(.dpi, "100,150, 300")
    form.set(.concurrency, to: "1,4")
    #expect(form.reading.problems.isEmpty)
    #expect(form.reading.plan.dpis == [100, 150, 300])
    #expect(form.reading.plan.concurrencies == [1, 4])
  }

  @Test(
    "A mistake is told at its own field, and at no other",
    arguments: [
      (SetupField.ID.dpi, "0"), (.dpi, "abc"), (.dpi, ""), (.dpi, "100, x"),
      (.concurrency, "0"), (.concurrency, "1.5"), (.rounds, "-1"), (.rounds, "many"),
      (.files, "0"), (.files, "x"), (.warmUp, "1001"), (.timeout, "0"), (.seed, "-3"),
      (.rate, "0"), (.rate, "fast"), (.rate, "1 2"), (.rate, "1000000"),
      (.folder, ""), (.server(0), "no address"), (.server(1), "rust=ftp://x"),
      (.server(1), "Rust=http://x"), (.server(1), "python=http://x"),
    ])
  func mistake(field: SetupField.ID, text: String) {
    let problems = form(field, text).reading.problems
    #expect(Array(problems.keys) == [field], "\(problems)")
  }

  @Test("A name that holds a dot is marked at its own server, beside one that it begins with")
  func dots() {
    var form = SetupForm(plan: ScriptedRun.plan, output: "")
    form.set(.server(0), to: "a.b=http://x")
    form.set(.server(1), to: "a=http://y")
    #expect(Array(form.reading.problems.keys) == [.server(0)])
    form.set(.server(1), to: "a=ftp://y")
    #expect(Set(form.reading.problems.keys) == [.server(0), .server(1)])
    form.set(.server(0), to: "a.url=http://x")
    #expect(Set(form.reading.problems.keys) == [.server(0), .server(1)])
  }

  @Test("An embedded server is one of those that there are")
  func embedded() {
    let here = SetupSurroundings(webLayers: ["hummingbird", "flyingfox"])
    var form = SetupForm(plan: ScriptedRun.plan, output: "", surroundings: here)
    form.set(.server(1), to: "here=embedded:hummingbird")
    #expect(form.reading.problems.isEmpty)
    form.set(.server(1), to: "here=embedded:hummingbirds")
    #expect(form.reading.problems == [.server(1): "no such web layer"])
  }

  @Test(
    "What the server would refuse of its options is told in its field",
    arguments: [
      ("ocr=never", nil), ("ocr=nevver", "ocr takes another word"),
      ("orc=never", "no option \"orc\": did you mean ocr?"), ("zzz=1", "no option \"zzz\""),
    ] as [(String, String?)])
  func embeddedOptions(options: String, problem: String?) {
    let here = SetupSurroundings(webLayers: ["hummingbird", "flyingfox"]) { spec in
      spec.options.contains { $0.value == "nevver" } ? "ocr takes another word" : nil
    }
    var form = SetupForm(plan: ScriptedRun.plan, output: "", surroundings: here)
    form.set(.server(1), to: "here=embedded:hummingbird," + options)
    #expect(form.reading.problems == (problem.map { [.server(1): $0] } ?? [:]))
  }

  @Test("An embedded server without a name has that of its web layer")
  func namelessEmbedded() throws {
    let here = SetupSurroundings(webLayers: ["hummingbird", "flyingfox"])
    var form = SetupForm(plan: ScriptedRun.plan, output: "", surroundings: here)
    form.set(.server(1), to: "embedded:flyingfox,extra-latency=3%")
    let reading = form.reading
    #expect(reading.problems.isEmpty)
    let server = try #require(reading.plan.servers.first { $0.key == "flyingfox" })
    #expect(server.origin == .embedded("flyingfox,extra-latency=3%"))
    form.set(.server(1), to: "embedded:")
    #expect(form.reading.problems[.server(1)] != nil)
  }

  /// A preset of two servers in one container, and one that cannot be started here.
  private static let presets: [SetupPreset] = {
    var servers = ScriptedRun.plan.servers
    for index in servers.indices { servers[index].container = "guide" }
    var container = ContainerSpec(key: "guide")
    container.image = "guide"
    return [
      SetupPreset(name: "guide", servers: servers, containers: [container]),
      SetupPreset(
        name: "elsewhere", servers: ScriptedRun.plan.servers, containers: [],
        problem: "no project here"),
    ]
  }()

  @Test("A preset in a server's field stands for its servers and their containers")
  func preset() {
    let here = SetupSurroundings(presets: Self.presets)
    let plan = ScriptedRun.plan(servers: 1)
    var form = SetupForm(plan: plan, output: "", surroundings: here)
    form.set(.server(0), to: " preset:guide")
    let reading = form.reading
    #expect(reading.problems.isEmpty)
    #expect(reading.plan.servers == Self.presets[0].servers)
    #expect(reading.plan.containers.map(\.key) == ["guide"])
    form.addServer()
    form.edit { $0.set("go=http://localhost:7672") }
    #expect(form.reading.plan.servers.map(\.key) == ["python", "rust", "go"])
    form.edit { $0.set("rust=http://localhost:7672") }
    #expect(form.reading.problems.count == 1, "two servers of one name")
  }

  @Test("A preset that is not there, or cannot be started here, is marked where it stands")
  func wrongPreset() {
    let here = SetupSurroundings(presets: Self.presets)
    var form = SetupForm(
      plan: ScriptedRun.plan(servers: 1), output: "", surroundings: here)
    form.set(.server(0), to: "preset:elsewhere")
    #expect(form.reading.problems == [.server(0): "no project here"])
    form.set(.server(0), to: "preset:none")
    #expect(
      form.reading.problems == [.server(0): "no such preset: preset:guide or preset:elsewhere"])
  }

  @Test("The form tells which presets there are, and what one stands for")
  func presetWords() {
    var state = DashboardState(
      size: Size(width: 200, height: 60), plan: ScriptedRun.plan(servers: 1),
      surroundings: SetupSurroundings(presets: Self.presets))
    Scene.type("preset:guide", in: .server(0), &state)
    let text = view(state).plainText
    #expect(text.contains("preset:guide or preset:elsewhere"))
    #expect(text.contains("Python FastAPI, Rust Axum"))
  }

  @Test("A server without an address stands in the form, marked")
  func noAddress() {
    var plan = ScriptedRun.plan
    plan.servers[1].origin = .url("")
    let form = SetupForm(plan: plan, output: "")
    #expect(form[.server(1)] == "rust=")
    #expect(form.reading.problems == [.server(1): "lacks its address"])
  }

  @Test("Blanks around names and addresses do not count")
  func blanks() {
    let reading = form(.server(0), "  python = http://other:1  ").reading
    #expect(reading.problems.isEmpty)
    #expect(reading.plan.servers[0].origin == .url("http://other:1"))
  }

  @Test("A server keeps its name, headers and requests when only its address is changed")
  func serverKeeps() {
    var plan = ScriptedRun.plan
    plan.servers[0].headers = [HeaderField(line: "X-Key: 1")].compactMap { $0 }
    plan.servers[0].request.path = "/ocr"
    var form = SetupForm(plan: plan, output: "")
    form.set(.server(0), to: "python=http://other:1")
    let server = form.reading.plan.servers[0]
    #expect(server.origin == .url("http://other:1"))
    #expect(server.name == "Python FastAPI")
    #expect(server.headers == plan.servers[0].headers)
    #expect(server.request.path == "/ocr")
  }

  @Test("Servers are added behind the others, launched ones too, and taken away again")
  func servers() {
    var form = SetupForm(plan: ScriptedRun.plan, output: "")
    form.addServer()
    #expect(form.focused?.id == .server(2))
    form.set(.server(2), to: "here=embedded:hummingbird")
    #expect(form.reading.plan.servers.map(\.key) == ["python", "rust", "here"])
    #expect(form.reading.plan.servers[2].origin == .embedded("hummingbird"))
    form.focus(on: .server(0))
    form.removeServer()
    #expect(form.reading.plan.servers.map(\.key) == ["rust", "here"])
    #expect(form.reading.problems.isEmpty)
  }

  @Test("The folder's name is completed as far as it is sure, and then the choices are shown")
  func completion() {
    var state = DashboardState(size: Size(width: 80, height: 24), plan: ScriptedRun.plan)
    Scene.type("te", in: .folder, &state)
    #expect(update(&state, .input(.key(.tab))) == [.complete(path: "te")])
    _ = update(&state, .completed(path: "te", candidates: ["test_a/", "test_b/"]))
    #expect(state.setup.folder == "test_")
    #expect(state.setup.candidates == ["test_a/", "test_b/"])
    Scene.press([.character("a")], &state)
    _ = update(&state, .completed(path: "test_a", candidates: ["test_a/"]))
    #expect(state.setup.folder == "test_a/")
    // Nothing to add: the field is done.
    _ = update(&state, .completed(path: "test_a/", candidates: ["test_a/"]))
    #expect(state.setup.focused?.id == .files)
  }

  @Test("A choice is changed by the arrows and cannot be typed into")
  func choice() {
    var state = DashboardState(size: Size(width: 80, height: 24), plan: ScriptedRun.plan)
    state.setup.focus(on: .order)
    Scene.press([.right], &state)
    #expect(state.setup[.order] == "sequential")
    Scene.press([.left, .left], &state)
    #expect(state.setup[.order] == "simultaneous")
    Scene.press([.backspace], &state)
    #expect(state.setup[.order] == "simultaneous")
  }
}
