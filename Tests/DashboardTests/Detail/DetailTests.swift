import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// What the keys of an open run do, and what it looks like.
@Suite("An open run")
struct DetailTests {
  private func press(_ keys: [Key], _ state: inout DashboardState) { Scene.press(keys, &state) }

  private func effects(_ key: Key, _ state: inout DashboardState) -> [Effect] {
    update(&state, .input(.key(key)))
  }

  @Test("Tab goes through the panes and comes back to the first; the other way too")
  func panes() throws {
    var state = DetailScene.state()
    var seen: [DetailView.Pane] = []
    for _ in DetailView.Pane.allCases {
      seen.append(try #require(state.detail?.pane))
      press([.tab], &state)
    }
    #expect(seen == DetailView.Pane.allCases && state.detail?.pane == .report)
    press([.backTab], &state)
    #expect(state.detail?.pane == .plan)
  }

  @Test("Enter goes from the table to the documents, to a document's rounds; Esc the way back")
  func deeper() throws {
    var state = DetailScene.state()
    press([.enter], &state)
    #expect(state.detail?.pane == .documents && state.detail?.rounds == nil)
    press([.down, .enter], &state)
    let rounds = try #require(state.detail?.rounds)
    #expect(rounds.document == 1 && rounds.rounds.count(where: { $0.round != nil }) == 3)
    press([.escape], &state)
    #expect(state.detail?.rounds == nil && state.detail?.selected == 1)
    let listed = effects(.escape, &state)
    #expect(state.detail == nil && state.screen == .results && listed.count == 1)
    guard case .results(.list) = listed.first else {
      Issue.record("the folder is listed again: \(listed)")
      return
    }
  }

  @Test("The chosen document stays chosen in another order, and is always in sight")
  func order() throws {
    var state = DetailScene.state(ScriptedRun.events(), Size(width: 80, height: 16))
    press([.tab, .end], &state)
    let chosen = try #require(state.detail.map { $0.rows[$0.selected].name })
    for _ in DocumentOrder.allCases {
      press([.character("o")], &state)
      let detail = try #require(state.detail)
      #expect(detail.rows[detail.selected].name == chosen)
      #expect(view(state).plainText.contains(chosen.prefix(12)))
    }
  }

  @Test("A click on a column's title sorts by it, by a server's own; a second one turns it round")
  func titles() throws {
    var state = DetailScene.state(ScriptedRun.events(), Size(width: 120, height: 40))
    press([.tab], &state)
    let table = DetailLayout(state.size).inner
    let columns: [(String, DetailOrder)] = [
      ("document", DetailOrder(column: .name)), ("pages", DetailOrder(column: .pages)),
      ("Python FastAPI", DetailOrder(column: .time, place: 0)),
      ("Rust Axum", DetailOrder(column: .time, place: 1)),
      ("per page", DetailOrder(column: .perPage, place: 0)),
      ("difference", DetailOrder(column: .difference, place: 1)),
      ("failed", DetailOrder(column: .failures)),
    ]
    for (title, order) in columns {
      try Scene.click(title: title, in: table, &state)
      #expect(state.detail?.order == order)
      try Scene.click(title: title, in: table, &state)
      #expect(state.detail?.order.isReversed == true && state.detail?.order.column == order.column)
    }
    try Scene.click(title: "Rust Axum", in: table, &state)
    let times = try #require(state.detail?.rows.compactMap { $0.cells[1].meanSeconds })
    #expect(times == times.sorted(by: >) && times.count > 1)
    #expect(view(state).plainText.contains("by time of Rust Axum"))
    press([.character("O")], &state)
    #expect(state.detail?.rows.compactMap { $0.cells[1].meanSeconds } == times.reversed())
    #expect(view(state).plainText.contains("by time of Rust Axum, turned round"))
    press([.character("o")], &state)
    #expect(state.detail?.order == DetailOrder(column: .perPage))
  }

  @Test("The filter narrows while it is typed; Enter keeps it, Esc takes it away")
  func filter() throws {
    var state = DetailScene.state()
    let all = try #require(state.detail?.rows.count)
    let name = try #require(state.detail?.rows.last?.name)
    press([.character("/")] + name.map { .character($0) }, &state)
    #expect(state.keyContext == .detailText)
    #expect(state.detail?.rows.map(\.name) == [name])
    press([.enter], &state)
    #expect(state.keyContext == .detail && state.detail?.rows.count == 1)
    press([.escape], &state)
    #expect(state.detail?.rows.count == all && state.detail != nil)
    press([.character("/"), .character("~")], &state)
    #expect(view(state).plainText.contains("No document's name holds this text"))
    press([.escape], &state)
    #expect(state.detail?.rows.count == all)
  }

  @Test("A sweep's documents are of one point at a time, which is told")
  func points() throws {
    var state = DetailScene.state(ScriptedRun.events(ScriptedRun.sweep))
    press([.tab], &state)
    var seen: Set<String> = []
    for point in ScriptedRun.sweep.points {
      let words = "\(Quantity.plain(point.dpi)) dpi, \(point.concurrency) in flight"
      #expect(view(state).plainText.contains(words))
      seen.insert(words)
      press([.character("d")], &state)
    }
    #expect(seen.count == 6 && state.detail?.point == 0)
  }

  @Test(
    "A key asks for what it says of the open run",
    arguments: [(Key.character("r"), FileLoad.Purpose.replay), (.character("n"), .again)])
  func asks(key: Key, purpose: FileLoad.Purpose) throws {
    var state = DetailScene.state()
    let path = try #require(state.detail?.path)
    #expect(effects(key, &state) == [.load(FileLoad(path, for: purpose))])
    #expect(effects(.character("e"), &state).isEmpty && state.overlay == .export(path: path))
  }

  @Test("Every failure is told with the server's words, every document and every round")
  func told() throws {
    var state = DetailScene.state(ScriptedRun.events(dead: 1), Size(width: 200, height: 60))
    press([.tab, .tab], &state)
    let words = try #require(state.detail?.opened.figures.failures.first?.cause.message)
    #expect(view(state).plainText.contains(words.prefix(11)))
    press([.backTab, .enter], &state)
    let text = view(state).plainText
    #expect(text.contains("round 1") && text.contains(words.prefix(11)))
  }

  @Test("Nothing scrolls past its end, and one key back is one line back")
  func scrolls() throws {
    for tabs in 0..<4 {
      var state = DetailScene.state(ScriptedRun.events(), Size(width: 80, height: 16))
      press([Key](repeating: .tab, count: tabs), &state)
      press([.end], &state)
      let end = view(state)
      press([.down, .pageDown, .down], &state)
      #expect(view(state) == end)
      press([.home, .up], &state)
      let start = view(state)
      press([.down, .up], &state)
      #expect(view(state) == start)
    }
  }

  @Test("It looks as it was looked at", arguments: DetailScene.all, SnapshotTests.sizes)
  func braille(scene: Scene, size: Size) throws {
    try Snapshot.check(view(scene.state(size)), scene, size, "braille")
  }

  @Test("It looks as it was looked at, in ASCII", arguments: DetailScene.all)
  func ascii(scene: Scene) throws {
    let canvas = view(scene.state(SnapshotTests.sizes[0], .ascii))
    try Snapshot.check(canvas, scene, SnapshotTests.sizes[0], "ascii")
    #expect(canvas.cells.allSatisfy { $0.isContinuation || (32..<127).contains($0.base) })
  }
}
