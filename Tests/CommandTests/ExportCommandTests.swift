import Foundation
import TestSupport
import Testing

/// `export`: a saved run as a file for somebody else, or why there is none.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct ExportCommandTests {
  /// A workspace with a file of the guide's script, `r.json`.
  private func workspace() throws -> Workspace {
    let workspace = try Workspace()
    let fixture = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../RunStoreTests/Fixtures/guide-result.json")
    try workspace.write([UInt8](Data(contentsOf: fixture)), to: "r.json")
    return workspace
  }

  private func export(_ arguments: [String], in workspace: Workspace) async throws -> Ended {
    try await Program.run(["export"] + arguments, in: workspace)
  }

  private static let beginnings = [
    ("markdown", "### slimbench: "), ("csv", "server_key,server,"), ("html", "<!DOCTYPE html>"),
  ]

  @Test("Each format goes to standard output, and nothing else does", arguments: beginnings)
  func standardOutput(format: String, beginning: String) async throws {
    let workspace = try workspace()
    let ended = try await export(["r.json", "--format", format, "--output", "-"], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(ended.output.hasPrefix(beginning), ended.said)
    #expect(try workspace.names == ["r.json"])
  }

  @Test("Several formats go beside the run's file, and are the same as on standard output")
  func beside() async throws {
    let workspace = try workspace()
    let ended = try await export(
      ["r.json", "--format", "md,csv", "--format", "html"], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(ended.output.isEmpty)
    #expect(try workspace.names == ["r.csv", "r.html", "r.json", "r.md"])
    let printed = try await export(["r.json", "--format", "html", "--output", "-"], in: workspace)
    #expect(printed.output == workspace.text("r.html"))
  }

  @Test("A file's name tells its format, unless --format does")
  func named() async throws {
    let workspace = try workspace()
    for (arguments, name, beginning) in [
      (["--output", "a.CSV"], "a.CSV", "server_key,"), (["--output", "a.md"], "a.md", "### "),
      (["--output", "a.txt", "--format", "csv"], "a.txt", "server_key,"),
    ] {
      let ended = try await export(["r.json"] + arguments, in: workspace)
      #expect(ended.code == 0, ended.said)
      #expect(workspace.text(name).hasPrefix(beginning))
    }
    let ended = try await export(["r.json", "--output", "b.txt"], in: workspace)
    #expect(ended.code == 64 && ended.error.contains("--format"), ended.said)
    #expect(!workspace.exists("b.txt"))
  }

  @Test("What is there stays, unless --force is given")
  func existing() async throws {
    let workspace = try workspace()
    try workspace.write("precious", to: "r.html")
    let refused = try await export(["r.json", "--format", "html"], in: workspace)
    #expect(refused.code == 1, refused.said)
    #expect(refused.error.contains("r.html: exists already") && refused.error.contains("--force"))
    #expect(workspace.text("r.html") == "precious")
    let forced = try await export(["r.json", "--format", "html", "--force"], in: workspace)
    #expect(forced.code == 0, forced.said)
    #expect(workspace.text("r.html").hasPrefix("<!DOCTYPE html>"))
  }

  @Test("A run is never replaced by its report")
  func keepsRun() async throws {
    let workspace = try workspace()
    let run = workspace.text("r.json")
    let ended = try await export(
      ["r.json", "--format", "csv", "--output", "r.json", "--force"], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("looks like a saved run"))
    #expect(workspace.text("r.json") == run)
  }

  @Test(
    "A place that takes no report is told with its reason and what to do",
    arguments: [
      ("no/r.html", "No such file"), (".", "is a folder"), ("pdfs/", "names no file"),
      ("", "names no file"), ("/dev/full", "Free space"),
    ])
  func places(path: String, words: String) async throws {
    let workspace = try workspace()
    let ended = try await export(
      ["r.json", "--format", "html", "--output", path, "--force"], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains(words), ended.said)
    #expect(try workspace.names == ["r.json"])
  }

  @Test("A pipe takes the report whole")
  func pipe() async throws {
    let workspace = try workspace()
    try #require(mkfifo(workspace.path("pipe"), 0o600) == 0)
    // Open for both, so that neither end waits; the report fits into the pipe.
    let reader = try FileHandle(forUpdating: URL(filePath: workspace.path("pipe")))
    let ended = try await export(
      ["r.json", "--format", "markdown", "--output", "pipe"], in: workspace)
    #expect(ended.code == 0, ended.said)
    let printed = try await export(["r.json", "--format", "md", "--output", "-"], in: workspace)
    let count = printed.output.utf8.count
    #expect(try reader.read(upToCount: count) == Data(printed.output.utf8))
    #expect(try workspace.names == ["pipe", "r.json"])
  }

  @Test(
    "What is no saved run makes no report, and why is told",
    arguments: ["", "{", "[]", "no JSON", #"{"python": 3}"#, "{}"])
  func damaged(content: String) async throws {
    let workspace = try Workspace()
    try workspace.write(content, to: "x.json")
    for arguments in [["--format", "html"], ["--format", "csv", "--output", "-"]] {
      let ended = try await export(["x.json"] + arguments, in: workspace)
      #expect(ended.code == 1, ended.said)
      #expect(ended.error.hasPrefix("slimbench: x.json"), ended.said)
      #expect(ended.output.isEmpty)
    }
    #expect(try workspace.names == ["x.json"])
  }
}
