import BenchCore
import Foundation
import Testing

@testable import RunStore

@Suite("Saved runs")
struct SavedRunTests {
  @Test("a result tells the same events as its journal", arguments: 0..<40 as Range<UInt64>)
  func resultIsJournal(seed: UInt64) throws {
    let scratch = try Scratch()
    let events = RandomRun.events(
      seed: seed, requests: Int(seed) * 5, ends: !seed.isMultiple(of: 3))
    _ = try ResultWriterTests.write(events, scratch)
    let journal = try SavedRun.load(scratch.path("r.journal"))
    let result = try SavedRun.load(scratch.path("r.json"))
    #expect(journal.kind == .journal)
    #expect(result.kind == .result)
    #expect(result.started == journal.started)
    #expect(result.events == journal.events)
    #expect(result.warnings == journal.warnings)
    #expect(result.figures == journal.figures)
    let summary = try SavedSummary.load(scratch.path("r.journal"))
    #expect(summary.figures == RunFigures(events: events))
    #expect(summary.warnings == journal.warnings)
    #expect(try SavedSummary.load(scratch.path("r.json")).figures == result.figures)
  }

  @Test(
    "events come in order: start, then by time, then the end", arguments: 50..<60 as Range<UInt64>)
  func canonicalOrder(seed: UInt64) throws {
    let events = RandomRun.events(seed: seed)
    let ordered = CanonicalOrder.events(events)
    #expect(ordered.first?.payload == events.first?.payload)
    #expect(ordered.last?.payload == events.last?.payload)
    #expect(CanonicalOrder.events(ordered) == ordered)
    let times = ordered.dropFirst().dropLast().map(\.time)
    #expect(times == times.sorted())
    let records = { (events: [RunEvent]) in
      Set(
        events.compactMap { event in
          if case .requestFinished(let record) = event.payload { record } else { nil }
        })
    }
    #expect(records(ordered) == records(events))
    var open: Set<Int> = []
    for event in ordered {
      switch event.payload {
      case .requestStarted(let start): #expect(open.insert(start.sequence).inserted)
      case .requestFinished(let record): #expect(open.remove(record.sequence) != nil)
      default: continue
      }
    }
  }

  @Test("a run that was killed says so")
  func killed() throws {
    let scratch = try Scratch()
    let events = RandomRun.events(seed: 5, ends: false)
    let whole = try JournalTests.write(events, scratch.path("r.journal"))
    let cut = try scratch.file("cut.journal", whole.dropLast(20))
    let run = try SavedRun.load(cut)
    #expect(run.warnings.count == 2)
    #expect(run.warnings.first?.contains("is cut off") == true)
    #expect(run.warnings.last?.contains("has no end") == true)
    #expect(run.figures?.finished == nil)
  }

  @Test(
    "another writer's layout of the same JSON reads the same", arguments: 0..<6 as Range<UInt64>)
  func reformatted(seed: UInt64) throws {
    let scratch = try Scratch()
    _ = try ResultWriterTests.write(RandomRun.events(seed: seed), scratch)
    let script =
      "import json,sys; json.dump(json.load(open(sys.argv[1])), open(sys.argv[2],'w'), indent=7)"
    let done = try Tool.run(
      "python3", ["-c", script, scratch.path("r.json"), scratch.path("p.json")])
    #expect(done.status == 0, "\(done.output)")
    let first = try SavedRun.load(scratch.path("r.json"))
    let second = try SavedRun.load(scratch.path("p.json"))
    #expect(first.events == second.events)
  }

  @Test("what a file says is never obeyed by a terminal")
  func printable() throws {
    let scratch = try Scratch()
    let events = [
      RunEvent(.zero, .runStarted(EventCodingTests.small)),
      RunEvent(.zero, .runFinished(RunFinished(.failed, detail: "a\u{1B}[2Jb\u{202E}"))),
    ]
    _ = try JournalTests.write(events, scratch.path("r.journal"))
    let run = try SavedRun.load(scratch.path("r.journal"))
    #expect(run.warnings == ["the run failed: a\u{FFFD}[2Jb\u{FFFD}"])
    let error = StoreError("x", "\u{9B}2J")
    #expect(error.description == "x: \u{FFFD}2J")
  }

