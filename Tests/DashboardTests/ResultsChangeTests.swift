import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// What a list under somebody's hands does when its folder changes.
@Suite
struct ResultsChangeTests {
  private static let folder = SavedRuns.folder

  private func state(_ headlines: [RunHeadline] = SavedRuns.all) -> DashboardState {
    Scene("listed") { SavedRuns.list(headlines, &$0) }.state(Size(width: 120, height: 40))
  }

  /// Tells of a change, and of what the listing that it asks for finds; the effects of the change.
  private func change(
    to headlines: [RunHeadline], _ state: inout DashboardState
  ) -> [Effect] {
    let effects = update(&state, .results(.changed(directory: Self.folder)))
    let listing = state.results.listing
    Scene.tell(
      .results(
        .found(listing: listing, directory: Self.folder, SavedRuns.files(headlines))), &state)
    Scene.tell(.results(.headlines(listing: listing, headlines)), &state)
    Scene.tell(.results(.listed(listing: listing)), &state)
    return effects
  }

  private func rows(_ state: DashboardState) -> Int {
    ResultsLayout(state, body: Frame(state.size).body).visibleRows
  }

  private static let new = SavedRuns.headline("new.json", day: 27)

  @Test("A new run appears at the top; what the user chose stays chosen")
  func appears() {
    var state = state()
    Scene.press([.down, .down], &state)
    let chosen = state.results.selected
    let effects = change(to: SavedRuns.all + [Self.new], &state)
    #expect(
      effects == [
        .results(.list(listing: state.results.listing, directories: ["results", "."]))
      ])
    #expect(state.results.shown.first.map { state.results.entries[$0].name } == "new.json")
    #expect(state.results.selected == chosen && state.results.selectedIndex == 3)
  }

  @Test("As long as nothing was chosen, the newest run is")
  func untouched() {
    var state = state()
    _ = change(to: SavedRuns.all + [Self.new], &state)
    #expect(state.results.selectedEntry?.name == "new.json")
  }

  @Test("Far down in a long list, the chosen row stays where it is on the screen")
  func scrolled() throws {
    let many = (0..<300).map { SavedRuns.headline("r\($0).json", day: 1 + $0 % 26) }
    var state = state(many)
    Scene.press([.end, .pageUp, .pageUp, .down, .down, .down], &state)
    let before = (state.results.selected, state.results.offset)
    let row = try #require(state.results.selectedIndex) - state.results.offset
    #expect(row > 0 && row < rows(state) - 1)
    _ = change(to: many + [Self.new], &state)
    #expect(state.results.selected == before.0)
    #expect(try #require(state.results.selectedIndex) - state.results.offset == row)
    #expect(state.results.offset == before.1 + 1)
    _ = change(to: Array(many.dropFirst(10)), &state)
    #expect(state.results.selected == before.0)
    #expect(try #require(state.results.selectedIndex) - state.results.offset == row)
  }

  @Test("A chosen run that somebody takes away leaves the choice to its neighbour")
  func vanishes() {
    var state = state()
    Scene.press([.down, .character(" "), .up], &state)
    #expect(state.results.selectedEntry?.name == "nightly.json")
    _ = change(to: SavedRuns.all.filter { $0.fileName != "nightly.json" }, &state)
    #expect(state.results.selectedIndex == 1 && state.results.marked.isEmpty)
  }

  @Test("A changed file is shown as it was until it is read anew, and its preview is made again")
  func changed() throws {
    var state = state()
    Scene.press([.down], &state)
    SavedRuns.preview(&state)
    let chosen = try #require(state.results.selected)
    #expect(state.results.preview.path == chosen)
    var all = SavedRuns.all
    all[1].bytes += 100
    all[1].documents = 9
    _ = update(&state, .results(.changed(directory: Self.folder)))
    let listing = state.results.listing
    let effects = update(
      &state,
      .results(.found(listing: listing, directory: Self.folder, SavedRuns.files(all))))
    #expect(state.results.selectedEntry?.headline?.documents == 8)
    #expect(effects == [.results(.rest(path: chosen))] && state.results.preview.path == nil)
    Scene.tell(.results(.headlines(listing: listing, all)), &state)
    #expect(state.results.selectedEntry?.headline?.documents == 9)
  }

  @Test("A file that did not change keeps its preview")
  func same() {
    var state = state()
    Scene.press([.down], &state)
    SavedRuns.preview(&state)
    _ = change(to: SavedRuns.all + [Self.new], &state)
    #expect(state.results.preview.path == state.results.selected)
  }

  @Test("A listing that goes on is not given up for a change; the folder is listed once more")
  func busy() {
    var state = state()
    _ = update(&state, .results(.changed(directory: Self.folder)))
    let listing = state.results.listing
    #expect(update(&state, .results(.changed(directory: Self.folder))).isEmpty)
    Scene.tell(
      .results(.found(listing: listing, directory: Self.folder, SavedRuns.files())), &state)
    #expect(update(&state, .results(.changed(directory: Self.folder))).isEmpty)
    let again = Effect.results(.list(listing: listing + 1, directories: ["results", "."]))
    #expect(update(&state, .results(.listed(listing: listing))).contains(again))
    #expect(
      !update(&state, .results(.listed(listing: listing + 1))).contains {
        if case .results(.list) = $0 { true } else { false }
      })
  }

  @Test("Changes of another folder, of a screen that is not seen and beside a run are let go by")
  func ignored() {
    var state = state()
    #expect(update(&state, .results(.changed(directory: "elsewhere"))).isEmpty)
    var other = state
    Scene.press([.character("1")], &other)
    #expect(update(&other, .results(.changed(directory: Self.folder))).isEmpty)
    state.run.phase = .running
    #expect(update(&state, .results(.changed(directory: Self.folder))).isEmpty)
  }
}
