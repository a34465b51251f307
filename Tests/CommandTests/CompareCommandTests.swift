import Foundation
import TestSupport
import Testing

/// `compare` without a terminal: tables and JSON, and what it refuses.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct CompareCommandTests {
  /// Two files of two servers, whose second server is the slower one in both.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write(GuideFile.text(), to: "one.json")
    try workspace.write(
      GuideFile.text(["b.pdf", "c.pdf", "d.pdf"], slower: 2, at: "2026-01-11 09:00:00"),
      to: "two.json")
    try workspace.write("{", to: "bad.json")
    return workspace
  }

  private func json(_ ended: Ended) throws -> [String: Any] {
    try #require(
      JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any], ended.said)
  }

  /// The cells of the table's row with this label.
  private func cells(_ label: String, _ ended: Ended) -> [String]? {
    ended.lines.first { $0.contains("│ \(label) ") }.map { row in
      row.split(separator: "│", omittingEmptySubsequences: false).dropFirst(2).dropLast()
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
  }

  @Test(
    "Without a terminal it prints tables, with and without --plain", arguments: [[], ["--plain"]])
  func tables(options: [String]) async throws {
    let ended = try await Program.run(
      ["compare", "one.json", "two.json"] + options, in: workspace())
    #expect(ended.code == 0, ended.said)
    #expect(ended.output.hasPrefix("2 files, 4 columns by file, from python A\n"), ended.said)
    // What only one of the files has is named, and in no pair.
    #expect(ended.output.contains("a.pdf (only A), d.pdf (only B)"), ended.said)
    #expect(ended.output.contains("│ b.pdf") && !ended.output.contains("│ a.pdf"))
    #expect(ended.output.contains("★ Apart"))
    #expect(!ended.output.contains("\u{1B}"))
  }

  @Test(
    "A sweep's files are one table, turned by what --by names",
    arguments: [
      ("dpi", "first@100"), ("server", "first@100"), ("concurrency", "first@100"),
      ("file", "first@100"),
    ])
  func sweep(pivot: String, baseline: String) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 3)
    let servers = [try DocumentServer(), try DocumentServer()]
    let run = try await Program.run(
      [
        "run", "pdfs", "--server", "first=\(servers[0].url)", "--server",
        "second=\(servers[1].url)", "--output", "r.json", "--dpi", "100,300",
      ], in: workspace)
    #expect(run.code == 0, run.said)
    let files = ["r_100dpi.json", "r_300dpi.json"]
    let ended = try await Program.run(["compare"] + files + ["--by", pivot], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(
      ended.output.hasPrefix("2 files, 4 columns by \(pivot), from \(baseline)\n"), ended.said)
    let object = try json(
      await Program.run(["compare"] + files + ["--json", "--by", pivot], in: workspace))
    #expect(object["pivot"] as? String == pivot)
    let columns = try #require(object["columns"] as? [[String: Any]])
    #expect(
      Set(columns.compactMap { $0["label"] as? String })
        == ["first@100", "first@300", "second@100", "second@300"])
    #expect(columns.allSatisfy { $0["successful_requests"] as? Int == 3 })
  }

  // Every latency of the second server is 1.25 times the first's in one.json.
  @Test("One file alone compares its servers, as text and as JSON")
  func oneFile() async throws {
    let workspace = try workspace()
    let ended = try await Program.run(["compare", "one.json"], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(ended.output.hasPrefix("1 file, 2 columns by server, from python\n"), ended.said)
    #expect(cells("against python", ended)?.last?.hasPrefix("25.0 % slower") == true, ended.said)
    let object = try json(await Program.run(["compare", "one.json", "--json"], in: workspace))
    let pairs = try #require(object["comparisons"] as? [[String: Any]])
    #expect(pairs.count == 1)
    let ratio = try #require(pairs[0]["ratio"] as? Double)
    #expect(abs(ratio - 1.25) < 1e-12)
  }

  @Test("The same file twice says that it is one run, and finds no difference")
  func same() async throws {
    let ended = try await Program.run(["compare", "one.json", "one.json"], in: workspace())
    #expect(ended.code == 0, ended.said)
    #expect(ended.output.contains("one and the same run: A, B"), ended.said)
    #expect(cells("against python A", ended)?.contains { $0.hasPrefix("the same") } == true)
  }

  @Test(
    "A baseline is a server, a file or a column; what is none of them lists what there is",
    arguments: [("rust", "rust A"), ("B", "python B"), ("rust B", "rust B"), ("two", "python B")])
  func baseline(name: String, column: String) async throws {
    let workspace = try workspace()
    let files = ["compare", "one.json", "two.json"]
    let ended = try await Program.run(files + ["--baseline", name], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(ended.lines.first?.hasSuffix("from \(column)") == true, ended.said)
    let wrong = try await Program.run(files + ["--baseline", name + "?"], in: workspace)
    #expect(wrong.code == 1, wrong.said)
    #expect(wrong.output.isEmpty)
    #expect(wrong.error.contains("--baseline \(name)?: no such"), wrong.said)
    #expect(wrong.error.contains("python A, python B, rust A, rust B"), wrong.said)
  }

  @Test("Files that cannot be read are all named with their reasons, and nothing is compared")
  func damaged() async throws {
    let ended = try await Program.run(
      ["compare", "bad.json", "one.json", "missing.json", "."], in: workspace())
    #expect(ended.code == 1, ended.said)
    #expect(ended.output.isEmpty)
    for words in ["bad.json: line 1", "missing.json: cannot open it", ".: is a folder"] {
      #expect(ended.error.contains("slimbench: \(words)"), ended.said)
    }
  }

  @Test(
    "What cannot be understood is a usage error that names what is possible",
    arguments: [
      (["compare"], "<files>"), (["compare", "one.json", "--by", "colour"], "'dpi', 'server'"),
    ])
  func usage(arguments: [String], words: String) async throws {
    let ended = try await Program.run(arguments, in: workspace())
    #expect(ended.code == 64, ended.said)
    #expect(ended.error.contains(words), ended.said)
    #expect(ended.output.isEmpty)
  }

  /// The file that the guide published, where the folder beside the package has it.
  private static let published = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../../shared/data/slimgest/benchmark_results.json").standardized.path

  // Independent origin: R 4.2.2 on the file's latencies, paired by file name:
  // w <- wilcox.test(log(rust / python), conf.int = TRUE, exact = TRUE)
  // exp(w$estimate) 1.033962823, exp(w$conf.int) 1.018758455 1.046794175, w$p.value 0.00638961792.
  @Test(
    "The guide's published pair has the same ratio and interval in compare as in show",
    .enabled(if: FileManager.default.fileExists(atPath: published), "the guide's file is not here"))
  func guide() async throws {
    let workspace = try Workspace()
    let object = try json(
      await Program.run(["compare", Self.published, "--json"], in: workspace))
    let pair = try #require((object["comparisons"] as? [[String: Any]])?.first)
    let ratio = try #require(pair["ratio"] as? Double)
    let interval = try #require(pair["interval"] as? [Double])
    let p = try #require(pair["p"] as? Double)
    #expect(abs(ratio - 1.0340) < 1e-4)
    #expect(interval.count == 2)
    #expect(abs(interval[0] - 1.0188) < 1e-4 && abs(interval[1] - 1.0468) < 1e-4)
    #expect(abs(p - 0.0064) < 1e-4)
    #expect(pair["faster_on"] as? Int == 2 && pair["documents"] as? Int == 20)
    #expect(pair["verdict"] as? String == "slower" && pair["starred"] as? Bool == true)

    let compared = try await Program.run(["compare", Self.published], in: workspace)
    let shown = try await Program.run(["show", Self.published], in: workspace)
    #expect(cells("against python", compared)?.last == "3.4 % slower ★", compared.said)
    #expect(cells("  95 % interval", compared)?.last == "1.9 % slower", compared.said)
    #expect(cells("    to", compared)?.last == "4.7 % slower", compared.said)
    for words in ["3.4 % slower", "1.9 % slower", "4.7 % slower"] {
      #expect(shown.output.contains(words), shown.said)
    }
  }
}
