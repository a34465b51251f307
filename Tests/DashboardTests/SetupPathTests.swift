import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// What the form knows of the paths in it.
@Suite
struct SetupPathTests {
  private func state(_ folder: String = "pdfs", output: String = "") -> DashboardState {
    var plan = ScriptedRun.plan
    plan.corpus.directory = folder
    return DashboardState(
      size: Size(width: 80, height: 24), plan: plan, output: output,
      surroundings: Scene.surroundings)
  }

  private func press(_ key: Key, _ state: inout DashboardState) -> [Effect] {
    update(&state, .input(.key(key)))
  }

  @Test("A folder is looked at with every character, and marked as soon as it is known to lack")
  func missing() {
    var state = state()
    state.setup.focus(on: .folder)
    #expect(press(.character("a"), &state) == [.lookAtFolder("a")])
    #expect(press(.character("b"), &state) == [.lookAtFolder("ab")])
    // The answer to an older question says nothing.
    _ = update(&state, .sawFolder(path: "a", .missing))
    #expect(state.setup.reading.problems.isEmpty && state.setup.isLooking)
    _ = update(&state, .sawFolder(path: "ab", .missing))
    #expect(state.setup.reading.problems == [.folder: "no such folder"])
    #expect(press(.character("c"), &state) == [.lookAtFolder("abc")])
    #expect(state.setup.reading.problems.isEmpty)
    _ = update(&state, .sawFolder(path: "abc", .folderWithoutDocuments))
    #expect(state.setup.reading.problems == [.folder: "no PDF file in it"])
    _ = update(&state, .sawFolder(path: "abc", .folder))
    #expect(state.setup.reading.problems.isEmpty)
    #expect(press(.left, &state).isEmpty)
    #expect(press(.control("u"), &state).isEmpty)
    #expect(state.setup.reading.problems == [.folder: "name a folder of PDFs"])
  }

  @Test("Who starts all the same has the disk asked again: what was missing may be there by now")
  func again() {
    var state = state()
    _ = state.open()
    _ = update(&state, .sawFolder(path: "pdfs", .folderWithoutDocuments))
    #expect(press(.enter, &state).contains(.lookAtFolder("pdfs")))
    _ = update(&state, .sawFolder(path: "pdfs", .folder))
    #expect(press(.enter, &state) == [.startRun(state.setup.reading.plan, output: nil)])
  }

  @Test("A result that exists is marked where its name stands, and another name is a key away")
  func taken() {
    var state = state(output: "r.json")
    #expect(state.open().contains(.lookAtOutput("r.json")))
    _ = update(&state, .sawFolder(path: "pdfs", .folder))
    _ = update(&state, .sawOutput(path: "r.json", .file, free: "r-2.json"))
    #expect(Array(state.setup.reading.problems.keys) == [.output])
    #expect(state.setup.focused?.id == .output, "the user begins at what is wrong")
    #expect(press(.enter, &state).allSatisfy { if case .startRun = $0 { false } else { true } })
    let text = view(state).plainText
    #expect(text.contains("exists already") && text.contains("save as r-2.json"))
    #expect(!text.contains("--"), "no flags on the screen")
    #expect(press(.tab, &state) == [.lookAtOutput("r-2.json")])
    #expect(state.setup[.output] == "r-2.json")
    _ = update(&state, .sawOutput(path: "r-2.json", .missing, free: nil))
    #expect(state.setup.reading.problems.isEmpty)
    // Nothing to rename: Tab goes on.
    _ = press(.tab, &state)
    #expect(state.setup.focus == nil)
    let plan = state.setup.reading.plan
    #expect(press(.enter, &state) == [.startRun(plan, output: "r-2.json")])
  }

  @Test("Beside an interrupted run's journal, and into a folder, nothing is written")
  func notAFile() {
    for finding in [PathFinding.journal, .folder] {
      var state = state(output: "r")
      _ = state.open()
      _ = update(&state, .sawOutput(path: "r", finding, free: nil))
      #expect(Array(state.setup.reading.problems.keys) == [.output])
    }
  }

