import BenchCore
import Testing

/// A saved run made up for what a comparison says of it.
struct SavedDraft {
  var plan = Fixture.plan(rounds: 4)
  var kind = SavedRun.Kind.result
  var names = (0..<8).map { "d\($0).pdf" }
  var digests: [String: String] = [:]
  var host = "host"
  var version = "1"
  var id = "run"
  var sweep: SweepPart?
  var reason: RunFinished.Reason? = .completed
  /// What each server answers; a page and a text by default.
  var outcome: (_ server: Int, _ document: Int) -> Outcome = { _, document in
    .ok(Answer(pages: 1, textDigest: "text \(document)"))
  }
  /// Milliseconds, times the DPI over 150.
  var milliseconds: (_ server: Int, _ document: Int, _ round: Int) -> Int64 = { _, _, _ in 1500 }
  /// A probe of the first server's DPI that finds no reaction.
  var ignoresDPI = false

  var run: SavedRun {
    var started = Fixture.started(plan)
    started.corpus = names.map {
      Document(name: $0, bytes: 1000, pages: 2, sha256: digests[$0] ?? "00")
    }
    started.host.name = host
    started.version = version
    started.runID = id
    started.sweep = sweep
    var events = [RunEvent(.zero, .runStarted(started))]
    if ignoresDPI {
      let sample = DPISample(.ok(Answer(pages: 1, megapixels: 1)), serviceSeconds: 1)
      events.append(
        RunEvent(
          .zero,
          .dpiProbed(
            DPIProbe(
              server: 0, document: "d0.pdf", low: 72, high: 300, said: [.query],
              pairs: (0..<5).map { _ in DPIPair(low: sample, high: sample) }))))
    }
    var now: Int64 = 0
    var sequence = 0
    for round in 0..<plan.rounds {
      for document in names.indices {
        for (index, condition) in plan.conditions.enumerated() {
          let time = Int64(
            Double(milliseconds(condition.server, document, round)) * condition.dpi / 150)
          events.append(
            Fixture.finished(
              Fixture.record(
                now, now + time, sequence: sequence, condition: index, document: document,
                round: round, block: sequence, outcome(condition.server, document))))
          now += time
          sequence += 1
        }
      }
    }
    if let reason {
      events.append(RunEvent(Fixture.time(now), .runFinished(RunFinished(reason))))
    }
    return SavedRun(kind: kind, started: started, events: events, warnings: [])
  }

  func compared(_ name: String = "a.json") throws -> ComparedRun {
    try #require(ComparedRun(name: name, run: run))
  }

  func at(dpi: Double) -> SavedDraft {
    var copy = self
    copy.plan.dpis = [dpi]
    copy.id += " at \(dpi)"
    return copy
  }
}

/// Tests of what a comparison of made-up runs says.
protocol ComparesDrafts {}

extension ComparesDrafts {
  var draft: SavedDraft { SavedDraft() }

  /// These drafts side by side, as files named `r0.json`, `r1.json` and so on.
  func compare(
    _ drafts: [SavedDraft], by pivot: ComparePivot? = nil, from baseline: String? = nil
  ) throws -> RunComparison {
    let runs = try drafts.enumerated().map { try $1.compared("r\($0).json") }
    let name = try baseline.map { try #require(ColumnName($0, in: runs)) }
    return RunComparison(runs, baseline: name, pivot: pivot)
  }

  /// What speaks against it.
  func kinds(_ comparison: RunComparison) -> Set<CompareCaveat.Kind> {
    Set(comparison.caveats.map(\.kind))
  }
}
