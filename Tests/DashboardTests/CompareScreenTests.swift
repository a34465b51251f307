import BenchCore
import Canvas
import Reports
import Testing

@testable import Dashboard

@Suite("The compare screen")
struct CompareScreenTests {
  /// A saved run of two servers on eight documents, in which rust gains on python with the DPI.
  static func saved(
    dpi: Double, host: String = "host", more: [String] = [], servers: [String] = ["python", "rust"]
  ) -> SavedRun {
    var plan = ScriptedRun.plan(servers: 2, rounds: 3)
    for (index, key) in servers.enumerated() { plan.servers[index].key = key }
    plan.dpis = [dpi]
    let names = (0..<8).map { "report-\($0).pdf" } + more
    let started = RunStarted(
      runID: "run at \(dpi)", wallClock: 1_768_057_918, timestamp: "2026-01-10 15:11:58",
      version: "1", arguments: [],
      host: HostFacts(
        name: host, system: "Linux", processor: "cpu", cores: 2, memoryBytes: 1 << 30),
      plan: plan,
      corpus: names.map { Document(name: $0, bytes: 1000, pages: 4, sha256: "00") })
    var events = [RunEvent(.zero, .runStarted(started))]
    var now: Int64 = 0
    var sequence = 0
    for round in 0..<3 {
      for document in names.indices {
        for server in 0..<2 {
          let base = Int64(dpi) * Int64(3 + 2 * document) * 1_000_000
          let own = server == 0 ? base : base * Int64(980 - Int(dpi) / 5 + 3 * document) / 1000
          let time = own + Int64(round) * 3_000_000
          events.append(
            RunEvent(
              RunTime(nanoseconds: now + time),
              .requestFinished(
                RequestRecord(
                  sequence: sequence, condition: server, document: document, round: round,
                  block: sequence, phase: .measurement, intendedStart: RunTime(nanoseconds: now),
                  start: RunTime(nanoseconds: now), end: RunTime(nanoseconds: now + time),
                  outcome: .ok(
                    Answer(
                      pages: 4, serverSeconds: Double(time) / 1.1e9,
                      textDigest: "text \(document)"))))))
          now += time
          sequence += 1
        }
      }
    }
    events.append(RunEvent(RunTime(nanoseconds: now), .runFinished(RunFinished(.completed))))
    return SavedRun(kind: .result, started: started, events: events, warnings: [])
  }

  private func state(
    _ size: Size = Size(width: 80, height: 24), _ glyphs: GlyphSet = .braille
  ) -> DashboardState {
    var state = DashboardState(size: size, glyphs: glyphs, plan: ScriptedRun.plan)
    let paths = ["results_100dpi.json", "results_300dpi.json"]
    let effects = state.openComparison(paths)
    #expect(effects == paths.map { .load(FileLoad($0, for: .compare)) })
    for (path, run) in zip(
      paths, [Self.saved(dpi: 100), Self.saved(dpi: 300, more: ["extra.pdf"])])
    {
      Self.load(run, path, &state)
    }
    return state
  }

  private static func load(_ run: SavedRun, _ path: String, _ state: inout DashboardState) {
    guard let compared = ComparedRun(name: path, run: run) else { return }
    _ = update(&state, .loaded(FileLoad(path, for: .compare), .compared(compared)))
  }

  private static func fail(_ path: String, _ reason: String, _ state: inout DashboardState) {
    _ = update(&state, .loaded(FileLoad(path, for: .compare), .failed(reason)))
  }

  private func press(_ keys: [Key], _ state: inout DashboardState) {
    for key in keys { _ = update(&state, .input(.key(key))) }
  }

  @Test(
    "looks as it was looked at",
    arguments: [Size(width: 80, height: 24), Size(width: 200, height: 60)],
    [GlyphSet.braille, .ascii])
  func looks(size: Size, glyphs: GlyphSet) throws {
    try Snapshot.check(
      view(state(size, glyphs)).picture, named: "compare.\(size.width)x\(size.height).\(glyphs)")
  }

