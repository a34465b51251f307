import BenchCore
import Conductor
import Foundation
import TestSupport
import Testing

/// A run from start to finish, as events.
@Suite(.timeLimit(.minutes(1)))
struct ConductorTests {
  private static let health = [UInt8].answer(#"{"status":"ok","models_loaded":true}"#)
  private static let answer = [UInt8].answer(
    """
    {"total_pages_processed":2,"total_pdfs":1,"elapsed_seconds":0.001,\
    "results":[{"pdf_path":"x.pdf","pages_processed":2,"ocr_text":"words",\
    "raw_ocr_results":["words"]}]}
    """)

  /// A server whose first connection is the readiness probe.
  private func server(
    _ steps: [ScriptedServer.Step] = [.readRequest, .send(answer), .again]
  ) throws -> ScriptedServer {
    try ScriptedServer { $0 == 0 ? [.readRequest, .send(Self.health), .close] : steps }
  }

  private func url(_ key: String, _ url: String) -> ServerSpec {
    ServerSpec(key: key, name: key.capitalized, origin: .url(url))
  }

  private let corpus = LoadedCorpus(
    documents: (0..<3).map { Document(name: "\($0).pdf", bytes: 9, pages: 2, sha256: "\($0)") },
    contents: (0..<3).map { _ in Array("%PDF-1.7\n".utf8) })

  private func run(
    _ servers: [ServerSpec], executable: String = "/nowhere", rounds: Int = 1,
    order: ScheduleOrder = .interleaved, concurrency: Int = 1, readyWithin: Double = 20,
    skips: Bool = false, control: RunControl = RunControl(),
    watch: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async -> (end: RunFinished, events: [RunEvent]) {
    let plan = Plan(
      servers: servers, corpus: CorpusSpec(directory: "pdfs"), concurrencies: [concurrency],
      rounds: rounds, order: order, readyWithinSeconds: readyWithin,
      headers: [HeaderField(name: "X-Key", value: "secret")])
    let events = Collected<RunEvent>()
    let conductor = Conductor(
      plan: plan, corpus: corpus,
      setting: Conductor.Setting(
        executable: executable, version: "1", arguments: ["slimbench"], runID: "run",
        skipsUnavailable: skips),
      control: control,
      publish: { batch in
        events.add(batch)
        for event in batch { watch(event) }
      })
    return (await conductor.run(), events.elements)
  }

  private func requests(_ events: [RunEvent]) -> [RequestRecord] {
    events.compactMap { event in
      if case .requestFinished(let record) = event.payload { record } else { nil }
    }
  }

  private func states(_ events: [RunEvent]) -> [String] {
    events.compactMap { event in
      if case .serverChanged(let change) = event.payload {
        "\(change.server) \(change.state)"
      } else {
        nil
      }
    }
  }

  @Test("The start comes first, the end last, and every request has both its events between")
  func stream() async throws {
    let (first, second) = (try server(), try server())
    let (end, events) = await run(
      [url("first", first.url("")), url("second", second.url(""))], rounds: 2)
    #expect(end == RunFinished(.completed))
    guard case .runStarted(let started) = events.first?.payload,
      case .runFinished(let finished) = events.last?.payload
    else {
      Issue.record("\(events.first as Any) \(events.last as Any)")
      return
    }
    #expect(finished == end)
    #expect(started.plan.headers.first?.value == Redaction.mark)
    #expect(started.corpus == corpus.documents)
    #expect(Set(states(events)) == ["0 ready", "1 ready"])

    let starts = events.compactMap { event in
      if case .requestStarted(let start) = event.payload { start.sequence } else { nil }
    }
    let records = requests(events)
    #expect(starts == Array(0..<14))
    #expect(records.map(\.sequence).sorted() == starts)
    #expect(records.count { $0.phase == .warmUp } == 2)
    #expect(records.allSatisfy { $0.outcome.answer?.pages == 2 })
    let figures = try #require(RunFigures(events: events))
    #expect(figures.conditions.map(\.total) == [6, 6])
    #expect(first.log.requests.count == 8 && second.log.requests.count == 8)
  }

  @Test("Every order sends everything to every server", arguments: ScheduleOrder.allCases, [1, 2])
  func orders(order: ScheduleOrder, concurrency: Int) async throws {
    let servers = [try server(), try server(), try server()]
    let (end, events) = await run(
      servers.enumerated().map { url("s\($0)", $1.url("")) }, rounds: 2, order: order,
      concurrency: concurrency)
    #expect(end.reason == .completed)
    for (condition, server) in servers.enumerated() {
      let records = requests(events).filter {
        $0.condition == condition && $0.phase == .measurement
      }
      #expect(records.map(\.document).sorted() == [0, 0, 1, 1, 2, 2])
      #expect(server.log.requests.count == 8)
    }
  }

  @Test("A missing server ends the run before anything is sent, and is named")
  func missing() async throws {
    let good = try server()
    let dead = try ScriptedServer { _ in [.close] }
    let (end, events) = await run([url("good", good.url("")), url("dead", dead.url(""))])
    #expect(end.reason == .failed)
    #expect(end.detail.hasPrefix("Dead: ") && end.detail.contains("does not answer"))
    #expect(requests(events).isEmpty)
    #expect(good.log.requests.count == 1)
    #expect(Set(states(events)) == ["0 ready", "1 unavailable"])
  }

  @Test("A missing server is left out where that is allowed, with a warning")
  func leftOut() async throws {
    let good = try server()
    let dead = try ScriptedServer { _ in [.close] }
    let (end, events) = await run(
      [url("dead", dead.url("")), url("good", good.url(""))], skips: true)
    #expect(end.reason == .completed)
    #expect(requests(events).allSatisfy { $0.condition == 1 })
    #expect(requests(events).count == 4)
    let notes = RunFigures(events: events)?.notes.map(\.note.text) ?? []
    #expect(notes.count == 1 && notes[0].contains("Dead is left out"))
    #expect(good.log.requests.count == 5)
  }

  @Test("With everybody missing the run fails, allowed or not")
  func nobody() async throws {
    let dead = try ScriptedServer { _ in [.close] }
    let (end, _) = await run([url("dead", dead.url(""))], skips: true)
    #expect(end.reason == .failed)
    #expect(end.detail.hasPrefix("Dead: "))
  }

  @Test("A run that was stopped before it began sends nothing")
  func stoppedBefore() async throws {
    let control = RunControl()
    control.stop()
    let good = try server()
    let (end, events) = await run([url("good", good.url(""))], control: control)
    #expect(end.reason == .interrupted)
    #expect(requests(events).isEmpty)
    #expect(good.log.requests.count <= 1)
  }

  @Test("Stopped in the middle, a run records what was in flight as aborted")
  func stopped() async throws {
    let stuck = try server([
      .readRequest, .send(Self.answer), .readRequest, .send(Self.answer), .readRequest,
      .waitForClient,
    ])
    let control = RunControl()
    let (end, events) = await run(
      [url("stuck", stuck.url(""))], rounds: 1000, control: control
    ) { event in
      if case .requestStarted(let start) = event.payload, start.sequence == 2 { control.stop() }
    }
    #expect(end.reason == .interrupted)
    #expect(requests(events).map { $0.outcome.failure?.kind } == [nil, nil, .aborted])
    #expect(stuck.log.requests.count == 4)
  }

  @Test("A server of ours is launched, measured, and gone when the run is")
  func embedded() async throws {
    let real = try server()
    let scratch = try Scratch()
    let script = try scratch.script(
      """
      echo "$*" >> \(scratch.path("arguments")); echo $$ > \(scratch.path("pid"))
      echo "stand-in listening on \(real.url(""))"
      cat > /dev/null
      """)
    let ours = ServerSpec(key: "ours", name: "Ours", origin: .embedded("hummingbird"))
    let (end, events) = await run([ours], executable: script)
    #expect(end.reason == .completed, "\(end)")
    #expect(requests(events).count == 4)
    #expect(states(events) == ["0 launching", "0 ready", "0 stopped"])
    #expect(
      try String(contentsOfFile: scratch.path("arguments"), encoding: .utf8)
        == "serve --port 0 --web hummingbird --until-stdin-closes\n")
    let number = try String(contentsOfFile: scratch.path("pid"), encoding: .utf8)
      .trimmingCharacters(in: .newlines)
    #expect(!FileManager.default.fileExists(atPath: "/proc/\(number)"))
    #expect(real.log.requests.count == 5)
  }

  @Test(
    "A server of ours that does not come up is told with its last words",
    arguments: [
      ("echo 'no room at all' >&2; exit 3", "no room at all"),
      ("echo 'still thinking' >&2; exec sleep 1000", "still thinking"),
      ("exec sleep 1000", "hummingbird"),
    ])
  func embeddedFails(script: String, words: String) async throws {
    let scratch = try Scratch()
    let ours = ServerSpec(key: "ours", name: "Ours", origin: .embedded("hummingbird"))
    let (end, events) = await run(
      [ours], executable: try scratch.script(script), readyWithin: 4)
    #expect(end.reason == .failed)
    #expect(end.detail.contains("Ours: ") && end.detail.contains(words), "\(end.detail)")
    #expect(states(events) == ["0 launching", "0 unavailable"])
  }

  @Test("A program that is not there cannot be launched, and says so")
  func embeddedMissing() async {
    let ours = ServerSpec(key: "ours", name: "Ours", origin: .embedded("hummingbird"))
    let (end, _) = await run([ours], executable: "/nowhere/slimbench")
    #expect(end.reason == .failed)
    #expect(end.detail.contains("/nowhere/slimbench"), "\(end.detail)")
  }
}
