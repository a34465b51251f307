import Testing

@testable import BenchCore

/// Each diagnosis fires for its cause, and for nothing that looks like it.
@Suite
struct DiagnosisTests {
  // MARK: Generator

  @Test("A generator at the limit of its core for a tenth of the run is serious")
  func saturated() {
    let engine = Self.engine([health(cpu: 0.95)] + Array(repeating: health(cpu: 0.3), count: 5))
    #expect(found(GeneratorSaturated.self) { $0.engine = engine } == [.generatorSaturated])
  }

  @Test("A generator that is busy for a moment, or not quite at its limit, is not told")
  func busyForAMoment() {
    let moment = Self.engine([health(cpu: 0.95)] + Array(repeating: health(cpu: 0.3), count: 19))
    let nearly = Self.engine(Array(repeating: health(cpu: 0.85), count: 5))
    #expect(found(GeneratorSaturated.self) { $0.engine = moment }.isEmpty)
    #expect(found(GeneratorSaturated.self) { $0.engine = nearly }.isEmpty)
  }

  @Test(
    "Slots that wait matter beside short requests, not beside long ones",
    arguments: [(0.05, true), (2.0, false)])
  func lagging(service: Double, fires: Bool) {
    let engine = Self.engine(Array(repeating: health(lag: 0.02), count: 5))
    let kinds = found(GeneratorSaturated.self) {
      $0.engine = engine
      $0.conditions = [summary(service: service), summary(service: service)]
    }
    #expect(kinds.isEmpty == !fires)
  }

  @Test(
    "Little's law: the requests in flight that were seen must be those that the times say",
    arguments: [(40.0, false), (38, false), (30, true), (50, true)])
  func littlesLaw(busySeconds: Double, fires: Bool) {
    // Four in flight for ten seconds.
    let engine = Self.engine(Array(repeating: health(inFlight: 4), count: 10))
    let kinds = found(LittlesLawBroken.self) {
      $0.engine = engine
      $0.busySeconds = busySeconds
    }
    #expect(kinds == (fires ? [.littlesLawBroken] : []))
  }

  @Test("A run that was killed is not held to Little's law: what was in flight has no record")
  func killed() {
    let engine = Self.engine(Array(repeating: health(inFlight: 4), count: 10))
    let kinds = found(LittlesLawBroken.self) {
      $0.engine = engine
      $0.isWhole = false
    }
    #expect(kinds.isEmpty)
  }

  @Test("A file without the generator's reports is not held to Little's law")
  func noReports() {
    #expect(found(LittlesLawBroken.self) { $0.busySeconds = 40 }.isEmpty)
  }

  @Test(
    "A silence of the generator means that the machine slept",
    arguments: [(3.0, false), (5.5, false), (60, true)])
  func silence(length: Double, fires: Bool) {
    let engine = Self.engine([health(), health(seconds: length), health()])
    #expect(found(ClockJumped.self) { $0.engine = engine } == (fires ? [.clockJumped] : []))
  }

  @Test("What was noted as serious while it happened is serious at the end, once")
  func disturbed() {
    let told = diagnoses(TimesDisturbed.self) { $0.seriousNotes = ["it slept", "it slept"] }
    #expect(told == [Diagnosis(.timesDisturbed, "it slept.")])
  }

  // MARK: Answers

  @Test("Different answers are serious, and say on how many documents")
  func answersDiffer() {
    let told = diagnoses(AnswersDiffer.self) {
      $0.answers = [sheet([2, 3, 4]), sheet([2, 3, 5])]
    }
    #expect(told.map(\.kind) == [.answersDiffer])
    #expect(told.first?.sentence.contains("pages agree on 2 of 3") == true)
    #expect(found(AnswersDiffer.self) { $0.answers = [sheet([2]), sheet([2])] }.isEmpty)
  }

