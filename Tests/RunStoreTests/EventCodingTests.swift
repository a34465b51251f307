import BenchCore
import Foundation
import Testing

@testable import RunStore

@Suite("Events as lines of JSON")
struct EventCodingTests {
  @Test("every event reads back as it was", arguments: 0..<40 as Range<UInt64>)
  func roundTrip(seed: UInt64) throws {
    let events = RandomRun.events(seed: seed)
    let bounds = RunBounds(try #require(Self.started(events)))
    let names = RequestNames(Self.started(events))
    for event in events {
      let line = Self.line(event, names)
      #expect(!line.contains(UInt8(ascii: "\n")))
      var cursor = JSONCursor(line)
      guard case .event(let read) = try cursor.event(bounds) else {
        Issue.record("unknown event in \(String(decoding: line, as: UTF8.self))")
        continue
      }
      try cursor.finish()
      #expect(read == event)
    }
  }

  @Test("another JSON reader understands every line", arguments: 0..<10 as Range<UInt64>)
  func independentReader(seed: UInt64) throws {
    let events = RandomRun.events(seed: seed)
    let started = try #require(Self.started(events))
    let names = RequestNames(started)
    for event in events {
      let line = Data(Self.line(event, names))
      let object = try #require(try JSONSerialization.jsonObject(with: line) as? [String: Any])
      #expect(object["t"] as? Int64 == event.time.nanoseconds)
      guard case .requestFinished(let record) = event.payload else { continue }
      let request = try #require(object["request"] as? [String: Any])
      let server = started.plan.servers[started.plan.conditions[record.condition].server]
      #expect(request["server"] as? String == server.name)
      #expect(request["filename"] as? String == started.corpus[record.document].name)
      #expect(request["error"] as? String == record.outcome.failure?.message ?? "")
      #expect(request["latency"] as? Double == record.serviceSeconds)
      // Foundation's reader is off by some last bits; ours is compared exactly elsewhere.
      let seconds = request["server_seconds"] as? Double
      let wanted = record.outcome.answer?.serverSeconds
      #expect((seconds == nil) == (wanted == nil))
      if let seconds, let wanted { #expect(abs(seconds / wanted - 1) < 1e-13) }
      #expect(request["success"] as? Bool == (record.outcome.answer != nil))
    }
  }

  @Test("a request's object has the documented keys in the documented order")
  func fields() throws {
    let started = Self.small
    let record = RequestRecord(
      sequence: 7, condition: 1, document: 0, round: 2, block: 5, phase: .measurement,
      intendedStart: RunTime(nanoseconds: 10), start: RunTime(nanoseconds: 20),
      bodySent: RunTime(nanoseconds: 25), firstByte: RunTime(nanoseconds: 30),
      end: RunTime(nanoseconds: 1_500_000_020), connectionReused: true, bytesSent: 9,
      bytesReceived: 8, httpStatus: 200,
      outcome: .ok(
        Answer(pages: 44, serverSeconds: 1.25, textDigest: "ab", textSimhash: 0xF0)))
    let line = Self.line(
      RunEvent(record.end, .requestFinished(record)), RequestNames(started))
    #expect(
      String(decoding: line, as: UTF8.self) == """
        {"t":1500000020,"request":{"server":"Rust","filename":"a.pdf","success":true,\
        "latency":1.5,"total_pages":44,"error":"","seq":7,"round":2,"phase":"measurement",\
        "condition":1,"document":0,"block":5,"intended_start_ns":10,"start_ns":20,\
        "body_sent_ns":25,"first_byte_ns":30,"end_ns":1500000020,"dns_ns":0,"connect_ns":0,\
        "tls_ns":0,"connection_reused":true,"stale_retries":0,"bytes_sent":9,"bytes_received":8,\
        "http_status":200,"failure":null,"server_seconds":1.25,"text_digest":"ab",\
        "text_simhash":"00000000000000f0","dpi_used":null,"megapixels":null}}
        """)
  }

  @Test("numbers that JSON cannot say become null", arguments: [Double.nan, .infinity, -.infinity])
  func notFinite(value: Double) throws {
    var record = Self.request()
    record.outcome = .ok(Answer(pages: 1, serverSeconds: value))
    let line = Self.line(RunEvent(.zero, .requestFinished(record)), RequestNames(Self.small))
    var cursor = JSONCursor(line)
    guard case .event(let event) = try cursor.event(RunBounds(Self.small)),
      case .requestFinished(let read) = event.payload
    else {
      Issue.record("no request")
      return
    }
    #expect(read.outcome == .ok(Answer(pages: 1, serverSeconds: nil)))
  }

  @Test("keys may come in any order, escaped, and with unknown ones between them")
  func reordered() throws {
    let line = """
      { "new" : [1, {"a": null}], "request_started" : {"phase":"warm_up","other":{},
      "s\\u0065q":3,"round":1,"document":0,"condition":1}, "t" : 5.0e0 }
      """
    var cursor = JSONCursor(Array(line.utf8))
    guard case .event(let event) = try cursor.event(RunBounds(Self.small)) else {
      Issue.record("not read")
      return
    }
    let start = RequestStart(sequence: 3, condition: 1, document: 0, round: 1, phase: .warmUp)
    #expect(event == RunEvent(RunTime(nanoseconds: 5), .requestStarted(start)))
  }

  @Test("a failure class of a later version stays readable")
  func laterFailure() throws {
    let text = """
      {"t":1,"request":{"success":false,"failure":"melted","error":"too hot","seq":0,"round":0,\
      "phase":"measurement","condition":0,"document":0,"intended_start_ns":0,"start_ns":0,"end_ns":1}}
      """
    var cursor = JSONCursor(Array(text.utf8))
    guard case .event(let event) = try cursor.event(RunBounds(Self.small)),
      case .requestFinished(let record) = event.payload
    else {
      Issue.record("not read")
      return
    }
    #expect(record.outcome == .failed(RequestFailure(.reset, "(melted) too hot")))
  }

  @Test(
    "what is wrong is told with its path",
    arguments: [
      (#"{"t":1}"#, "no event in it"),
      (#"{"note":{"text":"x"}}"#, "t: missing"),
      (#"{"t":1,"note":{}}"#, "note.text: missing"),
      (#"{"t":1,"note":{"text":7}}"#, "note.text: expected text"),
      (#"{"t":1,"note":{"text":"a","text":"b"}}"#, "note.text: the key stands twice"),
      (#"{"t":1,"t":2,"note":{"text":"a"}}"#, "t: the key stands twice"),
      (#"{"t":"1","note":{"text":"a"}}"#, "t: expected a number, found text"),
      (#"{"t":1.5,"note":{"text":"a"}}"#, "t: expected a whole number, found 1.5"),
      (#"{"t":99999999999999999999,"note":{"text":""}}"#, "t: expected a whole number"),
      (#"{"t":1,"request":{}}"#, "request.success: missing"),
      (#"{"t":1,"request":{"condition":2}}"#, "request.condition: 2 is out of range; 0 to 1"),
      (#"{"t":1,"request":{"condition":-1}}"#, "request.condition: -1 is out of range"),
      (#"{"t":1,"request":{"document":1}}"#, "request.document: 1 is out of range; 0 to 0"),
      (#"{"t":1,"request":{"seq":1,"seq":2}}"#, "request.seq: the key stands twice"),
      (#"{"t":1,"request":{"phase":"later"}}"#, "request.phase: \"later\" is no phase"),
      (#"{"t":1,"request":{"text_simhash":"xyz"}}"#, "request.text_simhash: expected hexa"),
      (#"{"t":1,"request":{"server_seconds":1e999}}"#, "request.server_seconds: the number"),
      (#"{"t":1,"server":{"server":2,"state":"ready"}}"#, "server.server: 2 is out of range"),
      (#"{"t":1,"server":{"server":0,"state":"happy"}}"#, "server.state: \"happy\""),
      (#"{"t":1,"note":{"text":"a"},"engine":{}}"#, "engine: two events in one"),
      (#"[]"#, "expected an object, found a list"),
      (#"{"t":1,"note":{"text":"a"}} x"#, "unexpected text after the end"),
    ])
  func problems(line: String, wanted: String) throws {
    let problem = #expect(throws: JSONProblem.self) {
      var cursor = JSONCursor(Array(line.utf8))
      _ = try cursor.event(RunBounds(Self.small))
      try cursor.finish()
    }
    let told = problem.map { $0.path.isEmpty ? $0.reason : "\($0.path): \($0.reason)" } ?? ""
    #expect(told.hasPrefix(wanted), "\(told)")
  }

  @Test("success and failure must not contradict each other", arguments: ["true", "false"])
  func contradiction(success: String) {
    let failure = success == "true" ? "\"http\"" : "null"
    let text = """
      {"success":\(success),"failure":\(failure),"seq":0,"round":0,"phase":"measurement",\
      "condition":0,"document":0,"intended_start_ns":0,"start_ns":0,"end_ns":1}
      """
    #expect(throws: JSONProblem.self) {
      var cursor = JSONCursor(Array(text.utf8))
      _ = try cursor.request(RunBounds(Self.small))
    }
  }

  // MARK: Parts

  /// Two servers, one document.
  static let small = RunStarted(
    runID: "r", wallClock: 1, timestamp: "2026-01-10 15:11:58", version: "1", arguments: [],
    host: HostFacts(name: "h", system: "s", processor: "p", cores: 2, memoryBytes: 4),
    plan: Plan(
      servers: [
        ServerSpec(key: "python", name: "Python", origin: .url("http://localhost:7670")),
        ServerSpec(key: "rust", name: "Rust", origin: .url("http://localhost:7671")),
      ], corpus: CorpusSpec(directory: "pdfs")),
    corpus: [Document(name: "a.pdf", bytes: 1, pages: 1, sha256: "00")])

  /// A good answer of the first server.
  static func request(sequence: Int = 0) -> RequestRecord {
    let start = RunTime(nanoseconds: Int64(sequence) * 1_000_000_000)
    return RequestRecord(
      sequence: sequence, condition: 0, document: 0, round: 0, block: 0, phase: .measurement,
      intendedStart: start, start: start,
      end: RunTime(nanoseconds: start.nanoseconds + 500_000_000), outcome: .ok(Answer(pages: 2)))
  }

  static func line(_ event: RunEvent, _ names: RequestNames) -> [UInt8] {
    var writer = JSONWriter()
    writer.event(event, names: names)
    return writer.bytes
  }

  static func started(_ events: [RunEvent]) -> RunStarted? {
    if case .runStarted(let started) = events.first?.payload { started } else { nil }
  }
}
