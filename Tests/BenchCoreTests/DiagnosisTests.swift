import Testing

@testable import BenchCore

/// What speaks against the servers, the order and the requests: each rule fires for its cause, and for
/// nothing that looks like it.
@Suite
struct DiagnosisTests: SpoilsEvidence {
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

  @Test("A server that does the same at every DPI is told; one of which it is not known is not")
  func dpiIgnored() {
    let (steady, same) = (DPIReactionTests.steady, DPIReactionTests.steadyToo)
    let ignores = DPIReaction(DPIReactionTests.probe(steady, same))
    let reacts = DPIReaction(DPIReactionTests.probe(steady, steady.map { $0 * 3.1 }))
    let unknown = DPIReaction(DPIReactionTests.probe(steady, [0.02, 0.9, 0.1, 0.5, 0.06]))
    let told = diagnoses(DPIIgnored.self) { $0.dpiReactions = [reacts, ignores] }
    #expect(told.map(\.kind) == [.dpiIgnored] && told.map(\.severity) == [.warning])
    #expect(told.first?.sentence.hasPrefix("Server 1 does not react to the DPI (72 → 300") == true)
    #expect(found(DPIIgnored.self) { $0.dpiReactions = [reacts, unknown] }.isEmpty)
    #expect(found(DPIIgnored.self) { $0.dpiReactions = [nil, nil] }.isEmpty)
    // More servers told of than the plan has: nobody to name.
    #expect(found(DPIIgnored.self) { $0.dpiReactions = [nil, nil, ignores] }.isEmpty)
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
    arguments: [
      (10, "p95 and p99 are left out with 10 answers: p95 needs 200."),
      (99, "p95 is uncertain (~) and p99 is left out with 99 answers: p95 needs 200."),
      (199, "p95 and p99 are uncertain (~) with 199 answers: p95 needs 200."),
      (200, "p99 is uncertain (~) with 200 answers: p99 needs 1,000."), (1000, nil),
    ])
  func percentiles(count: Int, sentence: String?) {
    let told = diagnoses(PercentileUnsupported.self) {
      $0.conditions = [summary(succeeded: count), summary(succeeded: 5000)]
    }
    #expect(told.first?.sentence == sentence)
  }

  @Test(
    "A run that somebody stopped is told by what was sent; one that was done or killed is not",
    arguments: [
      (RunFinished.Reason.interrupted, 4, true), (.interrupted, 5, false), (.completed, 4, false),
      (.failed, 4, false), (nil, 4, false),
    ])
  func stoppedEarly(ending: RunFinished.Reason?, rounds: Int, fires: Bool) {
    // Three documents, five rounds, two servers.
    let told = diagnoses(StoppedEarly.self) {
      $0.ending = ending
      $0.conditions = [summary(succeeded: 3 * rounds), summary(succeeded: 3 * rounds)]
    }
    #expect(told.map(\.kind) == (fires ? [.stoppedEarly] : []))
    if fires { #expect(told.first?.sentence.contains("24 of 30 requests") == true) }
  }

  @Test(
    "One document that both answered is no corpus; none is too few for anything",
    arguments: [
      ([0], [0], true), ([0, 1], [1, 2], true), ([0, 1], [0, 1], false), ([0], [1], false),
    ])
  func oneDocument(first: [Int], second: [Int], fires: Bool) {
    let kinds = found(OneDocument.self) { draft in
      for (server, documents) in [first, second].enumerated() {
        for document in documents {
          for round in 0..<5 { draft.times[server].set(1, round: round, document: document) }
        }
      }
    }
    #expect(kinds == (fires ? [.oneDocument] : []))
  }

  @Test("What was in flight at the stop is not counted as sent")
  func stoppedWithAborted() {
    let told = diagnoses(StoppedEarly.self) {
      $0.ending = .interrupted
      $0.conditions = [summary(succeeded: 6), summary(succeeded: 6, failed: 1)]
      $0.conditions[1].failures = [.aborted: 1]
    }
    #expect(told.first?.sentence.contains("after 12 of 30 requests") == true, "\(told)")
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
}