  @Test("A run that was asked for at once begins when its paths have been looked at")
  func atOnce() {
    var good = state(output: "r.json")
    #expect(good.openAndStart() == [.lookAtFolder("pdfs"), .lookAtOutput("r.json")])
    #expect(good.screen == .run, "nobody is to look at the form")
    #expect(view(good).plainText.contains("reading the documents"))
    #expect(update(&good, .sawFolder(path: "pdfs", .folder)).isEmpty)
    let started = update(&good, .sawOutput(path: "r.json", .missing, free: nil))
    #expect(started == [.startRun(good.setup.reading.plan, output: "r.json")])
    var bad = state("nowhere")
    #expect(bad.openAndStart() == [.lookAtFolder("nowhere")])
    _ = update(&bad, .sawFolder(path: "nowhere", .missing))
    #expect(bad.screen == .setup && bad.setup.focused?.id == .folder)
    let rows = view(bad).plainText.split(separator: "\n").map(String.init)
    #expect(rows.contains { $0.contains("nowhere") && $0.contains("! no such folder") })
    #expect(rows.last?.contains("F1 help") == true, "what is wrong does not hide the keys")
    #expect(bad.setup.firstProblem == "Folder: no such folder")
  }

  @Test("What is to be said about the opening is still said when its run begins")
  func noticeStays() {
    var state = state()
    state.notice = Notice("no such theme", isBad: true)
    _ = state.openAndStart()
    _ = update(&state, .sawFolder(path: "pdfs", .folder))
    #expect(state.run.phase.isActive && state.notice?.text == "no such theme")
  }

  @Test("The form says that a run is going on, and takes its unfinished file for no obstacle")
  func besideARun() {
    var state = state(output: "r.json")
    _ = state.openAndStart()
    _ = update(&state, .sawFolder(path: "pdfs", .folder))
    _ = update(&state, .sawOutput(path: "r.json", .missing, free: nil))
    #expect(press(.character("1"), &state).contains(.lookAtOutput("r.json")))
    _ = update(&state, .sawOutput(path: "r.json", .journal, free: "r-2.json"))
    var text = view(state).plainText
    #expect(text.contains("a run is going on: 2 shows it"))
    #expect(!text.contains("to mend") && !text.contains("unfinished") && !text.contains("Enter"))
    #expect(state.setup.freeOutput == nil)
    // Another file's journal is somebody else's.
    state.setup.set(.output, to: "s.json")
    _ = state.setup.look([.output])
    _ = update(&state, .sawOutput(path: "s.json", .journal, free: "s-2.json"))
    #expect(state.setup.reading.problems == [.output: "has an unfinished run"])
    state.setup.set(.output, to: "r.json")
    #expect(update(&state, .runEnded(.failed("the disk is full"))) == [.lookAtOutput("r.json")])
    _ = update(&state, .sawOutput(path: "r.json", .journal, free: "r-2.json"))
    text = view(state).plainText
    #expect(text.contains("has an unfinished run") && !text.contains("a run is going on"))
  }

  @Test("Ctrl-C and signals are told from q, for the exit code")
  func interrupted() {
    var left = state()
    #expect(press(.character("q"), &left) == [.quit] && !left.wasInterrupted)
    var stopped = state()
    #expect(press(.control("c"), &stopped) == [.quit] && stopped.wasInterrupted)
    var ended = state()
    #expect(update(&ended, .endRequested) == [.quit] && ended.wasInterrupted)
  }

  @Test("A run does not begin on its own when its user has gone on to something else")
  func changedMind() {
    var state = state(output: "r.json")
    _ = state.openAndStart()
    _ = press(.character("1"), &state)
    #expect(state.screen == .setup)
    _ = update(&state, .sawFolder(path: "pdfs", .folder))
    _ = update(&state, .sawOutput(path: "r.json", .missing, free: nil))
    #expect(!state.run.phase.isActive)
    // From the form, any key is a change of mind.
    _ = state.setup.look()
    #expect(press(.enter, &state).isEmpty && state.setup.startsWhenSeen)
    _ = press(.down, &state)
    _ = update(&state, .sawFolder(path: "pdfs", .folder))
    _ = update(&state, .sawOutput(path: "r.json", .missing, free: nil))
    #expect(!state.run.phase.isActive)
  }