  @Test("a later version's file is read as far as it is known, with a warning")
  func laterSchema() throws {
    let scratch = try Scratch()
    _ = try ResultWriterTests.write(RandomRun.events(seed: 9), scratch)
    var text = String(decoding: try scratch.bytes("r.json"), as: UTF8.self)
    text = text.replacingOccurrences(
      of: "\"schema\":1,", with: "\"schema\":2,\"sweep\":{\"a\":[1]},")
    text = text.replacingOccurrences(
      of: "\"timeline\":[",
      with: "\"timeline\":[{\"t\":1,\"comet\":{}},{\"t\":\"noon\",\"note\":1},")
    text = text.replacingOccurrences(of: "{\"server\":", with: "{\"new\":[{}],\"server\":")
    text = text.replacingOccurrences(
      of: "  \"slimbench\":{", with: "  \"more\":[1],\n  \"slimbench\":{")
    let later = try SavedRun.load(try scratch.file("later.json", Array(text.utf8)))
    let now = try SavedRun.load(scratch.path("r.json"))
    #expect(later.events == now.events)
    let warnings = later.warnings.joined(separator: "\n")
    #expect(warnings.contains("later version (format 2)"))
    #expect(warnings.contains("unknown events left out: 2"))
    #expect(warnings.contains("unknown keys left out: more"))
  }
}

