import BenchCore

/// A run made up event by event, the same every time: what tests and snapshots are drawn from.
///
/// Two servers take turns on documents of different lengths; the second is a little slower, fails
/// now and then, and says hostile things when it does.
enum ScriptedRun {
  static let plan: Plan = plan(servers: 2)

  static let names =
    ["Python FastAPI", "Rust Axum", "Go chi", "Zig zap", "Swift Hummingbird"]
    + (5..<20).map { "Server \($0 + 1)" }

  static func plan(servers: Int = 2, concurrency: Int = 1, rounds: Int = 3) -> Plan {
    plan(servers: servers, dpis: [150], concurrencies: [concurrency], rounds: rounds)
  }

  /// Two resolutions, and as many requests in flight as the servers have workers, and more.
  static let sweep = plan(servers: 2, dpis: [100, 300], concurrencies: [1, 2, 4], rounds: 1)

  private static func plan(
    servers: Int, dpis: [Double], concurrencies: [Int], rounds: Int
  ) -> Plan {
    let keys = ["python", "rust", "go", "zig", "swift"] + (5..<20).map { "server\($0 + 1)" }
    return Plan(
      servers: (0..<servers).map {
        ServerSpec(
          key: keys[$0], name: names[$0], origin: .url("http://localhost:\(7670 + $0)"))
      }, corpus: CorpusSpec(directory: "test_pdfs"), dpis: dpis, concurrencies: concurrencies,
      rounds: rounds)
  }

  static let documents: [Document] = (1...8).map { index in
    Document(
      name: "report-\(index).pdf", bytes: 40_000 * index * index, pages: index * index,
      sha256: "0\(index)",
      pageSizes: [PageSize(width: 612, height: 792, count: index * index)])
  }

  /// Everything before the first request.
  static func beginning(_ plan: Plan = plan) -> [RunEvent] {
    let host = HostFacts(
      name: "bench", system: "Linux", processor: "x", cores: 8, memoryBytes: 16 << 30)
    let started = RunStarted(
      runID: "0b9c", wallClock: 1_768_057_918, timestamp: "2026-01-10 15:11:58", version: "0",
      arguments: ["slimbench"], host: host, plan: plan, corpus: documents)
    return [RunEvent(.zero, .runStarted(started))]
      + plan.servers.indices.flatMap { index in
        [
          RunEvent(
            milliseconds(10 + index),
            .serverChanged(ServerChange(server: index, state: .loading, detail: "models"))),
          RunEvent(
            milliseconds(400 + index),
            .serverChanged(
              ServerChange(
                server: index, state: .ready, url: "http://localhost:\(7670 + index)"))),
        ]
      }
  }

  /// A whole run, to its end.
  ///
  /// - Parameter dead: A server that fails every request.
  static func events(
    _ plan: Plan = plan, end: RunFinished.Reason = .completed, dead: Int? = nil
  ) -> [RunEvent] {
    var events = beginning(plan)
    var now: Int64 = 500
    // The engine reports every second, whatever is in flight.
    var reported = now
    var sequence = 0
    let turns = plan.concurrencies.flatMap { concurrency in
      (-1..<plan.rounds).flatMap { round in
        documents.indices.prefix(round < 0 ? 1 : documents.count).map {
          (concurrency: concurrency, round: round, document: $0)
        }
      }
    }
    let conditions = plan.conditions
    for (concurrency, round, document) in turns {
      for (number, condition) in conditions.enumerated()
      where condition.concurrency == concurrency {
        let server = condition.server
        // Two workers: more in flight wait for each other.
        let crowd = plan.isSweep ? Int64(max(1, concurrency / 2)) : 1
        let pixels = Int64(plan.isSweep ? condition.dpi : 150)
        let service = Int64(120 * (document + 1) * (document + 1) / 4 + 40) * crowd * pixels / 150
        let duration = service * Int64(100 + 3 * server + (sequence * 7) % 11) / 100
        let start = RequestStart(
          sequence: sequence, condition: number, document: document, round: max(0, round),
          phase: round < 0 ? .warmUp : .measurement)
        events.append(RunEvent(milliseconds(Int(now)), .requestStarted(start)))
        var record = record(
          start, at: now, for: duration, server: server, isDead: server == dead)
        if plan.isSweep { record.block = number }
        now += duration / (plan.isSweep ? Int64(concurrency) : 1)
        sequence += 1
        while reported + 1000 <= now {
          events.append(
            RunEvent(
              milliseconds(Int(reported + 1000)),
              .engineHealth(health(from: reported, to: reported + 1000, concurrency))))
          reported += 1000
        }
        events.append(RunEvent(record.end, .requestFinished(record)))
      }
    }
    events.append(
      RunEvent(
        milliseconds(Int(now)),
        .note(Note(.warning, "Rust Axum closed idle connections"))))
    events.append(RunEvent(milliseconds(Int(now) + 5), .runFinished(RunFinished(end))))
    return events
  }

