import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// The order of saved runs, and the way through them by keys and mouse.
@Suite
struct ResultsOrderTests: ListsSavedRuns {
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
    #expect(state.results.selected == SavedRuns.newest)
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
    var state = state(width: width)
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
    #expect(state.results.selected == SavedRuns.newest)
    // Beside the titles nothing is clicked.
    let before = state.results.order
    let beside = MouseEvent(x: table.right - 1, y: table.y - 1, action: .press)
    _ = update(&state, .input(.mouse(beside)))
    #expect(state.results.order == before && state.results.selected == SavedRuns.newest)
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
