import BenchCore
import Foundation
import ProcessKit
import TestSupport
import Testing

@testable import Conductor

/// What is started for servers, and how it is ended when somebody is in a hurry.
@Suite(.timeLimit(.minutes(2)))
struct ServerStarterTests {
  private let scratch: Scratch
  private let records: LaunchRecords

  init() throws {
    scratch = try Scratch()
    records = try #require(LaunchRecords(state: scratch.folder))
  }

  private func starter(_ launch: LaunchSpec, at url: String) -> ServerStarter {
    let server = ServerSpec(key: "a", name: "A", origin: .url(url), launch: launch)
    return ServerStarter(
      plan: Plan(servers: [server], corpus: CorpusSpec(directory: "pdfs")),
      executable: "/nowhere", voice: ServerVoice(clock: RunClock(), publish: { _ in }),
      records: records, watch: nil, run: "r", keeps: false, rebuilds: false)
  }

  private func exists(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: scratch.path(name))
  }

  @Test("What is just being stopped, and does not want to end, is killed when nobody waits for it")
  func abandoned() async throws {
    let (ready, asked) = (scratch.path("ready"), scratch.path("asked"))
    let script = "trap 'touch \(asked)' TERM; touch \(ready); while :; do sleep 0.05; done"
    let launch = LaunchSpec(command: ["sh", "-c", script])
    let starting = starter(launch, at: "http://127.0.0.1:1")
    _ = try await starting.begin(0)
    #expect(await eventually { exists("ready") })
    let record = try #require(records.all().first)
    let stopping = Task { await starting.stopLaunched() }
    #expect(await eventually { exists("asked") })
    #expect(record.isRunning, "it was to ignore the signal: the test shows nothing")
    starting.abandon()
    #expect(record.processes.isEmpty && records.all().isEmpty)
    await stopping.value
  }

  @Test("What is up with other variables is neither measured nor started a second time")
  func otherVariables() async throws {
    let server = try ScriptedServer { _ in [.readRequest, .send(.answer("here")), .close] }
    let launch = LaunchSpec(
      command: ["serve"], environment: [EnvironmentVariable("API_TOKEN", "old")])
    var record = LaunchRecord(
      id: "up", key: "a", url: server.url(""), launch: launch, owner: nil, wallClock: 1)
    record.process = ProcessIdentity.current
    try records.write(record)
    let begun = try await starter(launch, at: server.url("")).begin(0)
    #expect(begun.process == nil && begun.url == server.url(""))
    var changed = launch
    changed.environment = [EnvironmentVariable("API_TOKEN", "new")]
    let other = starter(changed, at: server.url(""))
    let refusal = await #expect(throws: ServerStarter.Refusal.self) {
      _ = try await other.begin(0)
    }
    #expect(refusal?.reason.contains("slimbench up has started it") == true)
    #expect(records.all() == [record])
  }
}
