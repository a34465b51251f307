import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// What is done with the files of saved runs: other names, the trash, and back.
@Suite
struct ResultsFilesTests: ListsSavedRuns {
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
    #expect(state.results.selected == SavedRuns.newest && state.results.moves.isEmpty)
  }

  @Test("What was moved to the trash leaves the list, and is brought back in reverse order")
  func trash() {
    var state = state()
    #expect(press(.character("u"), &state).isEmpty)
    let first = MovedFile(path: SavedRuns.newest, now: "results/.slimbench-trash/x")
    let second = MovedFile(path: "results/nightly.json", now: "results/.slimbench-trash/y")
    _ = update(&state, .results(.trashed([first], problem: nil)))
    #expect(!names(state).contains("2026-01-23_104107_300dpi.json"))
    #expect(state.results.selectedEntry?.name == "nightly.json")
    _ = update(&state, .results(.trashed([second], problem: nil)))
    #expect(press(.character("u"), &state) == [.results(.undo([second]))])
    #expect(press(.character("u"), &state) == [.results(.undo([first]))])
    _ = update(&state, .results(.restored([first], left: [], problem: nil)))
    #expect(state.results.selected == SavedRuns.newest)
    #expect(press(.character("u"), &state).isEmpty)
  }

  @Test("Marked runs are moved only after a question that names them and what stays")
  func trashMarked() {
    var state = state()
    let marked = ["results/nightly.json", "results/scale/c4.json"]
    state.results.marked = marked
    #expect(press(.character("d"), &state).isEmpty)
    #expect(state.overlay == .confirm(.trash(marked)))
    let text = view(state).plainText
    for words in ["Move 2 marked runs to the trash?", marked[0], marked[1], ".html"] {
      #expect(text.contains(words), "\(words)")
    }
    var kept = state
    #expect(press(.character("n"), &kept).isEmpty)
    #expect(kept.overlay == nil && kept.results.marked == marked)
    let files = [SavedRuns.all[1], SavedRuns.all[2]]
    #expect(
      press(.character("y"), &state) == [.results(.trash(files, folder: SavedRuns.folder))])
  }

  @Test("The only mark on the chosen run needs no question, one on another does")
  func trashChosen() {
    var state = state()
    state.results.marked = [SavedRuns.newest]
    #expect(press(.character("d"), &state).count == 1)
    state.results.marked = ["results/nightly.json"]
    #expect(press(.character("d"), &state).isEmpty)
    #expect(view(state).plainText.contains("Move 1 marked run to the trash?"))
  }

  @Test("A question about many runs names the first ones and counts the others")
  func trashMany() {
    let many = (0..<30).map { SavedRuns.headline("run-\($0).json", day: 1 + $0 % 28) }
    var state = state(many)
    state.results.marked = many.map(\.path)
    _ = press(.character("d"), &state)
    state.size = Size(width: 80, height: 24)
    let text = view(state).plainText
    #expect(text.contains("run-5.json") && !text.contains("run-6.json"))
    #expect(text.contains("and 24 more") && text.contains("keep"))
  }

  @Test("Where the trash is, what brings a run back and that its reports stay is told")
  func trashed() {
    var state = state()
    let moved = MovedFile(path: SavedRuns.newest, now: "results/.slimbench-trash/x")
    _ = update(&state, .results(.trashed([moved], problem: nil)))
    #expect(
      state.notice?.text
        == "moved to results/.slimbench-trash, u undoes: 2026-01-23_104107_300dpi.json; "
        + "its reports stay")
  }

  @Test("As long as runs are marked, the list tells what takes them")
  func marksStand() {
    var state = state()
    let words = "c compares all 2, d trash, Esc unmark"
    #expect(!view(state).plainText.contains("Esc unmark"))
    state.results.marked = ["results/nightly.json", "results/scale/c4.json"]
    #expect(view(state).plainText.contains(words))
    // After a comparison they are still there.
    _ = press(.character("c"), &state)
    _ = press(.escape, &state)
    #expect(state.screen == .results && view(state).plainText.contains(words))
    _ = press(.escape, &state)
    #expect(!view(state).plainText.contains("Esc unmark"))
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
}
