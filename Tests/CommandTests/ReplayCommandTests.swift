import Foundation
import TestSupport
import Testing

/// `replay` where nobody can look at it, and what it refuses.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct ReplayCommandTests {
  @Test(
    "What is no speed and no place is a usage error that names what is expected",
    arguments: [
      ("--speed", "0", "0.25 to 64"), ("--speed", "1000", "0.25 to 64"),
      ("--speed", "x", "0.25 to 64"), ("--speed", "nan", "0.25 to 64"),
      ("--speed", "-1", "0.25 to 64"), ("--at", "120%", "0% to 100%"),
      ("--at", "-5%", "0% to 100%"), ("--at", "soon", "0% to 100%"), ("--at", "", "Missing value"),
    ])
  func usage(option: String, value: String, expected: String) async throws {
    let workspace = try Workspace()
    try workspace.write(GuideFile.text(), to: "g.json")
    // With =, for a value may begin with a minus.
    let ended = try await Program.run(["replay", "g.json", "\(option)=\(value)"], in: workspace)
    #expect(ended.code == 64, ended.said)
    #expect(ended.error.contains(option) && ended.error.contains(expected), ended.said)
    #expect(ended.output.isEmpty)
  }

  @Test(
    "Without a terminal it says so, and prints what show prints",
    arguments: [
      [], ["--speed", "0.25"], ["--speed", "64x"], ["--at", "100%"], ["--at", "1m30s", "--paused"],
    ])
  func withoutTerminal(options: [String]) async throws {
    let workspace = try Workspace()
    try workspace.write(GuideFile.text(), to: "-g.json")
    let shown = try await Program.run(["show", "--", "-g.json"], in: workspace)
    let ended = try await Program.run(["replay"] + options + ["--", "-g.json"], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(shown.code == 0 && !shown.output.isEmpty)
    #expect(ended.output == shown.output)
    #expect(ended.error.contains("a replay needs a terminal"), ended.said)
  }

  @Test(
    "A file that is none, or cannot be read, is told with its name and the reason, and no more",
    arguments: [
      ("missing.json", "No such file"), ("bad.json", "line 1"), (".", "is a folder"),
      ("empty.json", "empty"),
    ])
  func unreadable(name: String, reason: String) async throws {
    let workspace = try Workspace()
    try workspace.write("{", to: "bad.json")
    try workspace.write("", to: "empty.json")
    let ended = try await Program.run(["replay", name], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(
      ended.error.hasPrefix("slimbench: \(name): ") && ended.error.contains(reason), ended.said)
    #expect(!ended.error.contains("terminal"), "there is no table to speak of")
    #expect(ended.output.isEmpty)
  }
}
