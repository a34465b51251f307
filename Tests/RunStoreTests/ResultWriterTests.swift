import BenchCore
import Foundation
import Testing

@testable import RunStore

@Suite("The result file")
struct ResultWriterTests {
  @Test("its statistics are the figures of the run", arguments: 0..<10 as Range<UInt64>)
  func statistics(seed: UInt64) throws {
    let scratch = try Scratch()
    let events = RandomRun.events(seed: seed, requests: 150)
    let written = try Self.write(events, scratch)
    let figures = try #require(RunFigures(events: events))
    #expect(written.figures == figures)
    #expect(written.warnings.isEmpty)
    let result = try Self.object(scratch.path("r.json"))
    for (server, summary) in zip(figures.started.plan.servers, figures.conditions) {
      let section = try #require(result[server.key] as? [String: Any])
      let statistics = try #require(section["statistics"] as? [String: Any])
      #expect(statistics["server"] as? String == server.name)
      #expect(statistics["total_requests"] as? Int == summary.total)
      #expect(statistics["successful_requests"] as? Int == summary.succeeded)
      #expect(statistics["failed_requests"] as? Int == summary.unsuccessful)
      #expect(statistics["total_pages"] as? Int == summary.pages)
      #expect(statistics["warm_up_requests"] as? Int == summary.warmUps)
      #expect(Self.agree(statistics["total_latency"], summary.totalSeconds))
      #expect(Self.agree(statistics["avg_latency"], summary.mean))
      #expect(Self.agree(statistics["min_latency"], summary.minimum))
      #expect(Self.agree(statistics["max_latency"], summary.maximum))
      #expect(Self.agree(statistics["p50_latency"], summary.percentile(0.5)))
      #expect(Self.agree(statistics["p99_latency"], summary.percentile(0.99)))
      #expect(Self.agree(statistics["stddev_latency"], summary.standardDeviation))
      #expect(Self.agree(statistics["pages_per_second"], summary.pagesPerSecond))
      let failures = try #require(statistics["failures"] as? [String: Int])
      #expect(failures.count == FailureKind.allCases.count)
      #expect(failures.values.reduce(0, +) == summary.unsuccessful)
      let results = try #require(section["individual_results"] as? [[String: Any]])
      #expect(results.count == summary.total + summary.warmUps)
    }
  }

  @Test("figures by hand: three requests, one of them failed")
  func byHand() throws {
    let scratch = try Scratch()
    var records = (0..<3).map { EventCodingTests.request(sequence: $0) }
    records[1].end = RunTime(nanoseconds: records[1].start.nanoseconds + 750_000_000)
    records[1].intendedStart = RunTime(nanoseconds: records[1].start.nanoseconds - 250_000_000)
    records[2].outcome = .failed(RequestFailure(.timeout, "no answer"))
    let events =
      [RunEvent(.zero, .runStarted(EventCodingTests.small))]
      + records.map { RunEvent($0.end, .requestFinished($0)) }
    _ = try Self.write(events, scratch)
    let result = try Self.object(scratch.path("r.json"))
    let python = try #require(result["python"] as? [String: Any])
    let statistics = try #require(python["statistics"] as? [String: Any])
    #expect(Self.agree(statistics["avg_latency"], 0.625))
    #expect(Self.agree(statistics["total_latency"], 1.25))
    #expect(Self.agree(statistics["stddev_latency"], 0.1767766952966369))
    // One block, from 0 s to 2.5 s, in which two answers of two pages came.
    #expect(Self.agree(statistics["wall_seconds"], 2.5))
    #expect(Self.agree(statistics["pages_per_second"], 1.6))
    #expect(Self.agree(statistics["requests_per_second"], 0.8))
    #expect(Self.agree(statistics["p99_latency"], nil))
    let response = try #require(statistics["response"] as? [String: Any])
    #expect(Self.agree(response["mean"], 0.75))
    #expect(Self.agree(response["max"], 1.0))
    // The other server answered nothing: null, not zero.
    let rust = try #require(result["rust"] as? [String: Any])
    let nothing = try #require(rust["statistics"] as? [String: Any])
    #expect(nothing["avg_latency"] is NSNull)
    #expect(nothing["total_requests"] as? Int == 0)
  }