  /// A report over milliseconds in which so many requests were in flight.
  private static func health(
    from began: Int64, to now: Int64, _ concurrency: Int
  ) -> EngineHealth {
    EngineHealth(
      interval: (now - began) * 1_000_000, maximumLag: 40_000, cpu: 9_000_000, openSockets: 2,
      inFlight: concurrency, meanInFlight: 0.98 * Double(concurrency), unjudged: 0)
  }

  private static func record(
    _ start: RequestStart, at now: Int64, for duration: Int64, server: Int, isDead: Bool
  ) -> RequestRecord {
    let fails = isDead || server == 1 && start.sequence % 9 == 5
    let seconds = Double(duration) / 1000
    let answer = Answer(
      pages: documents[start.document].pages ?? 1,
      serverSeconds: seconds * (0.98 - 0.02 * Double(server)))
    let failure = RequestFailure(
      start.sequence % 2 == 0 ? .timeout : .http, "worker died \u{1B}[2J\u{202E} at once")
    return RequestRecord(
      sequence: start.sequence, condition: start.condition, document: start.document,
      round: start.round, block: start.sequence, phase: start.phase,
      intendedStart: milliseconds(Int(now)), start: milliseconds(Int(now)),
      firstByte: milliseconds(Int(now + duration) - 1), end: milliseconds(Int(now + duration)),
      connectionReused: start.sequence > 1, bytesSent: 1000, bytesReceived: 2000,
      httpStatus: fails ? 503 : 200, outcome: fails ? .failed(failure) : .ok(answer))
  }

  /// The first half of a run, and then the user's stop with a request in flight.
  static func stopped(_ plan: Plan = plan) -> [RunEvent] {
    let all = events(plan, end: .interrupted)
    var events = Array(all.prefix(all.count / 2))
    let last = events.lazy.compactMap { event -> RequestRecord? in
      if case .requestFinished(let record) = event.payload { record } else { nil }
    }.last
    guard var record = last else { return events }
    // A request of which the half told already is not told again.
    if case .requestStarted = events.last?.payload { events.removeLast() }
    record.sequence += 1
    record.condition = (record.condition + 1) % plan.servers.count
    record.start = record.end
    record.end = RunTime(nanoseconds: record.end.nanoseconds + 700_000_000)
    record.httpStatus = nil
    record.outcome = .failed(RequestFailure(.aborted, "stopped by us while waiting"))
    events.append(RunEvent(record.end, .requestFinished(record)))
    events.append(RunEvent(record.end, .runFinished(RunFinished(.interrupted))))
    return events
  }

  /// A run that stood still for two minutes and ten seconds, and went on.
  static func paused(_ plan: Plan = plan) -> [RunEvent] {
    let all = events(plan)
    let share = all.count * 45 / 100
    let isEnd = { (event: RunEvent) in
      if case .requestFinished = event.payload { true } else { false }
    }
    let before = all[..<share].lastIndex(where: isEnd).map { Array(all[...$0]) } ?? []
    let from = before.last?.time ?? .zero
    let length: Int64 = 130_000_000_000
    let until = RunTime(nanoseconds: from.nanoseconds + length)
    let later = all[before.count..<(before.count + 12)].map { moved($0, by: length) }
    return before + [RunEvent(from, .note(.paused)), RunEvent(until, .note(.resumed))] + later
  }

  private static func moved(_ event: RunEvent, by nanoseconds: Int64) -> RunEvent {
    func later(_ time: RunTime) -> RunTime {
      RunTime(nanoseconds: time.nanoseconds + nanoseconds)
    }
    var event = event
    event.time = later(event.time)
    if case .requestFinished(var record) = event.payload {
      record.intendedStart = later(record.intendedStart)
      record.start = later(record.start)
      record.firstByte = record.firstByte.map(later)
      record.end = later(record.end)
      event.payload = .requestFinished(record)
    }
    return event
  }

  static func milliseconds(_ value: Int) -> RunTime {
    RunTime(nanoseconds: Int64(value) * 1_000_000)
  }
}
