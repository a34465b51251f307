@testable import BenchCore

/// A quiet run of two servers, to be spoilt in one place.
struct EvidenceDraft {
  var plan = Fixture.plan(rounds: 5)
  var conditions: [ConditionSummary]
  var times = [ServiceMatrix(documents: 3), ServiceMatrix(documents: 3)]
  var answers = [AnswerSheet(documents: 3), AnswerSheet(documents: 3)]
  var firsts: [FirstRequest?] = [nil, nil]
  var newConnections = [1, 1]
  var engine = EngineEvidence()
  var requests = 100
  var busySeconds = 0.0
  var ending: RunFinished.Reason? = .completed
  var seriousNotes: [String] = []
  var dpiReactions: [DPIReaction?] = [nil, nil]
}

/// A suite that spoils a quiet run and asks what a rule finds in it then.
protocol SpoilsEvidence {}

extension SpoilsEvidence {
  func draft(_ spoil: (inout EvidenceDraft) -> Void) -> Evidence {
    var draft = EvidenceDraft(conditions: [summary(), summary()])
    spoil(&draft)
    return Evidence(
      started: Fixture.started(draft.plan), names: draft.plan.servers.map(\.name),
      conditions: draft.conditions, times: draft.times, answers: draft.answers,
      firsts: draft.firsts, newConnections: draft.newConnections, engine: draft.engine,
      requests: draft.requests, busySeconds: draft.busySeconds, ending: draft.ending,
      seriousNotes: draft.seriousNotes, dpiReactions: draft.dpiReactions)
  }

  func diagnoses(
    _ rule: any DiagnosisRule.Type, _ spoil: (inout EvidenceDraft) -> Void
  ) -> [Diagnosis] {
    rule.diagnose(draft(spoil))
  }

  func found(
    _ rule: any DiagnosisRule.Type, _ spoil: (inout EvidenceDraft) -> Void
  ) -> [Diagnosis.Kind] {
    diagnoses(rule, spoil).map(\.kind)
  }

  func summary(
    succeeded: Int = 100, failed: Int = 0, service: Double = 0.1
  ) -> ConditionSummary {
    var summary = ConditionSummary()
    summary.total = succeeded + failed
    summary.succeeded = succeeded
    if failed > 0 { summary.failures = [.http: failed] }
    summary.serviceSeconds = Array(repeating: service, count: succeeded)
    return summary
  }

  func sheet(_ pages: [Int]) -> AnswerSheet {
    var sheet = AnswerSheet(documents: pages.count)
    for (document, count) in pages.enumerated() {
      sheet.add(Fixture.record(0, 1, document: document, .ok(Answer(pages: count))))
    }
    return sheet
  }

  func health(
    seconds: Double = 1, cpu: Double = 0.1, lag: Double = 0, inFlight: Double = 1
  ) -> EngineHealth {
    EngineHealth(
      interval: Int64(seconds * 1e9), maximumLag: Int64(lag * 1e9), cpu: Int64(cpu * 1e9),
      openSockets: 1, inFlight: 1, meanInFlight: inFlight, unjudged: 0)
  }

  static func engine(_ reports: [EngineHealth]) -> EngineEvidence {
    var evidence = EngineEvidence()
    for report in reports { evidence.add(report) }
    return evidence
  }
}