  @Test("looks as it was looked at in every view", arguments: CompareView.Section.allCases)
  func sections(section: CompareView.Section) throws {
    var state = state()
    state.compare.section = section
    try Snapshot.check(view(state).picture, named: "compare-\(section.title).80x24.braille")
  }

  @Test("nothing compared yet says how to")
  func nothing() {
    var state = DashboardState(size: Size(width: 80, height: 24), plan: ScriptedRun.plan)
    state.screen = .compare
    #expect(view(state).plainText.contains("slimbench compare A.json B.json"))
  }

  @Test(
    "the documents of servers with long names show the baseline beside another and its difference",
    arguments: [60, 80, 100])
  func documentsFold(width: Int) throws {
    var state = DashboardState(size: Size(width: width, height: 24), plan: ScriptedRun.plan)
    let paths = ["a.json", "b.json"]
    _ = state.openComparison(paths)
    for (path, dpi) in zip(paths, [100.0, 300]) {
      Self.load(Self.saved(dpi: dpi, servers: ["hummingbird", "flyingfox"]), path, &state)
    }
    state.compare.section = .documents
    let rows = view(state).plainText.split(separator: "\n").map(String.init)
    let titles = try #require(rows.first { $0.contains("│ document ") })
    #expect(titles.contains("@100") && titles.contains("@300") && titles.contains("difference"))
    let row = try #require(rows.first { $0.contains("report-7.pdf") })
    #expect(row.contains("1.70 s") && row.contains("5.10 s") && row.contains("3.00× slower"))
    #expect(rows.contains { $0.contains("columns 1–2 of 4, ← →") })
  }

  @Test("every column is reached at 80 cells")
  func columns() {
    var state = state()
    var seen: Set<String> = []
    for _ in 0..<4 {
      let text = view(state).plainText
      for label in ["python@100", "python@300", "rust@100", "rust@300"]
      where text.contains(label) { seen.insert(label) }
      press([.right], &state)
    }
    #expect(seen.count == 4)
    #expect(view(state).plainText.contains("rust@300"))
  }

  @Test("p turns the columns, b chooses the baseline, and the title says so")
  func pivots() {
    var state = state()
    #expect(view(state).plainText.contains("4 columns by dpi, from python@100"))
    press([.character("p")], &state)
    #expect(view(state).plainText.contains("4 columns by server, from python@100"))
    press([.character("b")], &state)
    #expect(view(state).plainText.contains("from rust@100"))
  }

  @Test("the filter narrows the documents, takes letters that are keys, and goes with Esc")
  func filter() {
    var state = state()
    press([.character("/")] + "port-3".map { .character($0) }, &state)
    #expect(state.compare.documents?.rows.map(\.name) == ["report-3.pdf"])
    press([.enter, .character("o")], &state)
    #expect(state.compare.order == .name)
    press([.character("/"), .escape], &state)
    #expect(state.compare.documents?.rows.count == 8)
    #expect(state.screen == .compare)
    press([.escape], &state)
    #expect(state.screen == .results)
  }

  @Test("scrolling stays within what there is, at any size")
  func scrolling() {
    var state = state()
    for section in CompareView.Section.allCases {
      state.compare.section = section
      press([.end, .pageDown, .down, .home, .up, .end], &state)
      let last = state.compare.offsets[section]
      press([.down], &state)
      #expect(state.compare.offsets[section] == last)
    }
    for width in stride(from: 60, through: 300, by: 60) {
      for height in [16, 24, 34, 80] {
        _ = update(&state, .input(.resized(Size(width: width, height: height))))
        press([.down, .character("v"), .character("c")], &state)
        #expect(view(state).size.width == width)
      }
    }
  }

  @Test("documents left out and files apart are on the screen")
  func caveats() {
    #expect(view(state()).plainText.contains("★ documents differ · measured apart"))
    let wide = view(state(Size(width: 200, height: 60))).plainText
    #expect(wide.contains("extra.pdf (only B)"))
    #expect(wide.contains("measured apart"))
  }

  @Test("intervals that are wider than the runs' own say why where they stand")
  func together() {
    #expect(view(state()).plainText.contains("intervals together: 95 %"))
  }

