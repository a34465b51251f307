import BenchCore
import Canvas
import Testing

@testable import Reports

@Suite("The list of saved runs without a terminal")
struct HeadlineTableTests {
  private static var headlines: [RunHeadline] {
    var run = RunHeadline(
      path: "runs/a/nightly-of-the-whole-corpus.json", bytes: 1, modified: 0, state: .complete)
    run.timestamp = "2026-01-10 15:11:58"
    run.servers = ["python", "rust"]
    run.documents = 20
    run.dpis = [100, 300]
    run.concurrencies = [4]
    run.succeeded = 1234
    run.failed = 2
    run.verdicts = [
      HeadlineVerdict(
        server: "rust", baseline: "python", dpi: 100, concurrency: 4, verdict: .slower,
        ratio: 1.034, interval: 1.019...1.047, isStarred: true)
    ]
    let damaged = RunHeadline(
      path: "runs/b.json", bytes: 1, modified: 0, state: .damaged("line 3, byte 17: no number"))
    return [run, damaged]
  }

  /// The column titles, which stand under the table's upper edge.
  private static func titles(_ lines: some Sequence<String>) -> String {
    lines.first { $0.contains("when") } ?? ""
  }

  private static func lines(_ width: Int, _ glyphs: Glyphs = .unicode) -> [String] {
    HeadlineTable.lines(headlines, folder: "runs", width: width, glyphs)
  }

  @Test("where there is room, every column is there, and a damaged file's reason below")
  func whole() {
    let lines = Self.lines(200)
    let titles = ["when", "run", "servers", "documents", "dpi", "in flight", "verdict", "requests"]
    for title in titles { #expect(Self.titles(lines).contains(title), "\(title)") }
    for cell in [
      "2026-01-10 15:11", "a/nightly-of-the-whole-corpus.json", "python, rust", " 20 ", "100, 300",
      "rust 3.4 % slower ★ [1.9, 4.7]", "1,234 ok, 2 failed", "complete",
    ] { #expect(lines.contains { $0.contains(cell) }, "\(cell)") }
    #expect(lines.last == "  b.json: damaged: line 3, byte 17: no number")
  }

  @Test("no line is wider than asked, and when, run, verdict and state stay", arguments: 66...160)
  func fits(width: Int) {
    let table = Self.lines(width).dropLast()
    for line in table { #expect(DisplayWidth.of(line) <= width, "\(line)") }
    for title in ["when", "run", "verdict", "state"] {
      #expect(Self.titles(table).contains(title))
    }
    #expect(table.contains { $0.contains("2026-01-10 15:11") && $0.contains("complete") })
    #expect(table.contains { $0.contains(".json") && $0.contains("rust 3.4") })
  }

  @Test("the counts go last, the documents first; the end of a name stays")
  func order() {
    let titles = (66...160).map { Self.titles(Self.lines($0)) }
    for (less, more) in [("documents", "in flight"), ("in flight", "servers"), ("dpi", "requests")]
    {
      for title in titles where title.contains(less) { #expect(title.contains(more)) }
    }
    #expect(Self.lines(70).contains { $0.contains("…") && $0.contains("corpus.json") })
  }

  @Test("ASCII is ASCII, a foreign name is harmless, and an empty folder is named")
  func unusual() {
    #expect(Self.lines(120, .ascii).joined().utf8.allSatisfy { (32..<127).contains($0) })
    let hostile = RunHeadline(
      path: "runs/\u{1B}[2J\u{202E}.json", bytes: 1, modified: 0, state: .complete)
    let lines = HeadlineTable.lines([hostile], folder: "runs", width: 80, .unicode)
    #expect(!lines.joined().unicodeScalars.contains { $0 == "\u{1B}" || $0 == "\u{202E}" })
    let none = HeadlineTable.lines([], folder: "x\u{1B}y", width: 80, .ascii)
    #expect(none.count == 1 && none[0].hasPrefix("no saved runs in x"))
    #expect(none[0].utf8.allSatisfy { (32..<127).contains($0) })
  }
}
