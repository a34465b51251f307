import Foundation
import TestSupport
import Testing

/// `show`: a saved run looks as it looked when it ran.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct ShowCommandTests {
  @Test("A result shows the table that its run printed", arguments: [1, 3])
  func sameTable(concurrency: Int) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 6)
    let good = try DocumentServer()
    // Every fifth document of a connection fails, each with words of its own.
    let bad = try DocumentServer { connection in
      (0..<6).flatMap { number -> [ScriptedServer.Step] in
        let failure = #"{"detail":"no \#(connection)-\#(number)"}"#
        return Array(DocumentServer.answering().dropLast())
          + [.readRequest, .send(.answer(failure, status: 500))]
      }
    }
    let run = try await Program.run(
      [
        "run", "pdfs", "--server", "good=\(good.url)", "--server", "bad=\(bad.url)",
        "--output", "r.json", "--rounds", "2", "--concurrent", "\(concurrency)",
      ], in: workspace)
    #expect(run.code == 0, run.said)
    let shown = try await Program.run(["show", "r.json"], in: workspace)
    #expect(shown.code == 0, shown.said)
    #expect(shown.error.isEmpty, shown.said)
    #expect(shown.output + "\nresult: r.json\n" == run.output)
    #expect(good.documents.count == 13 && bad.documents.count == 13)
  }

  /// The file that the guide published, where the folder beside the package has it.
  private static let published = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/data/slimgest/benchmark_results.json").standardized.path

  // The figures are those of the file's own statistics: jq '.python.statistics, .rust.statistics'.
  @Test(
    "The guide's own file shows its figures, and says that it holds no times",
    .enabled(if: FileManager.default.fileExists(atPath: published), "the guide's file is not here"))
  func guide() async throws {
    let ended = try await Program.run(["show", Self.published], in: Workspace())
    #expect(ended.code == 0, ended.said)
    for (label, values) in [
      ("Requests", ["20", "20"]), ("failed", ["0", "0"]), ("Pages", ["496", "496"]),
      ("Average service time", ["2.69 s", "2.77 s", "3.0 % slower"]),
      ("minimum", ["116 ms", "123 ms"]), ("maximum", ["15.7 s", "16.4 s"]),
      ("Pages per second", ["9.23", "8.96"]), ("Requests per second", ["0.372", "0.361"]),
    ] {
      let row = try #require(
        ended.lines.first { $0.contains("│ \(label)") || $0.contains("  \(label) ") })
      let cells = row.split(separator: "│").map { $0.trimmingCharacters(in: .whitespaces) }
      #expect(Array(cells.dropFirst().prefix(values.count)) == values, "\(row)")
    }
    #expect(ended.output.contains("holds no times"), ended.said)
    // Judged by wilcox.test of R 4.2.2 and bootstrap of scipy 1.17.1 (BCa, over seeds).
    let words = ended.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for finding in [
      "slower ★. Paired by document, 20 documents: 3.4 % slower ★, 95 % interval 1.9 … 4.7 % slower",
      "p = 0.0064; faster on 2 of 20 documents", "geometric mean 3.8 % slower",
      "all documents together 3.0 % slower", "★ one pass", "measured one after the other",
      "One round",
    ] {
      #expect(words.contains(finding), "\(finding) is not told")
    }
  }

  @Test(
    "What is no saved run is refused with place and reason",
    arguments: ["", "{", "[]", "no JSON", #"{"python": 3}"#, #"{"t":1,"x":{}}"#, "{}"])
  func refused(content: String) async throws {
    let workspace = try Workspace()
    try workspace.write(content, to: "x.json")
    let ended = try await Program.run(["show", "x.json"], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.hasPrefix("slimbench: x.json"), ended.said)
    #expect(ended.output.isEmpty)
  }

  @Test("What cannot be opened is told in a sentence", arguments: ["missing.json", "."])
  func unreadable(name: String) async throws {
    let ended = try await Program.run(["show", name], in: Workspace())
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.hasPrefix("slimbench: \(name)"), ended.said)
  }
}
