import BenchCore
import Canvas
import Foundation
import Testing

@testable import Dashboard
@testable import slimbench

/// The results screen on a real folder: keys in, messages back, files moved.
@Suite(.timeLimit(.minutes(2)))
struct ResultsDeskTests {
  private static let guide = [UInt8](
    (try? Data(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../RunStoreTests/Fixtures/guide-result.json"))) ?? Data())

  /// A folder with a run for each name, and the screen that lists it.
  private static func listed(_ names: [String]) async throws -> (Workspace, ShownResults) {
    let workspace = try Workspace()
    for name in names { try workspace.write(guide, to: name) }
    let shown = ShownResults(workspace.folder)
    await shown.until { $0.state == .listed }
    #expect(shown.names == names.sorted())
    return (workspace, shown)
  }

  @Test("A new run appears by itself, a changed one is read anew, one that is gone leaves")
  func follows() async throws {
    let (workspace, shown) = try await Self.listed(["a.json"])
    shown.press(.home)
    try workspace.write(Self.guide, to: "b.json")
    await shown.until { $0.entries.count == 2 && $0.entries.allSatisfy { $0.headline != nil } }
    #expect(shown.view.selectedEntry?.name == "a.json")
    try workspace.write("{", to: "a.json")
    await shown.until { $0.selectedEntry?.isDamaged == true }
    #expect(shown.view.selectedEntry?.name == "a.json")
    try FileManager.default.removeItem(atPath: workspace.path("b.json"))
    await shown.until { $0.entries.count == 1 }
    #expect(shown.names == ["a.json"])
  }

  @Test("The folder that is listed is watched, the one before is not any more")
  func oneFolder() async throws {
    let workspace = try Workspace()
    for folder in ["runs", "other"] { try workspace.corpus(["a.json": Self.guide], in: folder) }
    let shown = ShownResults(workspace.path("runs"))
    await shown.until { $0.state == .listed }
    shown.list(workspace.path("other"))
    await shown.until { $0.directory.hasSuffix("other") && $0.state == .listed }
    shown.changed = []
    try workspace.write(Self.guide, to: "runs/b.json")
    try workspace.write(Self.guide, to: "other/b.json")
    await shown.until { $0.entries.count == 2 }
    #expect(Set(shown.changed) == [workspace.path("other")])
  }

  @Test("Beside a run nothing is watched")
  func besideARun() async throws {
    let (workspace, shown) = try await Self.listed(["a.json"])
    shown.desk.perform(.cancel)
    shown.changed = []
    try workspace.write(Self.guide, to: "b.json")
    // Listed for another reason, which also begins the watch anew.
    shown.press(.function(5))
    await shown.until { $0.entries.count == 2 && $0.state == .listed }
    try workspace.write(Self.guide, to: "c.json")
    await shown.until { $0.entries.count == 3 }
    #expect(!shown.changed.isEmpty)
  }

  @Test("d moves the marked runs to the trash after a question, u brings them back as they were")
  func trash() async throws {
    let (workspace, shown) = try await Self.listed(["a.json", "b.json", "c.json"])
    shown.press(.home, .character(" "), .character(" "), .character("d"))
    #expect(shown.state.results.entries.count == 3)
    shown.press(.character("y"))
    await shown.until { $0.entries.count == 1 && !$0.moves.isEmpty }
    let gone = ["a.json", "b.json", "c.json"].filter { !workspace.exists($0) }
    #expect(gone.count == 2)
    for name in gone { #expect(try workspace.bytes(".slimbench-trash/\(name)") == Self.guide) }
    let words = "/.slimbench-trash, u undoes: 2 files; their reports stay"
    #expect(shown.state.notice?.text.hasSuffix(words) == true)
    shown.press(.character("u"))
    await shown.until { $0.entries.count == 3 && $0.state == .listed }
    for name in gone { #expect(try workspace.bytes(name) == Self.guide) }
    shown.press(.character("u"))
    #expect(shown.state.notice?.text == "nothing to undo")
  }

  @Test("What cannot come back says why, is not lost, and comes back once it can")
  func trashTaken() async throws {
    let (workspace, shown) = try await Self.listed(["a.json"])
    shown.press(.character("d"))
    await shown.until { $0.entries.isEmpty && !$0.moves.isEmpty }
    try workspace.write("mine", to: "a.json")
    shown.press(.character("u"))
    await shown.until { !$0.moves.isEmpty }
    #expect(shown.state.notice?.text.hasSuffix("exists already. Choose another name") == true)
    #expect(workspace.text("a.json") == "mine")
    try FileManager.default.removeItem(atPath: workspace.path("a.json"))
    shown.press(.character("u"))
    // The file in its place was damaged, and may still be listed.
    await shown.until { $0.selectedEntry?.headline?.isDamaged == false && $0.moves.isEmpty }
    #expect(try workspace.bytes("a.json") == Self.guide)
  }

  @Test("N gives another name, never one that is taken; u gives the former one back")
  func rename() async throws {
    let (workspace, shown) = try await Self.listed(["a.json", "b.json"])
    shown.press(.home)
    let old = try #require(shown.view.selectedEntry?.name)
    let other = old == "a.json" ? "b" : "a"
    shown.press(.character("N"), .control("u"))
    shown.press(Array(other).map(Key.character) + [.enter])
    await shown.untilNotice()
    #expect(shown.state.notice?.isBad == true)
    #expect(shown.state.notice?.text.contains("exists already") == true)
    shown.press(.character("N"), .control("u"), .character("n"), .character("w"), .enter)
    await shown.until { $0.selectedEntry?.name == "nw.json" && $0.state == .listed }
    #expect(workspace.exists("nw.json") && !workspace.exists(old))
    shown.press(.character("u"))
    await shown.until { $0.selectedEntry?.name == old && $0.state == .listed }
    #expect(workspace.exists(old) && !workspace.exists("nw.json"))
  }

  @Test("A folder that is not there is told with its reason")
  func missing() async throws {
    let workspace = try Workspace()
    let shown = ShownResults(workspace.path("none"))
    await shown.until { if case .failed = $0.state { true } else { false } }
    guard case .failed(let reason) = shown.view.state else { return }
    #expect(reason.contains("none: cannot list it: No such file or directory"))
  }
}

/// A dashboard that shows the results, with the desk that does what the screen asks for.
private final class ShownResults {
  private(set) var state: DashboardState
  let desk: ResultsDesk
  /// The folders that were told to have changed.
  var changed: [String] = []
  private var messages: AsyncStream<Message>.AsyncIterator

  var view: ResultsView { state.results }
  var names: [String] { view.entries.map(\.name).sorted() }

  init(_ folder: String) {
    let (stream, continuation) = AsyncStream.makeStream(of: Message.self)
    messages = stream.makeAsyncIterator()
    desk = ResultsDesk { continuation.yield($0) }
    state = DashboardState(
      size: Size(width: 120, height: 40),
      plan: Plan(servers: [], corpus: CorpusSpec(directory: "")))
    list(folder)
  }

  /// Lists a folder, as `slimbench browse` does.
  func list(_ folder: String) {
    perform(state.openResults(folder))
  }

  func press(_ keys: Key...) { press(keys) }

  func press(_ keys: [Key]) {
    for key in keys { perform(update(&state, .input(.key(key)))) }
  }

  /// Hears the desk until something holds of the list.
  func until(_ holds: (ResultsView) -> Bool) async {
    while !holds(view), await hear() {}
  }

  func untilNotice() async {
    while state.notice == nil, await hear() {}
  }

  private func hear() async -> Bool {
    var iterator = messages
    guard let message = await iterator.next() else { return false }
    messages = iterator
    if case .results(.changed(let folder)) = message { changed.append(folder) }
    perform(update(&state, message))
    return true
  }

  private func perform(_ effects: [Effect]) {
    for case .results(let effect) in effects { desk.perform(effect) }
  }
}
