/// Collects a run's events into the evidence for its judgement, one at a time.
struct EvidenceBuilder: Sendable {
  private(set) var times: [ServiceMatrix] = []
  private var answers: [AnswerSheet] = []
  private var firsts: [FirstRequest?] = []
  private var firstSequences: [Int] = []
  private var newConnections: [Int] = []
  private var engine = EngineEvidence()
  /// What the load generator said in the newest segment of the clock.
  private var segment = EngineEvidence()
  private var resumptions: [RunResumed] = []
  private var requests = 0
  private var busySeconds = 0.0
  private var ending: RunFinished.Reason?
  private var seriousNotes: [String] = []
  private var dpiReactions: [DPIReaction?] = []
  /// What was watched, beside what was measured.
  private(set) var usage = UsageLedger()

  /// Most serious notes kept.
  private static let noteLimit = 100

  mutating func add(_ event: RunEvent) {
    switch event.payload {
    case .runStarted(let start): begin(start)
    case .requestFinished(let record): add(record)
    case .engineHealth(let health):
      engine.add(health)
      segment.add(health)
    case .runResumed(let resumed): resume(resumed)
    case .runFinished(let finished): ending = finished.reason
    case .note(let note):
      if note.severity == .serious, seriousNotes.count < Self.noteLimit {
        seriousNotes.append(note.text)
      }
    case .dpiProbed(let probe):
      if dpiReactions.indices.contains(probe.server) {
        dpiReactions[probe.server] = DPIReaction(probe)
      }
    case .resourceSampled(let sample): usage.add(sample, at: event.time)
    case .subjectChanged(let change): usage.add(change, at: event.time)
    case .serverChanged, .requestStarted, .pageReceived, .gpuSampled: return
    }
  }

  private mutating func begin(_ start: RunStarted) {
    self = EvidenceBuilder()
    let conditions = start.plan.conditions
    let documents = start.corpus.count
    times = conditions.map { _ in ServiceMatrix(documents: documents) }
    answers = conditions.map { _ in AnswerSheet(documents: documents) }
    firsts = conditions.map { _ in nil }
    firstSequences = conditions.map { _ in .max }
    newConnections = conditions.map { _ in 0 }
    dpiReactions = start.plan.servers.map { _ in nil }
    usage = UsageLedger(start)
  }

  /// The reports of a segment that was cut short lack its end: records and reports are set against
  /// each other in the newest segment alone.
  private mutating func resume(_ resumed: RunResumed) {
    resumptions.append(resumed)
    segment = EngineEvidence()
    ending = nil
    requests = 0
    busySeconds = 0
    usage.resume()
  }

  private mutating func add(_ record: RequestRecord) {
    let condition = record.condition
    guard times.indices.contains(condition) else { return }
    requests &+= 1
    usage.add(record)
    busySeconds += max(0, record.serviceSeconds)
    guard record.phase == .measurement else { return }
    times[condition].add(record)
    answers[condition].add(record)
    if !record.connectionReused { newConnections[condition] &+= 1 }
    if record.outcome.answer != nil, record.sequence < firstSequences[condition] {
      firstSequences[condition] = record.sequence
      firsts[condition] = FirstRequest(
        document: record.document, round: record.round, seconds: record.serviceSeconds)
    }
  }

  /// The evidence of everything added, beside the figures made of the same events.
  func finish(_ started: RunStarted, _ conditions: [ConditionSummary]) -> Evidence {
    let all = started.plan.conditions
    return Evidence(
      started: started,
      names: all.map {
        started.plan.servers.indices.contains($0.server)
          ? started.plan.servers[$0.server].name : "?"
      }, conditions: conditions, times: times, answers: answers, firsts: firsts,
      newConnections: newConnections, engine: engine, requests: requests,
      busySeconds: busySeconds, ending: ending, seriousNotes: seriousNotes,
      dpiReactions: dpiReactions, segment: segment, resumptions: resumptions,
      subjects: usage.evidence())
  }
}
