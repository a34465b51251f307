import Testing

@testable import BenchCore

/// What assertions come to, run by run.
@Suite
struct AssertionTests {
  /// The second server takes 5 % more or less longer, by document and round; 12 documents.
  private static var slower: MeasuredRun {
    MeasuredRun(
      plan: Fixture.plan(rounds: 2), pages: [Int?](repeating: 2, count: 12),
      milliseconds: { server, document, round in
        let base = 1000 * Int64(document + 1)
        return server == 0 ? base : base + base / 100 * (5 + Int64((document + round) % 3) - 1)
      })
  }

  private static func failing(_ failures: Set<Int>) -> MeasuredRun {
    var run = MeasuredRun()
    run.outcome = { server, document, _ in
      server == 1 && failures.contains(document)
        ? Fixture.failure(.http) : .ok(Answer(pages: 1))
    }
    return run
  }

  @Test(
    "A figure without a server has to hold for every one",
    arguments: [
      ("mean<0.2s", .pass), ("mean<0.1s", .fail), ("mean<=0.1s", .pass), ("failed==0", .fail),
      ("s0.failed==0", .pass), ("s1.failed==4", .pass), ("error_share<=25%", .pass),
      ("s1.error_share<25%", .fail), ("successful==16", .fail), ("s0.successful==16", .pass),
      ("total!=15", .pass), ("min>=100ms", .pass), ("max>100ms", .fail),
      // 16 answers of 0.1 s, every one in a window of its own.
      ("s0.requests_per_second>=10", .pass), ("s0.pages_per_second>10", .fail),
    ] as [(String, AssertionResult.Outcome)])
  func figures(text: String, outcome: AssertionResult.Outcome) throws {
    let result = try Self.failing([2, 5]).check(text)
    #expect(result.outcome == outcome, "\(result)")
    #expect(result.text == text)
  }

