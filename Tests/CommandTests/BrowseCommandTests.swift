import Foundation
import TestSupport
import Testing

/// `browse` without a terminal: what lies in a folder, as a table and as JSON.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct BrowseCommandTests {
  private static let guide = [UInt8](
    (try? Data(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../RunStoreTests/Fixtures/guide-result.json"))) ?? Data())

  /// A run of the program, the guide's file, and files that hold no run, in a tree.
  private static func library() async throws -> Workspace {
    let workspace = try Workspace()
    try workspace.corpus(count: 2)
    let server = try DocumentServer()
    let run = try await Program.run(
      [
        "run", "pdfs", "--server", "one=\(server.url)", "--output", "runs/own.json",
        "--rounds", "2", "--dpi", "300",
      ], in: workspace)
    #expect(run.code == 0, run.said)
    try workspace.corpus(
      [
        "guide.json": guide, "cut.json": Array(guide.prefix(300)), "notes.txt": Array("x".utf8),
        ".hidden.json": guide, "bad\u{1B}[2J.json": Array(#"{"timestamp":5}"#.utf8),
      ], in: "runs/below")
    try workspace.corpus([:], in: "runs/folder.json")
    #expect(mkfifo(workspace.path("runs/pipe.json"), 0o600) == 0)
    return workspace
  }

  @Test("Every file is a line: what it is, what came out, or where it is damaged and why")
  func table() async throws {
    let workspace = try await Self.library()
    let ended = try await Program.run(["browse", "runs", "--plain"], in: workspace)
    #expect(ended.code == 0 && ended.error.isEmpty, ended.said)
    func row(_ name: String) throws -> String {
      try #require(ended.lines.first { $0.contains(name) }, "\(name)\n\(ended.output)")
    }
    let own = try row("own.json")
    for part in [" 300 ", " 4 ok ", " complete "] { #expect(own.contains(part), "\(own)") }
    #expect(try row("below/guide.json").contains("the guide's"))
    for (name, reason) in [
      ("below/cut.json", ": damaged: line "), ("folder.json", ": damaged: is a folder"),
      ("pipe.json", ": damaged: "),
      ("below/bad", ": damaged: line 1, byte 13, timestamp: expected text, found a number"),
    ] {
      #expect(ended.lines.contains { $0.contains(name) && $0.contains(reason) }, ended.said)
    }
    #expect(!ended.output.contains("notes") && !ended.output.contains("hidden"))
    #expect(!ended.output.unicodeScalars.contains("\u{1B}"))
    // Into a pipe it is the same without being asked for.
    let piped = try await Program.run(["browse", "runs"], in: workspace)
    #expect(piped.output == ended.output)
  }

  @Test("The JSON tells the same, and is JSON whatever the files are called")
  func json() async throws {
    let workspace = try await Self.library()
    let ended = try await Program.run(["browse", "runs", "--json"], in: workspace)
    #expect(ended.code == 0 && ended.error.isEmpty, ended.said)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(ended.output.utf8)) as? [String: Any])
    let runs = try #require(object["runs"] as? [[String: Any]])
    func run(_ name: String) throws -> [String: Any] {
      try #require(runs.first { ($0["path"] as? String)?.contains(name) == true }, "\(name)")
    }
    #expect(runs.count == 6)
    let own = try run("own.json")
    #expect(own["state"] as? String == "complete" && own["damage"] is NSNull)
    #expect(own["servers"] as? [String] == ["one"] && own["dpis"] as? [Double] == [300])
    #expect(own["succeeded"] as? Int == 4 && own["failed"] as? Int == 0)
    #expect(own["documents"] as? Int == 2 && own["rounds"] as? Int == 2)
    #expect(try run("guide.json")["state"] as? String == "guide")
    #expect(try run("bad\u{1B}[2J")["state"] as? String == "damaged")
    #expect((try run("cut.json")["damage"] as? String)?.hasPrefix("line ") == true)
  }

  @Test("A folder without runs says so, and is no failure")
  func empty() async throws {
    let workspace = try Workspace()
    try workspace.corpus(["a.txt": []], in: "runs")
    let plain = try await Program.run(["browse", "runs", "--plain"], in: workspace)
    #expect(plain.code == 0 && plain.output == "no saved runs in runs\n", plain.said)
    let json = try await Program.run(["browse", "runs", "--json"], in: workspace)
    #expect(json.code == 0, json.said)
    let object = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect((object?["runs"] as? [Any])?.isEmpty == true)
  }

  @Test("A folder that is none, or is not there, is told in a sentence", arguments: ["no", "file"])
  func refused(name: String) async throws {
    let workspace = try Workspace()
    try workspace.write("x", to: "file")
    for form in ["--plain", "--json"] {
      let ended = try await Program.run(["browse", name, form], in: workspace)
      #expect(ended.code == 1 && ended.output.isEmpty, ended.said)
      #expect(ended.error.hasPrefix("slimbench: \(name): cannot list it: "), ended.said)
    }
  }

  @Test(
    "A file without permission is damaged by that, and readable once it may be read",
    .enabled(if: getuid() != 0, "root may read everything"))
  func unreadable() async throws {
    let workspace = try Workspace()
    try workspace.corpus(["g.json": Self.guide], in: "runs")
    #expect(chmod(workspace.path("runs/g.json"), 0) == 0)
    let ended = try await Program.run(["browse", "runs", "--plain"], in: workspace)
    #expect(ended.output.contains("Permission denied"), ended.said)
    #expect(chmod(workspace.path("runs/g.json"), 0o600) == 0)
    let again = try await Program.run(["browse", "runs", "--plain"], in: workspace)
    #expect(again.output.contains("the guide's"), again.said)
  }

  @Test("Without UTF-8 the table is plain ASCII")
  func ascii() async throws {
    let workspace = try Workspace(locale: "C")
    try workspace.corpus(["g.json": Self.guide, "c.json": [0xFF]], in: "runs")
    let ended = try await Program.run(["browse", "runs", "--plain"], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(ended.output.utf8.allSatisfy { $0 == 10 || (32..<127).contains($0) }, ended.said)
  }
}