@Suite("Files of the guide's script")
struct GuideFileTests {
  @Test("they are read with times made up, one server after the other")
  func fixture() throws {
    let run = try SavedRun.load(Fixture.guideResult.path)
    #expect(run.kind == .guide)
    #expect(run.timesAreReconstructed)
    #expect(run.started.timestamp == "2026-02-03 04:05:06")
    // date -u -d '2026-02-03 04:05:06' +%s
    #expect(run.started.wallClock == 1_770_091_506)
    #expect(run.started.plan.servers.map(\.key) == ["python", "rust"])
    #expect(run.started.plan.servers.map(\.name) == ["Python FastAPI", "Rust Axum"])
    #expect(run.started.plan.order == .sequential)
    #expect(run.started.corpus.map(\.name) == ["a.pdf", "b.pdf", "c é😀.pdf"])
    #expect(run.started.corpus.map(\.pages) == [1, 11, 2])
    let figures = try #require(run.figures)
    #expect(figures.timesAreReconstructed)
    #expect(figures.conditions.map(\.succeeded) == [2, 3])
    #expect(figures.conditions.map(\.mean) == [1.875, 4.0 / 3])
    #expect(figures.conditions.map(\.pages) == [12, 14])
    #expect(figures.conditions[0].failures == [.http: 1])
    #expect(figures.conditions.map(\.wallSeconds) == [5.75, 4.0])
    let ends = run.events.compactMap { event in
      if case .requestFinished(let record) = event.payload { record.end.nanoseconds } else { nil }
    }
    #expect(
      ends == [
        3_500_000_000, 3_750_000_000, 5_750_000_000, 6_250_000_000, 7_250_000_000, 9_750_000_000,
      ])
  }

  @Test("two spellings of one letter are two documents")
  func spellings() throws {
    let scratch = try Scratch()
    let requests = ["\u{E9}.pdf", "e\u{301}.pdf"].map {
      "{\"filename\":\"\($0)\",\"success\":true,\"latency\":1,\"total_pages\":1}"
    }
    let content = "{\"python\":{\"individual_results\":[\(requests.joined(separator: ","))]}}"
    let run = try SavedRun.load(try scratch.file("g.json", Array(content.utf8)))
    let names = run.started.corpus.map { Array($0.name.utf8) }
    #expect(names == [Array("e\u{301}.pdf".utf8), Array("\u{E9}.pdf".utf8)])
    #expect(run.started.plan.rounds == 1)
    let documents = run.events.compactMap { event in
      if case .requestFinished(let record) = event.payload { record.document } else { nil }
    }
    #expect(documents == [1, 0])
  }

  @Test(
    "the published file gives the published figures",
    .enabled(if: published != nil, "the guide's benchmark_results.json is not beside this package"))
  func publishedFile() throws {
    let run = try SavedRun.load(try #require(Self.published))
    let figures = try #require(run.figures)
    // The file's own "statistics".
    #expect(figures.conditions.map(\.total) == [20, 20])
    #expect(figures.conditions.map(\.pages) == [496, 496])
    #expect(abs((figures.conditions[0].mean ?? 0) - 2.68809369802475) < 1e-8)
    #expect(abs(figures.conditions[0].totalSeconds - 53.761873960494995) < 1e-7)
    #expect(abs((figures.conditions[0].maximum ?? 0) - 15.721188068389893) < 1e-8)
    #expect(abs((figures.conditions[0].pagesPerSecond ?? 0) - 9.225868881811449) < 1e-7)
    #expect(figures.started.corpus.count == 20)
    #expect(figures.started.plan.rounds == 1)
    #expect(run.events.count == 82)
  }

  /// Named by the environment, or where a checkout has it beside itself.
  static let published: String? = {
    let variable = ProcessInfo.processInfo.environment["SLIMBENCH_GUIDE_RESULTS"]
    let beside = Fixture.packageRoot.deletingLastPathComponent()
      .appending(path: "shared/data/slimgest/benchmark_results.json").path
    return [variable, beside].compactMap(\.self).first {
      FileManager.default.isReadableFile(atPath: $0)
    }
  }()

  @Test(
    "the class of a failure is read from its text",
    arguments: [
      ("HTTP 500: boom", .http, 500), ("HTTP 5: boom", .reset, nil),
      ("The read operation timed out", .timeout, nil), ("ReadTimeout", .timeout, nil),
      ("[Errno 111] Connection refused", .connect, nil),
      ("[Errno -2] Name or service not known", .dns, nil),
      ("certificate verify failed", .tls, nil), ("Server disconnected", .reset, nil),
      ("Expecting value: line 1 column 1 (char 0)", .invalidJSON, nil), ("", .reset, nil),
    ] as [(String, FailureKind, Int?)])
  func failures(text: String, kind: FailureKind, status: Int?) {
    let (failure, found) = FailureReading.failure(fromText: text)
    #expect(failure == RequestFailure(kind, text))
    #expect(found == status)
  }

  @Test(
    "what is no such file is refused with its place",
    arguments: [
      ("{}", "no server"), ("[]", "expected an object"),
      ("{\"timestamp\":5}", "timestamp: expected"),
      ("{\"python\":{}}", "no server"), ("{\"python\":[1]}", "no server"),
      ("{\"p\":{\"individual_results\":{}}}", "p.individual_results: expected a list"),
      ("{\"p\":{\"individual_results\":[1]}}", "p.individual_results[0]: expected an object"),
      ("{\"p\":{\"individual_results\":[{}]}}", "p.individual_results[0].success: missing"),
      (
        #"{"p":{"individual_results":[{"success":true,"filename":"a","latency":"x"}]}}"#,
        "p.individual_results[0].latency: expected a number"
      ),
      (
        #"{"p":{"individual_results":[{"success":true,"filename":"a"}]}}"#,
        "p.individual_results[0].latency: missing"
      ),
      (
        #"{"p":{"individual_results":[{"success":true,"filename":"a","latency":-1}]}}"#,
        "p.individual_results[0].latency: -1.0 s"
      ),
      (
        #"{"p":{"individual_results":[{"success":true,"filename":"a","latency":NaN}]}}"#,
        "p: expected a number"
      ),
      ("{\"p\":{},\"p\":{}}", "p: the key stands twice"),
    ])
  func refused(content: String, told: String) throws {
    let scratch = try Scratch()
    let path = try scratch.file("x.json", Array(content.utf8))
    let error = #expect(throws: StoreError.self) { _ = try SavedRun.load(path) }
    #expect(error?.position.hasPrefix("line 1, byte ") == true)
    #expect(error?.description.contains(told) == true, "\(String(describing: error))")
  }
}
