package import BenchCore

extension SimulatedRun {
  /// A builder that has seen the run as events, and has yet to judge it.
  package func folded() -> RunFiguresBuilder {
    var builder = RunFiguresBuilder()
    builder.add(RunEvent(.zero, .runStarted(start)))
    var now = RunTime.zero
    var sequence = 0
    for round in 0..<rounds {
      for document in 0..<matrices[0].documents {
        for condition in matrices.indices {
          guard let seconds = matrices[condition][round: round, document: document] else {
            continue
          }
          let end = RunTime(nanoseconds: now.nanoseconds + Int64(seconds * 1e9))
          let record = RequestRecord(
            sequence: sequence, condition: condition, document: document, round: round,
            block: sequence, phase: .measurement, intendedStart: now, start: now, end: end,
            connectionReused: true, outcome: .ok(Answer(pages: 1)))
          builder.add(RunEvent(end, .requestFinished(record)))
          now = end
          sequence += 1
        }
      }
    }
    builder.add(RunEvent(now, .runFinished(RunFinished(.completed))))
    return builder
  }

  private var start: RunStarted {
    RunStarted(
      runID: "simulated", wallClock: 0, timestamp: "1970-01-01 00:00:00", version: "simulated",
      arguments: [],
      host: HostFacts(
        name: "simulated", system: "simulated", processor: "simulated", cores: 1, memoryBytes: 0),
      plan: plan,
      corpus: (0..<matrices[0].documents).map {
        Document(name: "\($0).pdf", bytes: 1, pages: 1 + $0 % 50, sha256: "\($0)")
      })
  }
}