  @Test("Leaving the folder reads it, by the keyboard and by the mouse")
  func leaving() throws {
    var typed = state()
    Scene.type("other", in: .folder, &typed)
    var clicked = typed
    #expect(press(.down, &typed) == [.scan(directory: "other")])
    let area = SetupScreen.inner(Frame(clicked.size).body)
    let layout = SetupLayout(form: clicked.setup, area: area)
    let row = try #require(
      layout.fields.first { clicked.setup.fields[$0.index].id == .concurrency }
    ).row
    let event = MouseEvent(x: row.x + 3, y: row.y, action: .press)
    #expect(update(&clicked, .input(.mouse(event))) == [.scan(directory: "other")])
    #expect(clicked.setup.focused?.id == .concurrency)
  }

  @Test("A tilde is the home folder wherever a path is used, and stays as it was typed")
  func home() {
    var state = state("~/pdfs", output: "~/r.json")
    #expect(
      state.open() == [
        .lookAtFolder("/users/me/pdfs"), .lookAtOutput("/users/me/r.json"),
        .scan(directory: "/users/me/pdfs"),
      ])
    #expect(state.setup[.folder] == "~/pdfs")
    #expect(state.setup.reading.plan.corpus.directory == "/users/me/pdfs")
    #expect(state.setup.reading.output == "/users/me/r.json")
    _ = update(&state, .sawOutput(path: "/users/me/r.json", .file, free: "/users/me/r-2.json"))
    state.setup.focus(on: .output)
    _ = press(.tab, &state)
    #expect(state.setup[.output] == "~/r-2.json")
    state.setup.focus(on: .folder)
    #expect(press(.tab, &state) == [.complete(path: "/users/me/pdfs")])
    _ = update(
      &state,
      .completed(path: "/users/me/pdfs", candidates: ["/users/me/pdfs-1/", "/users/me/pdfs-2/"]))
    #expect(state.setup[.folder] == "~/pdfs-")
    #expect(state.setup.candidates == ["~/pdfs-1/", "~/pdfs-2/"])
  }

  @Test(
    "Only one's own home folder is known",
    arguments: [
      ("~", "/users/me"), ("~/", "/users/me/"), ("~/a b", "/users/me/a b"), ("~you/x", "~you/x"),
      ("a/~", "a/~"), ("", ""), ("/x", "/x"),
    ])
  func expanded(typed: String, path: String) {
    #expect(TypedPath.expanded(typed, home: "/users/me") == path)
    #expect(TypedPath.expanded(typed, home: "/users/me/") == path)
    #expect(TypedPath.expanded(typed, home: nil) == typed)
  }

  @Test(
    "A path is made absolute from where it was typed",
    arguments: [
      ("pdfs", "/v/w/pdfs"), ("./pdfs", "/v/w/pdfs"), ("../pdfs", "/v/pdfs"), (".", "/v/w"),
      ("./", "/v/w/"), ("./.././x/../y", "/v/x/../y"), ("../../../..", "/"), ("/abs", "/abs"),
      ("", ""), (".hidden", "/v/w/.hidden"),
    ])
  func absolute(typed: String, path: String) {
    #expect(TypedPath.absolute(typed, in: "/v/w") == path)
  }

  @Test("A name is completed among those of its own folder, hidden ones only when asked for")
  func matches() {
    #expect(TypedPath.parts("/a/b/te") == ("/a/b/", "te"))
    #expect(TypedPath.parts("te") == ("", "te"))
    #expect(TypedPath.parts("te/") == ("te/", ""))
    let names = ["test_b", ".git", "other", "test_a", "Test"]
    #expect(TypedPath.matches(names, for: "te") == ["test_a", "test_b"])
    #expect(TypedPath.matches(names, for: "") == ["Test", "other", "test_a", "test_b"])
    #expect(TypedPath.matches(names, for: ".") == [".git"])
  }

  @Test(
    "A name that is taken gets a number before its extension",
    arguments: [
      ("r.json", "r-2.json"), ("a.b/r", "a.b/r-2"), ("x/.r", "x/.r-2"), ("r.tar.gz", "r.tar-2.gz"),
    ])
  func numbered(path: String, next: String) {
    #expect(TypedPath.numbered(path, from: 2, count: 3).first == next)
    #expect(TypedPath.numbered(path, from: 2, count: 3).count == 3)
  }
}
