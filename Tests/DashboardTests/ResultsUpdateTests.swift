import BenchCore
import Canvas
import Reports
import Testing

@testable import Dashboard

/// What the keys of the results screen do, and what they ask of the world.
@Suite
struct ResultsUpdateTests: ListsSavedRuns {
  @Test(
    "A key asks for what it says of the chosen run",
    arguments: [
      (Key.enter, Effect.load(FileLoad(SavedRuns.newest, for: .detail))),
      (.character("r"), .load(FileLoad(SavedRuns.newest, for: .replay))),
      (.character("n"), .load(FileLoad(SavedRuns.newest, for: .again))),
      (.character("d"), .results(.trash([SavedRuns.all[0]], folder: SavedRuns.folder))),
    ])
  func opens(key: Key, effect: Effect) {
    var state = state()
    #expect(press(key, &state) == [effect])
  }

  @Test("A report of the chosen run is asked for over the list", arguments: ["x", "e"])
  func export(key: Character) {
    var state = state()
    #expect(press(.character(key), &state).isEmpty)
    #expect(state.overlay == .export(path: SavedRuns.newest))
    let effects = press(.character("h"), &state)
    #expect(effects == [.export(path: SavedRuns.newest, format: .html)])
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
        .load(FileLoad(SavedRuns.newest, for: .compare)),
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

  @Test("A preview is read once the choice has rested, and never for a choice that moved on")
  func preview() {
    var state = state()
    #expect(press(.down, &state) == [.results(.rest(path: "results/nightly.json"))])
    #expect(update(&state, .results(.rested(path: SavedRuns.newest))).isEmpty)
    #expect(
      update(&state, .results(.rested(path: "results/nightly.json"))) == [
        .load(FileLoad("results/nightly.json", for: .preview))
      ])
    let late = FileLoad(SavedRuns.newest, for: .preview)
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
}
