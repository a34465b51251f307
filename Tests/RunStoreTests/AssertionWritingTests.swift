import BenchCore
import Foundation
import Testing

@testable import RunStore

@Suite("The result file's verdicts on itself")
struct AssertionWritingTests {
  /// Two servers, 20 documents of 1 to 40 pages, two rounds; the second server fails every third.
  private static var events: [RunEvent] {
    var started = EventCodingTests.small
    started.plan.servers = ["python", "rust"].map {
      ServerSpec(key: $0, name: $0, origin: .url("http://\($0)"))
    }
    started.plan.rounds = 2
    started.plan.assertions = [
      "p50<1s", "rust.adjusted_p75<1s", "p99<1s", "slower(rust,python)<3%", "wibble<3",
    ]
    started.corpus = (0..<20).map {
      Document(name: "\($0).pdf", bytes: 1, pages: 1 + 2 * $0, sha256: "")
    }
    var events = [RunEvent(.zero, .runStarted(started))]
    var clock: Int64 = 0
    for round in 0..<2 {
      for document in 0..<20 {
        for server in 0..<2 {
          var record = EventCodingTests.request(sequence: events.count - 1)
          record.condition = server
          record.document = document
          record.round = round
          record.phase = .measurement
          record.start = RunTime(nanoseconds: clock)
          record.intendedStart = record.start
          clock += (10 + Int64(document) + Int64(round)) * 1_000_000
          record.end = RunTime(nanoseconds: clock)
          record.outcome =
            server == 1 && document % 3 == 0
            ? .failed(RequestFailure(.http, "no")) : .ok(Answer(pages: 1))
          events.append(RunEvent(record.end, .requestFinished(record)))
        }
      }
    }
    events.append(RunEvent(RunTime(nanoseconds: clock), .runFinished(RunFinished(.completed))))
    return events
  }

  @Test("holds every assertion with its outcome and values, and reads them again")
  func assertions() throws {
    let scratch = try Scratch()
    _ = try ResultWriterTests.write(Self.events, scratch)
    let slimbench = try #require(
      ResultWriterTests.object(scratch.path("r.json"))["slimbench"] as? [String: Any])
    let results = try #require(slimbench["assertions"] as? [[String: Any]])
    #expect(
      results.compactMap { $0["assertion"] as? String } == [
        "p50<1s", "rust.adjusted_p75<1s", "p99<1s", "slower(rust,python)<3%", "wibble<3",
      ])
    #expect(
      results.compactMap { $0["outcome"] as? String } == [
        "pass", "fail", "unknown", "pass", "unknown",
      ])
    let findings = results.map { $0["findings"] as? [[String: Any]] ?? [] }
    #expect(findings.map(\.count) == [2, 1, 2, 1, 1])
    #expect(findings[0][1]["server"] as? String == "rust")
    #expect(findings[1][0]["value"] as? String == "infinite")
    #expect(findings[2][0]["text"] as? String == "it needs 1,000 answers, there are 40")
    #expect(findings[4][0]["server"] is NSNull)

    let saved = try SavedRun.load(scratch.path("r.json"))
    #expect(
      try #require(saved.figures).assertions.map(\.outcome) == [
        .pass, .fail, .unknown, .pass, .unknown,
      ])
    let other = try #require(saved.figures { $0.assertions = ["rust.failed==14"] })
    #expect(other.assertions.map(\.outcome) == [.pass])
  }

  @Test("holds error-adjusted percentiles, tail factors and what pages do, by hand")
  func figures() throws {
    let scratch = try Scratch()
    _ = try ResultWriterTests.write(Self.events, scratch)
    let result = try ResultWriterTests.object(scratch.path("r.json"))
    let rust = try #require((result["rust"] as? [String: Any])?["statistics"] as? [String: Any])
    let adjusted = try #require(rust["error_adjusted"] as? [String: Any])
    #expect(adjusted["n"] as? Int == 40)
    #expect(adjusted["p90"] as? String == "infinite")
    #expect(adjusted["p99"] is NSNull)
    let tail = try #require(rust["tail_factor"] as? [String: Any])
    #expect(tail["n"] as? Int == 26)
    #expect(ResultWriterTests.agree(tail["p50"], 1))
    // Documents d of 1 + 2 d pages take 10.5 + d ms: 10 ms and 0.5 ms a page.
    let python = try #require((result["python"] as? [String: Any])?["statistics"] as? [String: Any])
    let size = try #require(python["size"] as? [String: Any])
    #expect(ResultWriterTests.agree(size["fixed_overhead"], 0.010))
    #expect(ResultWriterTests.agree(size["seconds_per_page"], 0.0005))
    #expect(size["n"] as? Int == 20)
    let buckets = try #require(size["buckets"] as? [[String: Any]])
    #expect(buckets.compactMap { $0["documents"] as? Int } == [2, 13, 5])
    #expect(buckets.map { $0["to_pages"] as? Int } == [3, 30, nil])
    #expect(ResultWriterTests.agree(buckets[0]["avg_latency"], 0.011))
  }

  @Test("compares with the baseline that the plan names")
  func baseline() throws {
    let scratch = try Scratch()
    var events = Self.events
    guard case .runStarted(var started) = events[0].payload else { return }
    started.plan.baseline = "rust"
    events[0] = RunEvent(.zero, .runStarted(started))
    _ = try ResultWriterTests.write(events, scratch)
    let slimbench = try #require(
      ResultWriterTests.object(scratch.path("r.json"))["slimbench"] as? [String: Any])
    let pair = try #require((slimbench["comparisons"] as? [[String: Any]])?.first)
    #expect(pair["baseline"] as? String == "rust" && pair["server"] as? String == "python")
    #expect(try SavedRun.load(scratch.path("r.json")).started.plan == started.plan)
  }
}