  @Test("A server of which every request failed is serious; one that was never asked is not")
  func allFailed() {
    #expect(
      found(AllFailed.self) { $0.conditions = [summary(), summary(succeeded: 0, failed: 9)] }
        == [.allFailed])
    #expect(
      found(AllFailed.self) { $0.conditions = [summary(), summary(succeeded: 0)] }.isEmpty)
  }

  @Test(
    "Failures are unequal beyond one request in a hundred",
    arguments: [(0, 0, false), (1, 0, false), (2, 0, true), (5, 5, false), (50, 40, true)])
  func failuresUnequal(one: Int, other: Int, fires: Bool) {
    let kinds = found(FailuresUnequal.self) {
      $0.conditions = [one, other].map { summary(succeeded: 100 - $0, failed: $0) }
    }
    #expect(kinds == (fires ? [.failuresUnequal] : []))
  }

  // MARK: Order

  @Test("One after the other is confounded with time", arguments: ScheduleOrder.allCases)
  func order(order: ScheduleOrder) {
    let kinds = found(OrderConfounded.self) { $0.plan.order = order }
    #expect(kinds == (order == .sequential ? [.orderConfounded] : []))
    // One server alone cannot be confounded with another.
    let alone = found(OrderConfounded.self) {
      $0.plan = Fixture.plan(servers: 1, order: .sequential)
      $0.conditions = [summary()]
    }
    #expect(alone.isEmpty)
  }

  @Test(
    "A race on one machine is contended",
    arguments: [
      ("http://localhost:1", "http://127.0.0.1:2", ScheduleOrder.simultaneous, true),
      ("http://gpu:1", "http://user:secret@GPU:2/path", .simultaneous, true),
      ("http://gpu-1:1", "http://gpu-2:1", .simultaneous, false),
      ("http://localhost:1", "http://localhost:2", .interleaved, false),
    ])
  func contended(one: String, other: String, order: ScheduleOrder, fires: Bool) {
    let kinds = found(ContendedHardware.self) {
      $0.plan.order = order
      $0.plan.servers[0].origin = .url(one)
      $0.plan.servers[1].origin = .url(other)
    }
    #expect(kinds == (fires ? [.contendedHardware] : []))
  }

  @Test(
    "A trend over the rounds that is more than chance and more than 5 % is drift",
    arguments: [(1.03, 6, true), (1.001, 6, false), (1.03, 4, false), (1, 6, false)])
  func drift(growth: Double, rounds: Int, fires: Bool) {
    var times = ServiceMatrix(documents: 2)
    var factor = 1.0
    for round in 0..<rounds {
      times.set(0.1 * factor, round: round, document: 0)
      times.set(2 * factor, round: round, document: 1)
      factor *= growth
    }
    #expect(found(DriftAcrossRounds.self) { $0.times[1] = times } == (fires ? [.drift] : []))
  }

  // MARK: Requests

  @Test(
    "Requests far from what their document usually takes are told",
    arguments: [(3.0, true), (1.2, false)])
  func outliers(factor: Double, fires: Bool) {
    var times = ServiceMatrix(documents: 4)
    for round in 0..<6 {
      for document in 0..<4 {
        let jitter = 1 + 0.01 * Double((round * 3 + document) % 5)
        let isOdd = round == 2 && document == 1
        times.set(
          Double(document + 1) * jitter * (isOdd ? factor : 1), round: round, document: document)
      }
    }
    #expect(found(UnusualTimes.self) { $0.times[0] = times } == (fires ? [.outliers] : []))
  }

  @Test(
    "A server that closes its connections is told beside one that keeps them",
    arguments: [(0, 0, false), (100, 100, false), (60, 2, true), (30, 2, false)])
  func connections(one: Int, other: Int, fires: Bool) {
    let kinds = found(ConnectionsNotReused.self) { $0.newConnections = [one, other] }
    #expect(kinds == (fires ? [.connectionsNotReused] : []))
  }

  @Test(
    "The first request is slow against the same document in later rounds",
    arguments: [(0.5, true), (0.15, false)])
  func firstRequest(seconds: Double, fires: Bool) {
    var times = ServiceMatrix(documents: 1)
    for (round, time) in [seconds, 0.1, 0.1, 0.12].enumerated() {
      times.set(time, round: round, document: 0)
    }
    let kinds = found(FirstRequestSlow.self) {
      $0.times[0] = times
      $0.firsts[0] = FirstRequest(document: 0, round: 0, seconds: seconds)
    }
    #expect(kinds == (fires ? [.firstRequestSlow] : []))
  }

  @Test("With one round nobody knows whether the first request was slow")
  func firstRequestAlone() {
    var times = ServiceMatrix(documents: 1)
    times.set(5, round: 0, document: 0)
    let kinds = found(FirstRequestSlow.self) {
      $0.times[0] = times
      $0.firsts[0] = FirstRequest(document: 0, round: 0, seconds: 5)
    }
    #expect(kinds.isEmpty)
  }

  @Test(
    "A percentile needs ten answers beyond it",
    arguments: [(199, "p95 and p99"), (200, "p99"), (1000, nil)])
  func percentiles(count: Int, names: String?) {
    let told = diagnoses(PercentileUnsupported.self) {
      $0.conditions = [summary(succeeded: count), summary(succeeded: 5000)]
    }
    #expect(told.first.map { String($0.sentence.prefix { $0 != "c" }) } == names.map { $0 + " " })
  }

  @Test("One round says nothing of repetition", arguments: [(1, true), (2, false)])
  func oneRound(rounds: Int, fires: Bool) {
    #expect(
      found(OneRound.self) { $0.plan.rounds = rounds } == (fires ? [.oneRound] : []))
  }

  @Test("The most severe comes first")
  func sorted() {
    let all = Diagnosis.all(
      in: draft {
        $0.plan.rounds = 1
        $0.plan.order = .sequential
        $0.conditions = [summary(succeeded: 0, failed: 3), summary()]
      })
    #expect(all.map(\.severity) == all.map(\.severity).sorted())
    #expect(Set(all.map(\.severity)) == Set(Diagnosis.Severity.allCases))
  }

  @Test("A quiet interleaved run of several rounds has nothing serious and no warning")
  func quiet() {
    let all = Diagnosis.all(in: draft { _ in })
    #expect(all.allSatisfy { $0.severity == .note }, "\(all)")
  }

  // MARK: Evidence

  /// A quiet run of two servers, to be spoilt in one place.
  private struct Draft {
    var plan = Fixture.plan(rounds: 5)
    var conditions: [ConditionSummary]
    var times = [ServiceMatrix(documents: 3), ServiceMatrix(documents: 3)]
    var answers = [AnswerSheet(documents: 3), AnswerSheet(documents: 3)]
    var firsts: [FirstRequest?] = [nil, nil]
    var newConnections = [1, 1]
    var engine = EngineEvidence()
    var busySeconds = 0.0
    var isWhole = true
    var seriousNotes: [String] = []
  }

  private func draft(_ spoil: (inout Draft) -> Void) -> Evidence {
    var draft = Draft(conditions: [summary(), summary()])
    spoil(&draft)
    return Evidence(
      started: Fixture.started(draft.plan), names: draft.plan.servers.map(\.name),
      conditions: draft.conditions, times: draft.times, answers: draft.answers,
      firsts: draft.firsts, newConnections: draft.newConnections, engine: draft.engine,
      busySeconds: draft.busySeconds, isWhole: draft.isWhole,
      seriousNotes: draft.seriousNotes)
  }

  private func diagnoses(
    _ rule: any DiagnosisRule.Type, _ spoil: (inout Draft) -> Void
  ) -> [Diagnosis] {
    rule.diagnose(draft(spoil))
  }

  private func found(
    _ rule: any DiagnosisRule.Type, _ spoil: (inout Draft) -> Void
  ) -> [Diagnosis.Kind] {
    diagnoses(rule, spoil).map(\.kind)
  }

  private func summary(
    succeeded: Int = 100, failed: Int = 0, service: Double = 0.1
  ) -> ConditionSummary {
    var summary = ConditionSummary()
    summary.total = succeeded + failed
    summary.succeeded = succeeded
    if failed > 0 { summary.failures = [.http: failed] }
    summary.serviceSeconds = Array(repeating: service, count: succeeded)
    return summary
  }

  private func sheet(_ pages: [Int]) -> AnswerSheet {
    var sheet = AnswerSheet(documents: pages.count)
    for (document, count) in pages.enumerated() {
      sheet.add(Fixture.record(0, 1, document: document, .ok(Answer(pages: count))))
    }
    return sheet
  }

  private func health(
    seconds: Double = 1, cpu: Double = 0.1, lag: Double = 0, inFlight: Double = 1
  ) -> EngineHealth {
    EngineHealth(
      interval: Int64(seconds * 1e9), maximumLag: Int64(lag * 1e9), cpu: Int64(cpu * 1e9),
      openSockets: 1, inFlight: 1, meanInFlight: inFlight, unjudged: 0)
  }

  private static func engine(_ reports: [EngineHealth]) -> EngineEvidence {
    var evidence = EngineEvidence()
    for report in reports { evidence.add(report) }
    return evidence
  }
}
