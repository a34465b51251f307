import BenchCore

/// Small made-up runs with round figures, so that pictures can be checked by hand.
enum Fixture {
  static let names = ["Python FastAPI", "Rust Axum", "Hummingbird", "FlyingFox"]
  static let keys = ["python", "rust", "hummingbird", "flyingfox"]

  static func documents(_ count: Int) -> [Document] {
    (0..<count).map {
      Document(
        name: "d\($0).pdf", bytes: 310_000, pages: 4, sha256: "",
        pageSizes: [PageSize(width: 595.28, height: 841.89, count: 4)])
    }
  }

  static func plan(
    servers: Int, dpis: [Double] = [150], concurrencies: [Int] = [1], rounds: Int = 1,
    warmUp: Int = 1, order: ScheduleOrder = .interleaved
  ) -> Plan {
    Plan(
      servers: (0..<servers).map {
        ServerSpec(key: keys[$0], name: names[$0], origin: .url("http://localhost:\(7670 + $0)"))
      }, corpus: CorpusSpec(directory: "test_pdfs"), dpis: dpis, concurrencies: concurrencies,
      rounds: rounds, warmUp: warmUp, order: order)
  }

  static func started(_ plan: Plan, documents: [Document]) -> RunEvent {
    RunEvent(
      .zero,
      .runStarted(
        RunStarted(
          runID: "r", wallClock: 0, timestamp: "2026-01-10 15:11:58", version: "0.1.0",
          arguments: [],
          host: HostFacts(
            name: "host", system: "Linux", processor: "cpu", cores: 2, memoryBytes: 0),
          plan: plan, corpus: documents)))
  }

  static func record(
    sequence: Int, condition: Int, document: Int, startMilliseconds: Int64, milliseconds: Int64,
    pages: Int = 4, overheadMilliseconds: Int64? = 40, phase: Phase = .measurement,
    failure: RequestFailure? = nil
  ) -> RequestRecord {
    let start = RunTime(nanoseconds: startMilliseconds * 1_000_000)
    let seconds = overheadMilliseconds.map { Double(milliseconds - $0) / 1000 }
    return RequestRecord(
      sequence: sequence, condition: condition, document: document, round: 0, block: sequence,
      phase: phase, intendedStart: start, start: start,
      end: RunTime(nanoseconds: (startMilliseconds + milliseconds) * 1_000_000),
      connectionReused: true,
      outcome: failure.map { .failed($0) } ?? .ok(Answer(pages: pages, serverSeconds: seconds)))
  }

  /// A run in which document d takes 1000 + 100 d ms on the first server, and per cent more or
  /// less on the others; web overheads are 40, 12, 20 and 50 ms.
  static func events(
    servers: Int, documents count: Int = 20, dpis: [Double] = [150], concurrencies: [Int] = [1],
    order: ScheduleOrder = .interleaved, warmUp: Int = 1, tellsSeconds: Bool = true,
    load: LoadModel = .closed
  ) -> [RunEvent] {
    let percent: [Int64] = [100, 103, 98, 226]
    let overhead: [Int64] = [40, 12, 20, 50]
    var plan = plan(
      servers: servers, dpis: dpis, concurrencies: concurrencies, warmUp: warmUp, order: order)
    plan.load = load
    var events = [started(plan, documents: documents(count))]
    var clock: Int64 = 0
    var sequence = 0
    for document in 0..<count {
      for (index, condition) in plan.conditions.enumerated() {
        let scale = Int64(condition.dpi / 1.5)
        let milliseconds =
          (1000 + 100 * Int64(document)) * percent[condition.server] / 100 * scale / 100
        let record = record(
          sequence: sequence, condition: index, document: document, startMilliseconds: clock,
          milliseconds: milliseconds,
          overheadMilliseconds: tellsSeconds ? overhead[condition.server] : nil)
        events.append(RunEvent(record.end, .requestFinished(record)))
        clock += milliseconds
        sequence += 1
      }
    }
    events.append(
      RunEvent(RunTime(nanoseconds: clock * 1_000_000), .runFinished(RunFinished(.completed))))
    return events
  }

  /// The last event of a run, before which more can be put.
  static func inserting(_ more: [RunEvent], into events: [RunEvent]) -> [RunEvent] {
    Array(events.dropLast()) + more + events.suffix(1)
  }
}
