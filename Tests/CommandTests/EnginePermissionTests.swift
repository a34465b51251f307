import Foundation
import Testing

/// An engine whose socket is there, and not open to the user.
@Suite(
  .fewAtATime, .timeLimit(.minutes(5)), .enabled(if: OtherUser.canRun, OtherUser.reason))
struct EnginePermissionTests {
  @Test(
    "It is told whose the socket is and what to do, and another engine is not taken instead",
    arguments: [["doctor"], ["watch", "--once"]])
  func closed(command: [String]) async throws {
    let workspace = try Workspace()
    let engine = try SmallEngine(in: workspace)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0], ofItemAtPath: workspace.path("e.sock"))
    let process = try RunningProgram(
      command + ["--engine", engine.address], in: workspace, through: OtherUser.prefix)
    let ended = try await process.end()
    #expect(ended.code == (command == ["doctor"] ? 0 : 1), ended.said)
    for words in ["e.sock is owned by", "mode 0", "not open to you", "add yourself to its group"] {
      #expect((ended.output + ended.error).contains(words), ended.said)
    }
    #expect(!ended.output.contains("busy") && !ended.output.contains("uses:"), ended.said)
  }
}