  @Test("c goes through the charts, one at a time where there is room for one")
  func charts() {
    var state = state()
    press([.character("c")], &state)
    #expect(state.compare.section == .charts && state.compare.chart == .histogram)
    var seen: [String] = []
    for _ in 0..<4 {
      let text = view(state).plainText
      seen += [
        "took how long", "took no longer", "Service time over dpi", "Pages per second over dpi",
      ]
      .filter { text.contains($0) }
      press([.character("c")], &state)
    }
    #expect(
      seen == [
        "took how long", "took no longer", "Service time over dpi", "Pages per second over dpi",
      ])
    #expect(state.compare.chart == .histogram)
    state.size = Size(width: 200, height: 60)
    press([.character("c")], &state)
    #expect(state.compare.chart == .cumulative)
    let text = view(state).plainText
    #expect(text.contains("took no longer") && text.contains("Pages per second over dpi"))
    press([.character("c")], &state)
    #expect(state.compare.chart == .histogram, "the others are on the screen already")
  }

  @Test("only rows that say something of the columns shown are shown")
  func rows() {
    var state = state()
    #expect(view(state).plainText.contains("against python@100"))
    #expect(!view(state).plainText.contains("against rust@100"))
    press([.right, .right, .right, .end], &state)
    #expect(view(state).plainText.contains("against rust@100"))
    #expect(!view(state).plainText.contains("against python@100"))
  }

  @Test("every document's difference names what it is from, where there is room")
  func documentHeads() {
    let wide = view(state(Size(width: 300, height: 60)))
    let head =
      wide.plainText.split(separator: "\n").first { $0.contains("pages  python@100") } ?? ""
    #expect(head.contains("against python@100") && head.contains("against rust@100"), "\(head)")
    var narrow = state()
    narrow.compare.section = .documents
    #expect(view(narrow).plainText.contains("difference"))
  }

  @Test("what was asked for before another comparison began is not taken in")
  func late() {
    var state = state()
    _ = state.openComparison(["x.json"])
    Self.load(Self.saved(dpi: 100), "results_100dpi.json", &state)
    Self.fail("results_300dpi.json", "results_300dpi.json: is empty", &state)
    #expect(state.compare.runs.isEmpty && state.compare.unread.isEmpty)
    #expect(state.notice == nil)
  }

  @Test(
    "a file that cannot be read is named with its reason, and the others are compared",
    arguments: [80, 120, 200])
  func unread(width: Int) {
    var state = DashboardState(size: Size(width: width, height: 40), plan: ScriptedRun.plan)
    _ = state.openComparison(["a.json", "bad.json", "b.json"])
    Self.load(Self.saved(dpi: 100), "a.json", &state)
    #expect(view(state).plainText.contains("reading 2 of 3 files"))
    Self.fail("bad.json", "bad.json: line 1, byte 5: expected a value", &state)
    Self.load(Self.saved(dpi: 300), "b.json", &state)
    state.notice = nil
    #expect(view(state).plainText.contains("4 columns by dpi"))
    #expect(!view(state).plainText.contains("reading"))
    if width < 140 { #expect(view(state).plainText.contains("1 file not read")) }
    state.compare.section = .notes
    #expect(view(state).plainText.contains("bad.json: line 1, byte 5: expected a value"))
  }

  @Test("where no file can be read, every reason is on the screen, and nothing waits")
  func noneRead() {
    var state = DashboardState(size: Size(width: 80, height: 24), plan: ScriptedRun.plan)
    _ = state.openComparison(["x.json", "x.json"])
    Self.fail("x.json", "x.json: is empty", &state)
    #expect(view(state).plainText.contains("reading 1 of 2 files"))
    Self.fail("x.json", "x.json: \u{1B}[31mis empty", &state)
    let text = view(state).plainText
    #expect(text.contains("None of the files can be compared"))
    #expect(text.contains("x.json: is empty") && !text.contains("reading"))
    #expect(!text.contains("\u{1B}"))
  }
}
