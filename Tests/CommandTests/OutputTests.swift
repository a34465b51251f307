import Foundation
import TestSupport
import Testing

/// A run never costs the user a file that is there already, and says so before it starts.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct OutputTests {
  private func run(
    _ workspace: Workspace, _ server: DocumentServer, _ arguments: [String]
  ) async throws -> Ended {
    try await Program.run(
      ["run", "pdfs", "--server", "one=\(server.url)"] + arguments, in: workspace)
  }

  @Test("An existing result is refused before any server hears of it")
  func existing() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    try workspace.write("precious", to: "r.json")
    let server = try DocumentServer()
    let ended = try await run(workspace, server, ["--output", "r.json"])
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("r.json") && ended.error.contains("exists already"))
    #expect(ended.error.contains("--force") && ended.error.contains("--output"))
    #expect(server.log.times(.accepted).isEmpty)
    #expect(try workspace.bytes("r.json") == Array("precious".utf8))
    #expect(try workspace.names == ["pdfs", "r.json"])
  }

  @Test("An existing result is replaced where the user says so")
  func forced() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    try workspace.write("precious", to: "r.json")
    let server = try DocumentServer()
    let ended = try await run(workspace, server, ["--output", "r.json", "--force"])
    #expect(ended.code == 0, ended.said)
    #expect(server.documents.count == 2)
    #expect(try ResultJSON("r.json", in: workspace).figure("one", "total_requests") == 1)
    #expect(try workspace.names == ["pdfs", "r.json"])
  }

  @Test("A forced run that sends nothing leaves the old result alone")
  func forcedInVain() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    try workspace.write("precious", to: "r.json")
    let server = try DocumentServer(health: [.answer("no", status: 404)])
    let ended = try await run(workspace, server, ["--output", "r.json", "--force"])
    #expect(ended.code == 1, ended.said)
    #expect(server.documents.isEmpty)
    #expect(try workspace.bytes("r.json") == Array("precious".utf8))
  }

  @Test("The journal of an earlier run is refused with advice, even with --force")
  func existingJournal() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    try workspace.write("all that is left", to: "r.journal")
    let server = try DocumentServer()
    for more in [[], ["--force"]] {
      let ended = try await run(workspace, server, ["--output", "r.json"] + more)
      #expect(ended.code == 1, ended.said)
      #expect(ended.error.contains("slimbench resume r.journal"), ended.said)
    }
    #expect(server.log.times(.accepted).isEmpty)
    #expect(try workspace.bytes("r.journal") == Array("all that is left".utf8))
    #expect(try workspace.names == ["pdfs", "r.journal"])
  }

  @Test(
    "A place that cannot be written is told before anything is sent",
    arguments: ["pdfs", "file/r.json", "/proc/r.json", ""])
  func impossible(output: String) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    try workspace.write("no folder", to: "file")
    let server = try DocumentServer()
    let ended = try await run(workspace, server, ["--output", output])
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.hasPrefix("slimbench: "), ended.said)
    #expect(server.log.times(.accepted).isEmpty)
    #expect(try workspace.names == ["file", "pdfs"])
  }

  @Test("Folders on the way to the result are made")
  func newFolder() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let server = try DocumentServer()
    let ended = try await run(workspace, server, ["--output", "deep/er/r.json"])
    #expect(ended.code == 0, ended.said)
    #expect(server.documents.count == 2)
    #expect(workspace.exists("deep/er/r.json"))
  }

  @Test("A quiet run says nothing but its table")
  func quiet() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let server = try DocumentServer()
    let ended = try await run(workspace, server, ["--output", "r.json", "--quiet"])
    #expect(ended.code == 0, ended.said)
    #expect(ended.error.isEmpty, ended.said)
    #expect(ended.output.contains("Average service time"))
    #expect(server.documents.count == 2)
  }

  @Test("Without a terminal the progress is plain lines, without control characters")
  func plainProgress() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 4)
    let server = try DocumentServer { _ in DocumentServer.answering(afterMilliseconds: 400) }
    let ended = try await run(workspace, server, ["--output", "r.json"])
    #expect(ended.code == 0, ended.said)
    #expect(server.documents.count == 5)
    #expect(ended.error.contains("one is ready at \(server.url)"), ended.said)
    let progress = ended.error.split(separator: "\n").filter { $0.contains("/4") }
    #expect(progress.count >= 1, ended.said)
    #expect(ended.error.unicodeScalars.allSatisfy { $0 == "\n" || $0.value >= 32 })
  }

  @Test("Where the locale is not UTF-8 the table is plain ASCII")
  func ascii() async throws {
    let workspace = try Workspace(locale: "C")
    try workspace.corpus(count: 1)
    let server = try DocumentServer()
    let ended = try await run(workspace, server, ["--output", "r.json"])
    #expect(ended.code == 0, ended.said)
    #expect(server.documents.count == 2)
    #expect(ended.output.utf8.allSatisfy { $0 < 128 }, ended.said)
    #expect(ended.error.utf8.allSatisfy { $0 < 128 }, ended.said)
  }
}
