import BenchCore
import Canvas
import Reports
import Testing

@testable import Dashboard

/// What the keys of the results screen do, and what they ask of the world.
@Suite
struct ResultsUpdateTests {
  private func state(_ headlines: [RunHeadline] = SavedRuns.all) -> DashboardState {
    Scene("listed") { SavedRuns.list(headlines, &$0) }.state(Size(width: 120, height: 40))
  }

  private func press(_ key: Key, _ state: inout DashboardState) -> [Effect] {
    update(&state, .input(.key(key)))
  }

  private func names(_ state: DashboardState) -> [String] {
    state.results.shown.map { state.results.entries[$0].name }
  }

  private static let newest = "results/2026-01-23_104107_300dpi.json"

  @Test(
    "A key asks for what it says of the chosen run",
    arguments: [
      (Key.enter, Effect.load(FileLoad(newest, for: .detail))),
      (.character("r"), .load(FileLoad(newest, for: .replay))),
      (.character("n"), .load(FileLoad(newest, for: .again))),
      (.character("d"), .results(.trash([SavedRuns.all[0]], folder: SavedRuns.folder))),
    ])
  func opens(key: Key, effect: Effect) {
    var state = state()
    #expect(press(key, &state) == [effect])
  }

  @Test("A report of the chosen run is asked for over the list", arguments: ["e", "x"])
  func export(key: Character) {
    var state = state()
    #expect(press(.character(key), &state).isEmpty)
    #expect(state.overlay == .export(path: Self.newest))
    let effects = press(.character("h"), &state)
    #expect(effects == [.export(path: Self.newest, format: .html)])
    #expect(state.overlay == nil && state.screen == .results)
  }

