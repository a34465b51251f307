import BenchCore

/// A run that was drawn by chance: how many servers and documents it has, how long requests took,
/// which of them failed, how many were in flight.
enum DrawnRun {
  static func events(seed: UInt64) -> [RunEvent] {
    var random = SeededGenerator(seed: seed)
    let concurrency = 1 + random.index(below: 3)
    let plan = ScriptedRun.plan(
      servers: 1 + random.index(below: 4), concurrency: concurrency,
      rounds: 1 + random.index(below: 4))
    let beginning = ScriptedRun.beginning(plan)
    var told: [RunEvent] = []
    var sequence = 0
    // Every server has as many workers as requests in flight, all of them at once.
    for server in plan.servers.indices {
      var free = Array(repeating: Int64(500 + random.index(below: 100)), count: concurrency)
      for round in 0..<plan.rounds {
        for document in ScriptedRun.documents.indices {
          let worker = free.indices.min { free[$0] < free[$1] } ?? 0
          let start = RequestStart(
            sequence: sequence, condition: server, document: document, round: round,
            phase: .measurement)
          let record = record(start, at: free[worker], &random)
          told.append(RunEvent(record.start, .requestStarted(start)))
          told.append(RunEvent(record.end, .requestFinished(record)))
          free[worker] = record.end.nanoseconds / 1_000_000 + Int64(random.index(below: 30))
          sequence += 1
        }
      }
    }
    // Stable: what happens at one instant stays in the order in which it was made.
    let ordered = told.enumerated().sorted {
      ($0.element.time.nanoseconds, $0.offset) < ($1.element.time.nanoseconds, $1.offset)
    }.map(\.element)
    let end = (ordered.last?.time ?? .zero).nanoseconds + 5_000_000
    return beginning + ordered
      + [RunEvent(RunTime(nanoseconds: end), .runFinished(RunFinished(.completed)))]
  }

  private static func record(
    _ start: RequestStart, at now: Int64, _ random: inout SeededGenerator
  ) -> RequestRecord {
    let duration = Int64(1 + random.index(below: 40) * random.index(below: 200))
    let fails = random.index(below: 6) == 0
    let kinds = FailureKind.allCases.filter { $0 != .aborted }
    let failure = RequestFailure(kinds[random.index(below: kinds.count)], "drawn")
    let answer = Answer(
      pages: ScriptedRun.documents[start.document].pages ?? 1,
      serverSeconds: Double(duration) / 1100)
    return RequestRecord(
      sequence: start.sequence, condition: start.condition, document: start.document,
      round: start.round, block: start.sequence, phase: start.phase,
      intendedStart: ScriptedRun.milliseconds(Int(now)),
      start: ScriptedRun.milliseconds(Int(now)),
      end: ScriptedRun.milliseconds(Int(now + duration)), httpStatus: fails ? 503 : 200,
      outcome: fails ? .failed(failure) : .ok(answer))
  }
}