  @Test("what a server used and how long its start took, by hand; null where nobody watched")
  func resources() throws {
    let scratch = try Scratch()
    let record = EventCodingTests.request()
    var sample = ResourceSample(subject: "python", interval: record.serviceNanoseconds)
    (sample.cores, sample.coreLimit, sample.throttledShare) = (1.5, 2, 0.25)
    sample.memoryBytes = 612_000_000
    func changed(_ time: Int64, _ state: ServerState) -> RunEvent {
      RunEvent(
        RunTime(nanoseconds: time), .serverChanged(ServerChange(server: 0, state: state)))
    }
    let events = [
      RunEvent(.zero, .runStarted(EventCodingTests.small)), changed(0, .launching),
      changed(1_250_000_000, .ready), RunEvent(record.end, .requestFinished(record)),
      RunEvent(record.end, .resourceSampled(sample)),
    ]
    _ = try Self.write(events, scratch)
    let result = try Self.object(scratch.path("r.json"))
    let python = try #require(result["python"] as? [String: Any])
    let statistics = try #require(python["statistics"] as? [String: Any])
    let used = try #require(statistics["resources"] as? [String: Any])
    // Half a second of one and a half cores, for two pages.
    #expect(Self.agree(used["cpu_seconds"], 0.75) && Self.agree(used["cores"], 1.5))
    #expect(Self.agree(used["pages_per_cpu_second"], 2 / 0.75))
    #expect(Self.agree(used["throttled_share"], 0.25))
    #expect(used["memory_peak_bytes"] as? Int == 612_000_000)
    #expect(used["memory_limit_bytes"] is NSNull && used["restarts"] as? Int == 0)
    let rust = try #require(result["rust"] as? [String: Any])
    #expect((rust["statistics"] as? [String: Any])?["resources"] is NSNull)
    let ours = try #require(result["slimbench"] as? [String: Any])
    let servers = try #require(ours["servers"] as? [[String: Any]])
    #expect(Self.agree(servers.first?["start_up_seconds"], 1.25))
    #expect(servers.last?["start_up_seconds"] is NSNull)
  }

  @Test("each request stands on a line of its own")
  func lines() throws {
    let scratch = try Scratch()
    let events = RandomRun.events(seed: 3, requests: 50)
    _ = try Self.write(events, scratch)
    let text = String(decoding: try scratch.bytes("r.json"), as: UTF8.self)
    let lines = text.split(separator: "\n").filter { $0.hasPrefix("      {\"server\":") }
    let finished = events.filter { event in
      if case .requestFinished = event.payload { true } else { false }
    }
    #expect(lines.filter { $0.contains("\"intended_start_ns\"") }.count == finished.count)
  }

  @Test("jq reads it as it reads the guide's", .enabled(if: Tool.exists("jq"), "jq is missing"))
  func jq() throws {
    let scratch = try Scratch()
    let record = EventCodingTests.request()
    let events = [
      RunEvent(.zero, .runStarted(EventCodingTests.small)),
      RunEvent(record.end, .requestFinished(record)),
    ]
    _ = try Self.write(events, scratch)
    let average = try Tool.run("jq", [".python.statistics.avg_latency", scratch.path("r.json")])
    #expect(average.output == "0.5\n")
    let nothing = try Tool.run("jq", [".rust.statistics.avg_latency", scratch.path("r.json")])
    #expect(nothing.output == "null\n")
  }

  @Test("it appears complete or not at all, and replaces only where it may")
  func atomic() throws {
    let scratch = try Scratch()
    let events = RandomRun.events(seed: 4)
    _ = try JournalTests.write(events, scratch.path("r.journal"))
    _ = try scratch.file("r.json", Array("old".utf8))
    let error = #expect(throws: StoreError.self) {
      _ = try ResultWriter.write(journal: scratch.path("r.journal"), to: scratch.path("r.json"))
    }
    #expect(error?.reason == "exists already")
    #expect(try scratch.bytes("r.json") == Array("old".utf8))
    #expect(try scratch.names == ["r.journal", "r.json"])
    _ = try ResultWriter.write(
      journal: scratch.path("r.journal"), to: scratch.path("r.json"), replacing: true)
    #expect(try scratch.bytes("r.json").count > 100)
    #expect(try scratch.names == ["r.journal", "r.json"])
  }

  @Test("a run of several points is refused, and leaves nothing")
  func severalPoints() throws {
    let scratch = try Scratch()
    var started = EventCodingTests.small
    started.plan.dpis = [72, 300]
    _ = try JournalTests.write(
      [RunEvent(.zero, .runStarted(started))], scratch.path("r.journal"))
    #expect(throws: StoreError.self) {
      _ = try ResultWriter.write(journal: scratch.path("r.journal"), to: scratch.path("r.json"))
    }
    #expect(try scratch.names == ["r.journal"])
  }

  @Test("what the journal lost is said in the result")
  func damage() throws {
    let scratch = try Scratch()
    let events = RandomRun.events(seed: 5)
    let whole = try JournalTests.write(events, scratch.path("whole.journal"))
    var lines = whole.split(separator: 0x0A).map(Array.init)
    lines[4] = Array("garbage".utf8)
    let path = try scratch.file("r.journal", lines.joined(separator: [0x0A]) + [0x0A])
    let written = try ResultWriter.write(journal: path, to: scratch.path("r.json"))
    #expect(written.warnings.count == 1)
    let run = try SavedRun.load(scratch.path("r.json"))
    #expect(run.warnings.contains { $0.contains("line 5") })
  }

  // MARK: Parts

  static func write(_ events: [RunEvent], _ scratch: Scratch) throws -> ResultWriter.Written {
    _ = try JournalTests.write(events, scratch.path("r.journal"))
    return try ResultWriter.write(
      journal: scratch.path("r.journal"), to: scratch.path("r.json"))
  }

  static func object(_ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(filePath: path))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  /// Whether a figure in a file is the wanted one, null standing for none.
  static func agree(_ value: Any?, _ wanted: Double?) -> Bool {
    guard let wanted else { return value is NSNull }
    guard let number = value as? Double else { return false }
    return number == wanted || abs(number - wanted) <= 1e-12 * abs(wanted)
  }
}