  @Test("A damaged file is not opened, and why is said; it can be moved to the trash")
  func damaged() {
    var state = state()
    _ = press(.end, &state)
    #expect(state.results.selectedEntry?.name == "broken.json")
    #expect(press(.enter, &state).isEmpty)
    #expect(state.notice?.isBad == true && state.notice?.text.contains("line 41") == true)
    #expect(
      press(.character("d"), &state)
        == [.results(.trash([SavedRuns.all[6]], folder: SavedRuns.folder))])
  }

  @Test("Marked runs are compared in the order of their marks, one alone with the chosen one")
  func compare() {
    var state = state()
    #expect(press(.character("c"), &state).isEmpty && state.notice != nil)
    _ = press(.down, &state)
    _ = press(.character(" "), &state)
    #expect(state.results.marked == ["results/nightly.json"])
    _ = press(.home, &state)
    var alone = state
    #expect(
      press(.character("c"), &alone) == [
        .load(FileLoad("results/nightly.json", for: .compare)),
        .load(FileLoad(Self.newest, for: .compare)),
      ])
    #expect(alone.screen == .compare)
    _ = press(.character(" "), &state)
    _ = press(.end, &state)
    #expect(press(.character("c"), &state).count == 2)
  }

  @Test("A mark is taken away by its key, all by Esc")
  func unmark() {
    var state = state()
    _ = press(.character(" "), &state)
    _ = press(.up, &state)
    _ = press(.character(" "), &state)
    #expect(state.results.marked.isEmpty)
    _ = press(.character(" "), &state)
    _ = press(.escape, &state)
    #expect(state.results.marked.isEmpty)
  }

  @Test("The newest come first; every column sorts, both ways, what is unknown at the end")
  func order() {
    var state = state()
    #expect(names(state).first == "2026-01-23_104107_300dpi.json")
    _ = press(.character("O"), &state)
    #expect(names(state).first == "broken.json")
    for column in ResultsOrder.Column.allCases.dropFirst() {
      _ = press(.character("o"), &state)
      #expect(state.results.order == ResultsOrder(column: column))
      guard column != .name, column != .state else { continue }
      #expect(names(state).last == "broken.json")
      _ = press(.character("O"), &state)
      #expect(names(state).last == "broken.json")
    }
    _ = press(.character("o"), &state)
    #expect(state.results.order == ResultsOrder())
    state.results.order = ResultsOrder(column: .failed)
    state.results.arrange()
    #expect(names(state).first == "c4.json")
  }

  @Test("The chosen run stays chosen wherever the order moves it")
  func choiceStays() {
    var state = state()
    _ = press(.home, &state)
    _ = press(.character("O"), &state)
    #expect(state.results.selected == Self.newest)
    #expect(state.results.selectedIndex == SavedRuns.all.count - 1)
  }

  @Test("The list narrows while a filter is typed; Enter keeps it, Esc takes it away")
  func filter() {
    var state = state()
    for key in "/c:4" { _ = press(.character(key), &state) }
    #expect(names(state) == ["c4.json"] && state.keyContext == .resultsText)
    _ = press(.enter, &state)
    #expect(names(state) == ["c4.json"] && state.keyContext == .results)
    _ = press(.escape, &state)
    #expect(names(state).count == SavedRuns.all.count)
  }

  @Test("A new name is refused where the file would not be listed under it")
  func rename() {
    var state = state()
    _ = press(.function(2), &state)
    for name in ["a/b.json", ".a.json", "", "b.journal"] {
      _ = press(.control("u"), &state)
      for key in name { _ = press(.character(key), &state) }
      #expect(press(.enter, &state).isEmpty && state.notice?.isBad == true)
    }
    _ = press(.control("u"), &state)
    for key in "b" { _ = press(.character(key), &state) }
    #expect(press(.enter, &state) == [.results(.rename(SavedRuns.all[0], name: "b"))])
  }

  @Test("A renamed run keeps its row, its mark and what is known of it; u gives its name back")
  func renamed() {
    var state = state()
    _ = press(.down, &state)
    _ = press(.character(" "), &state)
    _ = press(.up, &state)
    let (old, new) = ("results/nightly.json", "results/b.json")
    let moves = [
      MovedFile(path: old, now: new),
      MovedFile(path: "results/nightly.journal", now: "results/b.journal"),
    ]
    let effects = update(&state, .results(.renamed(moves, problem: nil)))
    #expect(effects.count == 1)
    #expect(state.results.selected == new && state.results.selectedIndex == 1)
    #expect(state.results.marked == [new])
    #expect(state.results.selectedEntry?.headline?.documents == 8)
    #expect(press(.character("u"), &state) == [.results(.undo(moves))])
    _ = update(&state, .results(.restored(moves.reversed(), left: [], problem: nil)))
    #expect(state.results.selected == old && state.results.marked == [old])
  }

  @Test("A name that is taken is told, and the run keeps its own")
  func taken() {
    var state = state()
    _ = update(&state, .results(.renamed([], problem: "results/b.json: exists already")))
    #expect(state.notice == Notice("results/b.json: exists already", isBad: true))
    #expect(state.results.selected == Self.newest && state.results.moves.isEmpty)
  }

  @Test("What was moved to the trash leaves the list, and is brought back in reverse order")
  func trash() {
    var state = state()
    #expect(press(.character("u"), &state).isEmpty)
    let first = MovedFile(path: Self.newest, now: "results/.slimbench-trash/x")
    let second = MovedFile(path: "results/nightly.json", now: "results/.slimbench-trash/y")
    _ = update(&state, .results(.trashed([first], problem: nil)))
    #expect(!names(state).contains("2026-01-23_104107_300dpi.json"))
    #expect(state.results.selectedEntry?.name == "nightly.json")
    _ = update(&state, .results(.trashed([second], problem: nil)))
    #expect(press(.character("u"), &state) == [.results(.undo([second]))])
    #expect(press(.character("u"), &state) == [.results(.undo([first]))])
    _ = update(&state, .results(.restored([first], left: [], problem: nil)))
    #expect(state.results.selected == Self.newest)
    #expect(press(.character("u"), &state).isEmpty)
  }

  @Test("What could not be brought back can be brought back later")
  func stays() {
    var state = state()
    let files = [1, 2].map { MovedFile(path: "results/\($0).json", now: "results/t/\($0)") }
    _ = update(
      &state, .results(.restored([files[1]], left: [files[0]], problem: "1.json: exists already")))
    #expect(state.notice?.isBad == true)
    #expect(press(.character("u"), &state) == [.results(.undo([files[0]]))])
  }

  @Test("A preview is read once the choice has rested, and never for a choice that moved on")
  func preview() {
    var state = state()
    #expect(press(.down, &state) == [.results(.rest(path: "results/nightly.json"))])
    #expect(update(&state, .results(.rested(path: Self.newest))).isEmpty)
    #expect(
      update(&state, .results(.rested(path: "results/nightly.json"))) == [
        .load(FileLoad("results/nightly.json", for: .preview))
      ])
    let late = FileLoad(Self.newest, for: .preview)
    _ = update(&state, .loaded(late, .failed("late")))
    #expect(state.results.preview.path == "results/nightly.json")
  }

  @Test("Nothing is listed beside a run; what it wrote is listed once it is over")
  func besideARun() throws {
    var state = state()
    state.run.phase = .running
    #expect(press(.character("3"), &state).isEmpty)
    _ = press(.down, &state)
    #expect(press(.up, &state).isEmpty)
    let listing = state.results.listing
    let effects = update(&state, .runEnded(.failed("x")))
    #expect(
      effects.contains(
        .results(.list(listing: listing + 1, directories: ["results", "."]))))
  }

  @Test("Answers of an earlier listing are not taken")
  func stale() {
    var state = state()
    let listing = state.results.listing
    _ = press(.function(5), &state)
    _ = update(&state, .results(.found(listing: listing, directory: "old", [])))
    #expect(state.results.directory == "results" && !state.results.shown.isEmpty)
  }

  @Test("A journal is left out once its run has a result")
  func journals() {
    var journal = SavedRuns.headline("a.journal", day: 1, state: .interrupted)
    var result = SavedRuns.headline("a.json", day: 1)
    journal.runID = "one"
    #expect(names(state([journal, result])).count == 2)
    result.runID = "one"
    #expect(names(state([journal, result])) == ["a.json"])
  }

  @Test("A run that was cut short goes on; of others it is said why they cannot")
  func resume() throws {
    var state = state()
    #expect(press(.character("R"), &state).isEmpty)
    #expect(state.notice?.text.contains("nothing to resume") == true)
    state.results.selected = "results/benchmark_results.json"
    #expect(press(.character("R"), &state).isEmpty)
    #expect(state.notice?.text.contains("guide") == true)
    let path = "results/scale/c8.journal"
    state.results.selected = path
    #expect(press(.character("R"), &state) == [.load(FileLoad(path, for: .resume))])

    let events = Array(ScriptedRun.events(ScriptedRun.plan(rounds: 3)).dropLast(20))
    guard case .runStarted(let started) = events.first?.payload else { return }
    let run = SavedRun(kind: .journal, started: started, events: events, warnings: [])
    let load = FileLoad(path, for: .resume)
    let resumption = try Resumption(run)
    var going = state
    let effects = update(&going, .loaded(load, .run(run)))
    #expect(
      effects == [.resumeSaved(resumption, plan: started.plan, path: path, output: nil)])
    #expect(going.screen == .run && going.run.plan == started.plan)
    // What is kept is shown as the run's own.
    _ = update(&going, .events(resumption.kept))
    #expect(going.run.state.finishedRequests == resumption.keptRequests)
    #expect(resumption.keptRequests > 0)

    // While it runs, no other is begun.
    going.screen = .results
    #expect(update(&going, .loaded(load, .run(run))).isEmpty)
    #expect(going.notice?.isBad == true)

    // A secret is never saved, and nothing is sent without it.
    var secret = started
    secret.plan.headers = [HeaderField(name: "X-Key", value: "1").redacted]
    let locked = SavedRun(
      kind: .journal, started: secret, events: [RunEvent(.zero, .runStarted(secret))],
      warnings: [])
    #expect(update(&state, .loaded(load, .run(locked))).isEmpty)
    #expect(state.notice?.text.contains("slimbench resume \(path)") == true)
  }

  @Test("A journal is listed beside the result of its stopped run if it has more requests")
  func resumedJournal() {
    var result = SavedRuns.headline("r.json", day: 20, state: .stopped)
    var journal = SavedRuns.headline("r.journal", day: 21, state: .interrupted)
    (result.runID, journal.runID) = ("run", "run")
    #expect(names(state([result, journal])) == ["r.json"])
    // When they were written does not matter: either may be a copy.
    for day in [19, 20, 21] {
      result.modified = SavedRuns.headline("", day: day).modified
      journal.failed = 0
      #expect(names(state([result, journal])) == ["r.json"])
      journal.failed = 1
      #expect(names(state([result, journal])).count == 2)
    }
    result.failed = 1
    #expect(names(state([result, journal])) == ["r.json"])
    result.state = .complete
    (result.succeeded, result.failed) = (0, 0)
    #expect(names(state([result, journal])) == ["r.json"])
  }

  @Test("A click chooses the row under it, the wheel moves the choice")
  func mouse() {
    var state = state()
    let layout = ResultsLayout(state, body: Frame(state.size).body)
    let click = MouseEvent(x: 20, y: layout.table.y + 3, action: .press)
    _ = update(&state, .input(.mouse(click)))
    #expect(state.results.selectedIndex == 2)
    let wheel = MouseEvent(x: 20, y: layout.table.y + 3, action: .wheelDown)
    _ = update(&state, .input(.mouse(wheel)))
    #expect(state.results.selectedIndex == 3)
  }

  @Test(
    "A click on a column's title sorts by it, a second one turns it round",
    arguments: [80, 120, 200])
  func titles(width: Int) throws {
    var state = Scene("listed") { SavedRuns.list(&$0) }.state(Size(width: width, height: 40))
    let table = ResultsLayout(state, body: Frame(state.size).body).table
    var seen: Set<ResultsOrder.Column> = []
    // Of the one that sorts already the first click is the second.
    for column in ResultsOrder.Column.allCases.reversed() {
      // Some have no room.
      guard Scene.x(of: column.title, y: table.y, in: table, state) != nil else { continue }
      try Scene.click(title: column.title, in: table, &state)
      seen.insert(column)
      #expect(state.results.order == ResultsOrder(column: column))
      let names = names(state)
      try Scene.click(title: column.title, in: table, &state)
      #expect(state.results.order == ResultsOrder(column: column, isReversed: true))
      // All are of the same servers.
      #expect(self.names(state) != names || column == .servers, "\(column)")
      try Scene.click(title: column.title, in: table, &state)
      #expect(state.results.order == ResultsOrder(column: column))
    }
    #expect(seen.isSuperset(of: [.when, .name, .verdict, .failed, .state]), "\(seen)")
    #expect(state.results.selected == Self.newest)
    // Beside the titles nothing is clicked.
    let before = state.results.order
    let beside = MouseEvent(x: table.right - 1, y: table.y - 1, action: .press)
    _ = update(&state, .input(.mouse(beside)))
    #expect(state.results.order == before && state.results.selected == Self.newest)
  }

  @Test("Ten thousand files are scrolled without losing the chosen one from sight")
  func thousands() {
    let many = (0..<10_000).map { SavedRuns.headline("r\($0).json", day: 1 + $0 % 28) }
    var state = state(many)
    _ = press(.end, &state)
    #expect(state.results.selectedIndex == 9_999)
    let rows = ResultsLayout(state, body: Frame(state.size).body).visibleRows
    #expect(state.results.offset == 10_000 - rows)
    _ = press(.pageUp, &state)
    #expect(state.results.offset <= state.results.selectedIndex ?? 0)
  }
}
