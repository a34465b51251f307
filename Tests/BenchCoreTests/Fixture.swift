import BenchCore

/// Values that tests need and do not care about.
enum Fixture {
  static func plan(
    servers: Int = 2, dpis: [Double] = [150], concurrencies: [Int] = [1],
    load: LoadModel = .closed, rounds: Int = 1, order: ScheduleOrder = .interleaved,
    seed: UInt64 = 1
  ) -> Plan {
    Plan(
      servers: (0..<servers).map {
        ServerSpec(
          key: "s\($0)", name: "Server \($0)", origin: .url("http://localhost:\(7670 + $0)"))
      },
      corpus: CorpusSpec(directory: "pdfs"), dpis: dpis, concurrencies: concurrencies,
      load: load, rounds: rounds, order: order, seed: seed)
  }

  static func started(_ plan: Plan, documents: Int = 3) -> RunStarted {
    RunStarted(
      runID: "run", wallClock: 1_768_057_918, timestamp: "2026-01-10 15:11:58", version: "1",
      arguments: [],
      host: HostFacts(
        name: "host", system: "Linux", processor: "x", cores: 2, memoryBytes: 1 << 30),
      plan: plan,
      corpus: (0..<documents).map {
        Document(name: "\($0).pdf", bytes: 1000, pages: 2, sha256: "00")
      })
  }

  /// A request in milliseconds.
  static func record(
    _ start: Int64, _ end: Int64, sequence: Int = 0, condition: Int = 0, document: Int = 0,
    round: Int = 0, block: Int = 0, phase: Phase = .measurement, reused: Bool = true,
    stale: Int = 0, _ outcome: Outcome = .ok(Answer(pages: 1))
  ) -> RequestRecord {
    RequestRecord(
      sequence: sequence, condition: condition, document: document, round: round, block: block,
      phase: phase, intendedStart: time(start), start: time(start), end: time(end),
      connectionReused: reused, staleRetries: stale, outcome: outcome)
  }

  static func time(_ milliseconds: Int64) -> RunTime {
    RunTime(nanoseconds: milliseconds * 1_000_000)
  }

  static func finished(_ record: RequestRecord) -> RunEvent {
    RunEvent(record.end, .requestFinished(record))
  }

  static func failure(_ kind: FailureKind) -> Outcome { .failed(RequestFailure(kind, "\(kind)")) }
}
