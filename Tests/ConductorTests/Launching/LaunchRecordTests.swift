import BenchCore
import Foundation
import ProcessKit
import Testing

@testable import Conductor

/// What is written down of launched processes, and what is recognised by it.
struct LaunchRecordTests {
  private let scratch: Scratch
  private let records: LaunchRecords
  private let url = "http://127.0.0.1:7670"

  init() throws {
    scratch = try Scratch()
    records = try #require(LaunchRecords(state: scratch.folder))
  }

  private func launch(token: String) -> LaunchSpec {
    LaunchSpec(command: ["serve"], environment: [EnvironmentVariable("API_TOKEN", token)])
  }

  /// A process that `up` has started and that runs: ourselves.
  private func kept(
    _ id: String, _ launch: LaunchSpec, key: String = "own", url: String? = nil
  ) throws -> LaunchRecord {
    var record = LaunchRecord(
      id: id, key: key, url: url ?? self.url, launch: launch, owner: nil, wallClock: 1)
    record.process = ProcessIdentity.current
    try records.write(record)
    return record
  }

  @Test("A process that is up is recognised by all of its command and variables, secrets too")
  func secrets() throws {
    let record = try kept("a", launch(token: "first-secret"))
    #expect(records.kept(launch(token: "first-secret"), at: url) == record)
    #expect(launch(token: "second-secret").redacted == launch(token: "first-secret").redacted)
    #expect(records.kept(launch(token: "second-secret"), at: url) == nil)
    #expect(records.kept(launch(token: "first-secret"), at: url + "1") == nil)
    #expect(records.kept(at: url) == [record])
  }

  @Test("No secret is written down, and the same one looks different in every record")
  func digest() throws {
    let first = try kept("a", launch(token: "first-secret"))
    let second = try kept("b", launch(token: "first-secret"))
    #expect(first.digest?.count == 64 && first.digest != second.digest)
    let text = try String(contentsOfFile: records.folder + "/a.json", encoding: .utf8)
    #expect(text.contains("API_TOKEN") && !text.contains("first-secret"))
  }

  @Test("A record of an older program, which tells nothing of secrets, is recognised without them")
  func older() throws {
    var record = try kept("a", launch(token: "first-secret"))
    record.digest = nil
    try records.write(record)
    #expect(records.kept(launch(token: "second-secret"), at: url) == record)
    #expect(records.kept(LaunchSpec(command: ["other"]), at: url) == nil)
  }

  @Test("Down forgets what is up at the plan's addresses, and leaves other plans' servers alone")
  func down() async throws {
    var mine = try kept("mine", launch(token: "changed since"))
    var other = try kept("other", launch(token: "x"), url: "http://127.0.0.1:7999")
    // Gone, so that nobody is ended here.
    mine.process?.start &+= 1
    other.process?.start &+= 1
    try records.write(mine)
    try records.write(other)
    let server = ServerSpec(
      key: "own", name: "Own", origin: .url(url), launch: launch(token: "now"))
    let keeper = ServerKeeper(
      plan: Plan(servers: [server], corpus: CorpusSpec(directory: "pdfs")), records: records)
    #expect(keeper.kept == [mine])
    let (done, failed) = await keeper.down()
    #expect(done.count == 1 && failed.isEmpty)
    #expect(records.all() == [other])
  }

  @Test("A log that is not the record's own is not touched")
  func foreignLog() throws {
    try scratch.write("keep me\n", to: "notes.txt")
    var record = try kept("a", launch(token: "x"))
    record.log = scratch.path("notes.txt")
    let file = try FileHandle(forWritingTo: URL(filePath: scratch.path("notes.txt")))
    try file.truncate(atOffset: UInt64(DetachedLog.longest) + 1)
    try file.close()
    records.shortenLog(of: record)
    #expect(!FileManager.default.fileExists(atPath: scratch.path("notes.txt.1")))
    record.log = records.logPath("a")
    try FileManager.default.moveItem(
      atPath: scratch.path("notes.txt"), toPath: records.logPath("a"))
    records.shortenLog(of: record)
    #expect(FileManager.default.contents(atPath: records.logPath("a"))?.isEmpty == true)
  }
}
