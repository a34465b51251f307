import BenchCore
import Testing

@testable import Dashboard

/// What can be typed to narrow the list of saved runs.
@Suite
struct ResultsFilterTests {
  /// Names of the files that a filter lets through, in the order of the days.
  private func names(_ text: String) -> [String] {
    let filter = ResultsFilter(text)
    return SavedRuns.all.filter { headline in
      let file = FoundFile(
        path: headline.path, bytes: headline.bytes, modified: headline.modified)
      return filter.admits(ResultsEntry(file: file, headline: headline))
    }.map { String($0.fileName.prefix(10)) }
  }

  @Test(
    "A filter lets through what it names",
    arguments: [
      ("dpi:300", ["2026-01-23"]),
      ("c:4", ["c4.json"]),
      ("c:4,8", ["c4.json", "c8.journal"]),
      ("failed:>0", ["c4.json"]),
      ("failed:>=7", ["c4.json"]),
      ("failed:>7", []),
      ("docs:<8", ["c8.journal"]),
      ("docs:<=8", ["nightly.js", "c8.journal"]),
      ("docs:3..8", ["nightly.js", "c8.journal"]),
      ("state:damaged", ["broken.jso"]),
      ("state:inter", ["c8.journal"]),
      ("NIGHTLY", ["nightly.js"]),
      ("scale server:rust c:8", ["c8.journal"]),
      ("name:broken,nightly", ["nightly.js", "broken.jso"]),
      ("date:2026-01-2", ["2026-01-23", "nightly.js", "c4.json", "c8.journal"]),
      ("server:go", []),
      ("10:41 dpi:100", ["stopped \u{1B}["]),
    ])
  func fits(text: String, expected: [String]) {
    #expect(names(text) == expected)
    #expect(ResultsFilter(text).problem == nil)
  }

  @Test(
    "A word that cannot be read is told, and the others still narrow the list",
    arguments: [
      ("dip:300 c:4", "no field \"dip\""), ("c:4 docs:>", "docs: needs a number"),
      ("c:4 failed:many", "failed: needs a number"), ("server: c:4", "server: needs a word"),
      ("c:4 dpi:", "dpi: needs a number"), ("c:4 ok:3..", "ok: needs a number"),
    ])
  func problems(text: String, problem: String) {
    #expect(ResultsFilter(text).problem?.hasPrefix(problem) == true)
    #expect(names(text) == ["c4.json"])
  }

  @Test("An empty filter lets everything through")
  func empty() {
    #expect(ResultsFilter("  ").isEmpty && names("").count == SavedRuns.all.count)
  }

  @Test("A file that is not read yet is found by its name, not by what it may hold")
  func unread() {
    let entry = ResultsEntry(
      file: FoundFile(path: "results/a.json", bytes: 1, modified: 1), headline: nil)
    #expect(ResultsFilter("name:a").admits(entry) && ResultsFilter("a.json").admits(entry))
    #expect(!ResultsFilter("dpi:150").admits(entry) && !ResultsFilter("state:c").admits(entry))
  }
}