  @Test("The outcome names the server that decided, with its value in words")
  func deciding() throws {
    let result = try Self.failing([2, 5]).check("failed==0")
    #expect(result.findings.count == 2)
    #expect(
      result.deciding == [
        .init(condition: 1, outcome: .fail, value: 4, words: "4 of 16")
      ])
  }

  // n ≥ 10 / (1 − p): 16 answers carry no p50, 20 do.
  @Test("A percentile that its sample does not support is unknown, a rough one too")
  func unsupported() throws {
    let small = try MeasuredRun().check("p50<1s")
    #expect(small.outcome == .unknown)
    #expect(small.findings[0].words == "it needs 20 answers, there are 16")
    var run = MeasuredRun()
    run.pages = [Int?](repeating: 1, count: 10)
    #expect(try run.check("p50<1s").outcome == .pass)
    #expect(try run.check("p95<1s").outcome == .unknown)
    #expect(try run.check("response_p50<1s").outcome == .unknown, "the closed model has none")
  }

  @Test("A fail outweighs what is unknown, and that a pass")
  func worst() throws {
    var run = MeasuredRun()
    run.pages = [Int?](repeating: 1, count: 10)
    run.outcome = { server, document, _ in
      server == 1 && document > 4 ? Fixture.failure(.http) : .ok(Answer(pages: 1))
    }
    #expect(try run.check("p50<1s").outcome == .unknown)
    #expect(try run.check("p50<1ms").outcome == .fail)
    #expect(try run.check("s0.p50<1s").outcome == .pass)
  }

  @Test("What fails at once is not fast: adjusted percentiles count failures as endless")
  func adjusted() throws {
    var run = Self.failing([0, 1, 2, 3, 4, 5, 6])
    run.pages = [Int?](repeating: 1, count: 10)
    #expect(try run.check("s1.adjusted_p50<1s").outcome == .fail)
    #expect(try run.check("s1.adjusted_p50<1s").findings[0].words == "endless")
    #expect(try run.check("s0.adjusted_p50<1s").outcome == .pass)
  }

  @Test(
    "A relation is judged on the far end of its interval",
    arguments: [
      // All log ratios lie within log 1.04 … log 1.06.
      ("slower(s1,s0)<6.1%", .pass), ("slower(s1,s0)<5%", .fail), ("slower(s1,s0)>4%", .pass),
      ("slower(s1,s0)>5%", .fail), ("faster(s0,s1)<5.9%", .pass), ("faster(s0,s1)>3%", .pass),
      ("faster(s0,s1)>4.9%", .fail), ("faster(s1,s0)<-3%", .pass), ("slower(s0,s1)<0%", .pass),
    ] as [(String, AssertionResult.Outcome)])
  func relations(text: String, outcome: AssertionResult.Outcome) throws {
    let result = try Self.slower.check(text)
    #expect(result.outcome == outcome, "\(result)")
  }

  @Test("The far end is that of the verdict's own interval")
  func farEnd() throws {
    let interval = try #require(
      try Self.slower.figures().judgement.pairs.first?.comparison.interval)
    let upper = try #require(try Self.slower.check("slower(s1,s0)<9%").findings[0].value)
    #expect(abs(upper - (interval.upperBound - 1)) < 1e-12)
    let lower = try #require(try Self.slower.check("slower(s1,s0)>=1%").findings[0].value)
    #expect(abs(lower - (interval.lowerBound - 1)) < 1e-12)
    // Turned round, the ratios are their inverses.
    let inverse = try #require(try Self.slower.check("slower(s0,s1)<9%").findings[0].value)
    #expect(abs(inverse - (1 / interval.lowerBound - 1)) < 1e-12)
  }

  @Test("A relation without an interval, or with its verdict withheld, is unknown")
  func unknownRelations() throws {
    var few = Self.slower
    few.pages = [1, 1, 1]
    #expect(try few.check("slower(s1,s0)<50%").findings[0].words.hasPrefix("no interval"))
    var withheld = Self.slower
    withheld.outcome = { server, document, _ in
      .ok(Answer(pages: document == 3 ? server + 1 : 1))
    }
    let result = try withheld.check("slower(s1,s0)<50%")
    #expect(result.outcome == .unknown)
    #expect(result.findings[0].words == "the verdict is withheld")
    #expect(try withheld.check("mean<100s").outcome == .pass, "figures are told all the same")
  }

  @Test("Two servers that are both not the baseline are compared where an assertion asks")
  func notBaseline() throws {
    var run = Self.slower
    run.plan = Fixture.plan(servers: 3, rounds: 2)
    let times = run.milliseconds
    run.milliseconds = { server, document, round in
      server == 2 ? 2 * times(0, document, round) : times(server, document, round)
    }
    // 2 / 1.05 = 1.905, within 2 / 1.06 … 2 / 1.04.
    let result = try run.check("slower(s2,s1)>85%")
    #expect(result.outcome == .pass, "\(result)")
    #expect(try run.check("slower(s2,s1)<95%").outcome == .pass)
    #expect(try run.check("faster(s1,s2)>44%").outcome == .pass)
    // Bonferroni for the table's two comparisons.
    run.plan.assertions = ["slower(s2,s1)>85%"]
    #expect(try run.figures().judgement.pairs.count == 2)
  }

  @Test("Answers are held against the baseline's; nothing compared is unknown, not equal")
  func mismatches() throws {
    var run = MeasuredRun()
    run.outcome = { server, document, _ in
      .ok(Answer(pages: 1, textDigest: document < 3 ? "\(server)" : "same"))
    }
    let result = try run.check("text_mismatch==0")
    #expect(
      result.findings == [
        .init(condition: 1, outcome: .fail, value: 3, words: "3 of 8 documents")
      ])
    #expect(try run.check("page_mismatch==0").outcome == .pass)
    #expect(try MeasuredRun().check("text_mismatch==0").outcome == .unknown, "no text was told")
    var alone = MeasuredRun()
    alone.plan = Fixture.plan(servers: 1)
    #expect(try alone.check("text_mismatch==0").outcome == .unknown)
    #expect(try alone.check("web_overhead<1s").outcome == .unknown)
  }

  @Test("A server that was left out is not asked, unless it is named")
  func leftOut() throws {
    var plan = Fixture.plan(servers: 2)
    plan.assertions = ["failed==0", "s1.failed==0", "slower(s1,s0)<3%"]
    var run = MeasuredRun(plan: plan)
    run.plan.servers.removeLast()
    var events = run.events
    events[0] = RunEvent(.zero, .runStarted(Fixture.started(plan, documents: 8)))
    events.insert(
      RunEvent(.zero, .serverChanged(ServerChange(server: 1, state: .unavailable, detail: ""))),
      at: 1)
    let outcomes = try #require(RunFigures(events: events)).assertions.map(\.outcome)
    #expect(outcomes == [.pass, .unknown, .unknown])
  }

  @Test("An assertion of a file that this version cannot read is unknown")
  func unreadable() throws {
    let result = try MeasuredRun().check("energy<3J")
    #expect(result.outcome == .unknown && result.text == "energy<3J")
    #expect(result.findings[0].words.hasPrefix("cannot be read: there is no figure"))
  }
}
