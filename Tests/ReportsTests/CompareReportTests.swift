import BenchCore
import Canvas
import Reports
import Testing

@Suite("Saved runs side by side, as text")
struct CompareReportTests {
  private func comparison(_ dpis: [Double], documents: Int = 24) throws -> RunComparison {
    let runs = try dpis.map { dpi in
      let events = Fixture.events(servers: 2, documents: documents, dpis: [dpi])
      guard case .runStarted(let started) = try #require(events.first).payload else {
        throw CancellationError()
      }
      let run = SavedRun(kind: .result, started: started, events: events, warnings: [])
      return try #require(ComparedRun(name: "r\(Int(dpi)).json", run: run))
    }
    return RunComparison(runs)
  }

  @Test("every line fits the width, and every column is on it", arguments: [60, 80, 100, 200])
  func fits(width: Int) throws {
    let text = CompareReport.text(try comparison([75, 150, 300]), width: width)
    let lines = text.split(separator: "\n")
    let tooWide = lines.filter { DisplayWidth.of(String($0)) > width }
    #expect(tooWide.isEmpty)
    for label in ["python@75", "python@150", "python@300", "rust@75", "rust@150", "rust@300"] {
      #expect(text.contains(label))
    }
    if width == 80 { #expect(text.contains("columns 1–")) }
    if width == 200 { #expect(!text.contains("columns 1–2")) }
  }

  @Test("a server whose key is an escape sequence is told without it")
  func hostileKey() throws {
    let runs = try ["a.json", "b.json"].map { name in
      var events = Fixture.events(servers: 2, documents: 8, dpis: [150])
      guard case .runStarted(var started) = try #require(events.first).payload else {
        throw CancellationError()
      }
      started.plan.servers[0].key = "\u{1B}]52;c;ZXZpbA==\u{7}"
      started.plan.servers[0].name = ""
      events[0] = RunEvent(.zero, .runStarted(started))
      let run = SavedRun(kind: .result, started: started, events: events, warnings: [])
      return try #require(ComparedRun(name: name, run: run))
    }
    for glyphs in [Glyphs.unicode, .ascii] {
      let text = CompareReport.text(RunComparison(runs), glyphs: glyphs)
      #expect(!text.utf8.contains { $0 == 0x1B || $0 == 0x07 })
    }
  }

  @Test("a row of differences names its baseline, and has words and a star")
  func rows() throws {
    let rows = CompareRows.all(try comparison([75, 150]))
    let row = try #require(rows.first { $0.label == "against python@75" })
    #expect(row.cells == ["", "2.00× slower ★", "", ""] || row.cells[1].hasSuffix("slower ★"))
    #expect(row.cells[2].isEmpty)
    let other = try #require(rows.first { $0.label == "against rust@75" })
    #expect(!other.cells[3].isEmpty && other.cells[1].isEmpty)
    #expect(rows.contains { $0.label == "against python, same file" })
    #expect(rows.contains { $0.label.contains("98.75 % interval") })
  }

  @Test("percentiles that the sample cannot carry are not told")
  func support() throws {
    let rows = CompareRows.all(try comparison([75, 150]))
    let p95 = try #require(rows.first { $0.label == "  p95" })
    #expect(p95.cells.allSatisfy { $0.hasPrefix("~") })
    #expect(!rows.contains { $0.label == "  p99" })
  }

  @Test("documents come with what slows down most first; twenty of them, or all")
  func documents() throws {
    let comparison = try comparison([75, 150])
    let documents = CompareDocuments(comparison)
    #expect(documents.rows.count == 24)
    #expect(documents.sortedBy == 1)
    let some = CompareReport.text(comparison, width: 100)
    #expect(some.contains("the first 20 of 24"))
    #expect(!CompareReport.text(comparison, showsAllDocuments: true).contains("the first 20"))
    #expect(CompareDocuments(comparison, filter: "D7").rows.map(\.name) == ["d7.pdf"])
    #expect(CompareDocuments(comparison, order: .name).rows.first?.name == "d0.pdf")
  }

  @Test("ASCII is nothing but ASCII")
  func ascii() throws {
    let text = CompareReport.text(try comparison([75, 150]), glyphs: .ascii)
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
  }

  @Test("files apart are said, one file is not")
  func caveats() throws {
    #expect(CompareReport.text(try comparison([75, 150])).contains("★ Apart"))
    #expect(!CompareReport.text(try comparison([75])).contains("★ Apart"))
  }
}
