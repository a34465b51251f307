import BenchCore
import Foundation
import Glibc
import RunStore
import TestSupport
import Testing

/// A run that was cut short goes on.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct ResumeCommandTests {
  private static let documents = 3
  private static let rounds = 4

  /// Two servers, and a run of both of them that is killed in its second round.
  private struct Killed {
    let workspace: Workspace
    let servers: [ScriptedServer]
    /// The documents that came to the second server.
    var uploads: [Upload] { servers[1].log.requests.compactMap(Upload.init) }
    let arguments: [String]
  }

  /// A server that a run comes to in several lives, each with a connection that asks whether it is
  /// ready and one that brings documents.
  ///
  /// - Parameter stuck: How many documents it answers in each life before it keeps one for ever; in
  ///   the lives after these it answers all.
  private static func server(stuckAfter stuck: [Int] = []) throws -> ScriptedServer {
    try ScriptedServer { connection in
      let (life, part) = connection.quotientAndRemainder(dividingBy: 2)
      guard part == 1 else { return [.readRequest, .send(DocumentServer.ready), .close] }
      guard stuck.indices.contains(life) else { return DocumentServer.answering() }
      return Array(
        repeating: [.readRequest, .send(DocumentServer.pages())], count: stuck[life]
      ).flatMap(\.self) + [.readRequest, .waitForClient]
    }
  }

  private static func killed(options: [String] = []) async throws -> Killed {
    let workspace = try Workspace()
    try workspace.corpus(count: documents)
    // A warm-up request, a round of three, and one of the second round.
    let servers = [try server(stuckAfter: [1 + documents + 1]), try server()]
    let arguments =
      ["run", "pdfs", "--output", "r.json", "--rounds", "\(rounds)"]
      + ["--server", "one=\(servers[0].url(""))", "--server", "two=\(servers[1].url(""))"] + options
    let program = try RunningProgram(arguments, in: workspace)
    // What was answered is in the journal within a second.
    #expect(await hasMeasured(2 * documents, in: workspace))
    program.signal(SIGKILL)
    _ = try await program.end(within: 30)
    #expect(try workspace.names == ["pdfs", "r.journal"])
    return Killed(workspace: workspace, servers: servers, arguments: arguments)
  }

  private static func measured(_ events: [RunEvent]) -> [RequestRecord] {
    events.compactMap { event in
      guard case .requestFinished(let record) = event.payload, record.phase == .measurement else {
        return nil
      }
      return record
    }
  }

  /// Every document of every round exactly once for each server.
  private static func expectWhole(_ result: ResultJSON, in workspace: Workspace) throws {
    for server in ["one", "two"] {
      let requests = try result.measured(server)
      #expect(requests.count == rounds * documents, "\(server)")
      let places = Set(
        requests.map { [$0.number("round") ?? -1, $0.number("document") ?? -1] })
      #expect(places.count == rounds * documents, "\(server): each once")
      #expect(requests.allSatisfy { $0.flag("success") == true })
    }
    let all = try (result.requests("one") + result.requests("two")).compactMap {
      $0.number("seq")
    }
    #expect(Set(all).count == all.count, "no number twice")
    let finished = try #require(result.slimbench["finished"] as? [String: Any])
    #expect(finished["reason"] as? String == "completed")
  }

  private static func segments(_ result: ResultJSON) throws -> [[String: Any]] {
    let timeline = try #require(result.slimbench["timeline"] as? [[String: Any]])
    return timeline.compactMap { $0["resumed"] as? [String: Any] }
  }

  @Test("Killed in its second round, it keeps the first and sends the others whole")
  func resumes() async throws {
    let killed = try await Self.killed()
    let workspace = killed.workspace
    let shown = try await Program.run(["show", "r.journal"], in: workspace)
    #expect(shown.error.contains("slimbench resume r.journal"), shown.said)
    let again = try await Program.run(killed.arguments, in: workspace)
    #expect(again.code == 1 && again.error.contains("slimbench resume r.journal"), again.said)

    let ended = try await Program.run(["resume", "r.journal"], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(ended.error.contains("1 of 4 rounds is kept"), ended.said)
    #expect(ended.output.contains("resumed"), ended.said)
    #expect(ended.output.hasSuffix("\nresult: r.json\n"), ended.said)
    #expect(try workspace.names == ["pdfs", "r.json"])

    let result = try ResultJSON("r.json", in: workspace)
    try Self.expectWhole(result, in: workspace)
    let segments = try Self.segments(result)
    #expect(segments.count == 1 && segments[0]["kept"] as? Int == 2 * Self.documents)
    #expect((segments[0]["discarded"] as? Int ?? 0) > 0)
    #expect(segments[0]["after_seconds"] as? Double ?? -1 >= 0)
    // The first round was not sent again: documents of it, of the second's begin, and two warm-ups.
    let uploads = killed.uploads.count
    #expect(uploads <= 2 + Self.documents * Self.rounds + 2, "\(uploads) documents were sent")

    let after = try await Program.run(["show", "r.json"], in: workspace)
    #expect(after.code == 0 && after.output.contains("cut short and resumed"), after.said)
    let twice = try await Program.run(["resume", "r.json"], in: workspace)
    #expect(twice.code == 1 && twice.error.contains("nothing to resume"), twice.said)
  }

  @Test("Compared with a run that was not cut short: the same documents and counts, and it is told")
  func compared() async throws {
    let killed = try await Self.killed()
    let workspace = killed.workspace
    let resumed = try await Program.run(["resume", "r.journal"], in: workspace)
    #expect(resumed.code == 0, resumed.said)
    let whole = killed.arguments.map { $0 == "r.json" ? "whole.json" : $0 }
    let other = try await Program.run(whole, in: workspace)
    #expect(other.code == 0, other.said)

    let files = ["compare", "whole.json", "r.json"]
    let json = try await Program.run(files + ["--json"], in: workspace)
    #expect(json.code == 0, json.said)
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any], json.said)
    let columns = try #require(object["columns"] as? [[String: Any]])
    #expect(columns.compactMap { $0["file"] as? String }.sorted() == ["A", "A", "B", "B"])
    for column in columns {
      #expect(column["successful_requests"] as? Int == Self.rounds * Self.documents)
      #expect(column["failed_requests"] as? Int == 0 && column["aborted_requests"] as? Int == 0)
    }
    let documents = try #require(object["documents"] as? [[String: Any]])
    #expect(documents.compactMap { $0["filename"] as? String } == ["a.pdf", "b.pdf", "c.pdf"])
    for document in documents {
      #expect((document["mean_seconds"] as? [String: Any])?.count == columns.count)
    }
    #expect((object["left_out"] as? [Any])?.isEmpty == true)
    let pairs = try #require(object["comparisons"] as? [[String: Any]])
    #expect(pairs.allSatisfy { $0["documents"] as? Int == Self.documents })
    let caveats = try #require(object["caveats"] as? [[String: Any]])
    let told = caveats.filter { $0["kind"] as? String == "resumed" }
      .compactMap { $0["sentence"] as? String }
    #expect(told.count == 1 && told.first?.hasPrefix("B: The run was cut short") == true, json.said)

    let text = try await Program.run(files, in: workspace)
    #expect(text.output.contains("★ Resumed"), text.said)
    let alone = try await Program.run(["compare", "whole.json"], in: workspace)
    #expect(!alone.output.contains("Resumed"), alone.said)
  }

  @Test("Killed again while it is resumed, it is resumed again")
  func twice() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: Self.documents)
    let server = try Self.server(stuckAfter: [1 + Self.documents + 1, 1 + Self.documents + 1])
    let url = server.url("")
    let first = try RunningProgram(
      [
        "run", "pdfs", "--output", "r.json", "--rounds", "\(Self.rounds)", "--server",
        "one=\(url)",
      ], in: workspace)
    #expect(await Self.hasMeasured(Self.documents + 1, in: workspace))
    first.signal(SIGKILL)
    _ = try await first.end(within: 30)
    let second = try RunningProgram(["resume", "r.journal"], in: workspace)
    #expect(await Self.hasMeasured(2 * Self.documents + 1, in: workspace))
    let third = try await Program.run(["resume", "r.journal"], in: workspace)
    #expect(third.code == 1 && third.error.contains("still going on"), third.said)
    second.signal(SIGKILL)
    _ = try await second.end(within: 30)
    #expect(try workspace.names == ["pdfs", "r.journal"])

    let ended = try await Program.run(["resume", "r.journal"], in: workspace)
    #expect(ended.code == 0 && ended.error.contains("2 of 4 rounds are kept"), ended.said)
    #expect(ended.output.contains("resumed 2 times"), ended.said)
    let result = try ResultJSON("r.json", in: workspace)
    #expect(try result.measured("one").count == Self.rounds * Self.documents)
    #expect(try Self.segments(result).count == 2)
    #expect(try workspace.names == ["pdfs", "r.json"])
  }

  /// Waits until so many measured requests are in the journal.
  private static func hasMeasured(_ count: Int, in workspace: Workspace) async -> Bool {
    await eventually {
      guard let saved = try? SavedRun.load(workspace.path("r.journal")) else { return false }
      return measured(saved.events).count >= count
    }
  }

  @Test("A run that was stopped goes on from its result, which gives way when the new one is whole")
  func stopped() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: Self.documents)
    let servers = [
      try Self.server(stuckAfter: [1 + Self.documents + 1]), try Self.server(),
    ]
    let program = try RunningProgram(
      ["run", "pdfs", "--output", "r.json", "--rounds", "\(Self.rounds)"]
        + ["--server", "one=\(servers[0].url(""))", "--server", "two=\(servers[1].url(""))"],
      in: workspace)
    #expect(await Self.hasMeasured(2 * Self.documents, in: workspace))
    program.signal(SIGINT)
    let stopped = try await program.end(within: 60)
    #expect(stopped.code == 130 && stopped.error.contains("slimbench resume r.json"), stopped.said)
    let ended = try await Program.run(["resume", "r.json"], in: workspace)
    #expect(ended.code == 0, ended.said)
    try Self.expectWhole(ResultJSON("r.json", in: workspace), in: workspace)
    #expect(try workspace.names == ["pdfs", "r.json"])
  }

  @Test("Other documents are refused by name, and nothing is touched")
  func corpus() async throws {
    let killed = try await Self.killed()
    let workspace = killed.workspace
    let journal = try workspace.bytes("r.journal")
    let requests = killed.uploads.count
    try workspace.write(SmallPDF.bytes(pages: 9), to: "pdfs/b.pdf")
    try workspace.write(SmallPDF.bytes(), to: "pdfs/new.pdf")
    try FileManager.default.removeItem(atPath: workspace.path("pdfs/c.pdf"))
    let ended = try await Program.run(["resume", "r.journal"], in: workspace)
    #expect(ended.code == 1, ended.said)
    for line in ["missing: c.pdf", "changed: b.pdf", "new: new.pdf", "--corpus"] {
      #expect(ended.error.contains(line), ended.said)
    }
    #expect(try workspace.bytes("r.journal") == journal)
    #expect(try workspace.names == ["pdfs", "r.journal"])
    #expect(killed.uploads.count == requests)
    // The right ones may lie elsewhere now.
    try workspace.corpus(count: Self.documents, in: "elsewhere")
    let moved = try await Program.run(
      ["resume", "r.journal", "--corpus", "elsewhere", "--output", "other.json"], in: workspace)
    #expect(moved.code == 0, moved.said)
    #expect(try workspace.names == ["elsewhere", "other.json", "pdfs", "r.journal"])
    #expect(try workspace.bytes("r.journal") == journal)
  }

  @Test("A server that is not there is refused, and what is left of the run stays")
  func server() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: Self.documents)
    // It answers one probe, a warm-up and a document, and to nobody else.
    let server = try ScriptedServer { connection in
      switch connection {
      case 0: [.readRequest, .send(DocumentServer.ready), .close]
      case 1:
        [
          .readRequest, .send(DocumentServer.pages()), .readRequest,
          .send(DocumentServer.pages()), .readRequest, .waitForClient,
        ]
      default:
        [.readRequest, .send(.answer("gone", status: 500)), .close]
      }
    }
    let program = try RunningProgram(
      ["run", "pdfs", "--output", "r.json", "--server", "one=\(server.url(""))"], in: workspace)
    #expect(await Self.hasMeasured(1, in: workspace))
    program.signal(SIGKILL)
    _ = try await program.end(within: 30)
    let journal = try workspace.bytes("r.journal")
    let ended = try await Program.run(["resume", "r.journal"], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("still in r.journal"), ended.said)
    #expect(try workspace.bytes("r.journal") == journal)
    #expect(try FileManager.default.contentsOfDirectory(atPath: workspace.folder).count == 2)
  }

  @Test("A header that is never saved has to be given again")
  func secrets() async throws {
    let killed = try await Self.killed(options: ["--header", "Authorization: Bearer 123"])
    let workspace = killed.workspace
    let ended = try await Program.run(["resume", "r.journal"], in: workspace)
    #expect(ended.code == 1 && ended.error.contains("header Authorization"), ended.said)
    let again = try await Program.run(
      ["resume", "r.journal", "-H", "Authorization: Bearer 123"], in: workspace)
    #expect(again.code == 0, again.said)
    #expect(
      killed.uploads.allSatisfy { $0.head.contains("Authorization: Bearer 123") })
    #expect(!workspace.text("r.json").contains("Bearer 123"))
  }

  @Test("What is no run that was cut short is refused with a reason")
  func refused() async throws {
    let workspace = try Workspace()
    try workspace.write("{}", to: "x.json")
    for name in ["x.json", "missing.journal"] {
      let ended = try await Program.run(["resume", name], in: workspace)
      #expect(ended.code == 1 && ended.error.contains(name), ended.said)
    }
  }
}
