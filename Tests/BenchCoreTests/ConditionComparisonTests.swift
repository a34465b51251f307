import Statistics
import Testing

@testable import BenchCore

/// What is compared with what, and what it comes to.
@Suite
struct ConditionComparisonTests {
  /// Seconds of the guide's published file, FastAPI and Axum, one round, by file name.
  private static let published: [(Double, Double)] = [
    (0.2074124813079834, 0.21377944946289062), (1.9489285945892334, 1.997931957244873),
    (0.20867443084716797, 0.20869088172912598), (4.641650676727295, 3.919461250305176),
    (2.293649435043335, 3.2598021030426025), (0.6471383571624756, 0.6715917587280273),
    (6.09427285194397, 6.10302996635437), (2.2874691486358643, 2.374785900115967),
    (0.22269082069396973, 0.24060487747192383), (5.779724359512329, 5.989866733551025),
    (2.194845199584961, 2.091111898422241), (0.11588335037231445, 0.12343955039978027),
    (3.649245262145996, 3.753983497619629), (3.205662965774536, 3.3414134979248047),
    (15.721188068389893, 16.38558292388916), (1.0874693393707275, 1.1489503383636475),
    (0.37027525901794434, 0.37972092628479004), (2.4139585494995117, 2.481184482574463),
    (0.5496547222137451, 0.5717790126800537), (0.12208008766174316, 0.1268906593322754),
  ]

  @Test("The guide's published data: Rust takes 3.4 % longer, and that describes one pass")
  func guide() throws {
    // R 4.2.2: wilcox.test(log(rust / python), conf.int = TRUE); scipy's BCa over seeds.
    let comparison = compare([Self.published.map(\.0)], [Self.published.map(\.1)], shares: true)
    let ratio = try #require(comparison.ratio)
    let interval = try #require(comparison.interval)
    let p = try #require(comparison.p)
    let geometric = try #require(comparison.geometric)
    let reach = try #require(geometric.interval.map(LogRatio.ratios))
    #expect(abs(ratio - 1.0340) < 1e-4)
    #expect(abs(interval.lowerBound - 1.0188) < 1e-4 && abs(interval.upperBound - 1.0468) < 1e-4)
    #expect(abs(p - 0.0064) < 1e-4)
    #expect(comparison.fasterOn == 2 && comparison.documents == 20)
    #expect(abs(LogRatio.ratio(geometric.value) - 1.0376) < 1e-4)
    #expect(abs(reach.lowerBound - 1.007) < 0.005 && abs(reach.upperBound - 1.093) < 0.005)
    #expect(comparison.verdict == .slower)
    #expect(comparison.limitation == .onePass && comparison.replication == .documents)
  }

  @Test("Taking turns on each document, documents are the pairs, even in one round")
  func documents() {
    let comparison = compare([ones(8)], [ones(8, 1.1)], shares: false)
    #expect(comparison.replication == .documents && comparison.limitation == nil)
    #expect(comparison.verdict == .slower)
  }

  @Test("Where passes share their noise, rounds are the pairs from the fourth on")
  func rounds() {
    let baseline = Array(repeating: ones(8), count: 4)
    let other = [1.10, 1.11, 1.09, 1.10].map { ones(8, $0) }
    let four = compare(baseline, other, shares: true)
    #expect(four.replication == .rounds && four.limitation == nil && four.rounds == 4)
    #expect(four.verdict == .slower)
    let three = compare(Array(baseline.prefix(3)), Array(other.prefix(3)), shares: true)
    #expect(three.replication == .documents && three.limitation == .onePass)
  }

  @Test(
    "Documents too few for the level leave it to the rounds, if there are enough of those",
    arguments: [
      (0.95, 8, ConditionComparison.Replication.documents), (0.975, 8, .rounds),
      (0.975, 3, .documents),
    ])
  func fewDocuments(level: Double, rounds: Int, replication: ConditionComparison.Replication) {
    // Six documents suffice for 95 %, not for 97.5 %.
    let factors = [1.10, 1.11, 1.09, 1.10, 1.12, 1.08, 1.10, 1.11].prefix(rounds)
    let comparison = compare(
      factors.map { _ in ones(6) }, factors.map { ones(6, $0) }, shares: false, level: level)
    #expect(comparison.replication == replication)
    #expect((comparison.interval != nil) == (level == 0.95 || rounds >= 4))
  }

  @Test("Rounds are judged by Student's t over their means")
  func student() throws {
    // scipy.stats.ttest_1samp(log([1.10, 1.11, 1.09, 1.10]), 0): mean and 95 % interval.
    let logs = [1.10, 1.11, 1.09, 1.10].map { LogRatio.of($0, to: 1) }
    let four = compare(
      Array(repeating: ones(8), count: 4), [1.10, 1.11, 1.09, 1.10].map { ones(8, $0) },
      shares: true)
    let mean = logs.reduce(0, +) / 4
    let deviation =
      (logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 3).squareRoot()
    // The 97.5 % point of t with 3 degrees of freedom, from any table: 3.182446.
    let half = 3.182446 * deviation / 2
    let effect = try #require(four.effect)
    let interval = try #require(effect.interval)
    #expect(abs(effect.value - mean) < 1e-12)
    #expect(abs(interval.lowerBound - (mean - half)) < 1e-8)
    #expect(abs(interval.upperBound - (mean + half)) < 1e-8)
  }

  @Test("Fewer than six documents are too few to be the pairs")
  func fewDocuments() {
    #expect(compare([ones(5)], [ones(5, 1.1)], shares: false).limitation == .onePass)
    let rounds = compare(
      Array(repeating: ones(5), count: 4), [1.1, 1.2, 1.1, 1.2].map { ones(5, $0) }, shares: false)
    #expect(rounds.replication == .rounds && rounds.limitation == nil)
  }

  @Test("What one of the two never answered makes no comparison")
  func nothing() {
    let comparison = compare([], [ones(3)], shares: false)
    #expect(comparison.effect == nil && comparison.verdict == .unknown)
    #expect(comparison.corpusRatio == nil && comparison.p == nil)
  }

  @Test(
    "An interval makes the verdict",
    arguments: [
      (1.01...1.019, Verdict.differsWithinMargin), (0.99...1.01, .equivalent),
      (1.01...1.05, .slower), (0.9...0.99, .faster), (0.9...1.1, .inconclusive),
      (0.9...1.01, .inconclusive), (1.0...1.05, .inconclusive),
    ])
  func verdicts(ratios: ClosedRange<Double>, verdict: Verdict) {
    let logs = LogRatio.of(ratios.lowerBound, to: 1)...LogRatio.of(ratios.upperBound, to: 1)
    #expect(Verdict(Estimate(value: 0, interval: logs, level: 0.95)) == verdict)
  }

  @Test("Without an interval there is no verdict")
  func noInterval() {
    #expect(Verdict(nil) == .unknown)
    #expect(Verdict(Estimate(value: 1, interval: nil, level: 0.95)) == .unknown)
  }

  @Test("An inconclusive single pass asks for rounds first")
  func outlookOfOnePass() {
    let comparison = compare([ones(8)], [noisy(8)], shares: true)
    #expect(comparison.verdict == .inconclusive)
    #expect(comparison.outlook == .moreRounds(3))
  }

  @Test("Documents that scatter more than rounds ask for documents")
  func outlookOfDocuments() throws {
    // The same difference in every round: repeating it tells nothing new.
    let comparison = compare(
      Array(repeating: ones(8), count: 3), Array(repeating: noisy(8), count: 3), shares: false)
    #expect(comparison.verdict == .inconclusive)
    guard case .moreDocuments(let count) = comparison.outlook else {
      Issue.record("\(String(describing: comparison.outlook))")
      return
    }
    #expect(count > 0)
  }

  @Test("Where next to no difference is seen, the margin is what has to be reached")
  func outlookOfEquality() throws {
    let spread = compare(
      Array(repeating: ones(8), count: 4),
      [0.95, 1.05, 0.96, 1.04].map { ones(8, $0) }, shares: true)
    #expect(spread.verdict == .inconclusive)
    guard case .more(let count, .rounds) = spread.outlook else {
      Issue.record("\(String(describing: spread.outlook))")
      return
    }
    #expect((1...200).contains(count))
  }

  @Test("A settled comparison needs nothing more")
  func settled() {
    #expect(compare([ones(8)], [ones(8, 1.1)], shares: false).outlook == nil)
  }

  @Test(
    "Only turns document by document do not share their passes",
    arguments: [
      (ScheduleOrder.interleaved, 1, LoadModel.closed, false), (.interleaved, 2, .closed, true),
      (.sequential, 1, .closed, true), (.simultaneous, 1, .closed, true),
      (.interleaved, 1, .open(OpenLoad(ratePerSecond: 5)), true),
    ])
  func passes(order: ScheduleOrder, concurrency: Int, load: LoadModel, shares: Bool) {
    var plan = Fixture.plan(order: order)
    plan.load = load
    #expect(ConditionComparison.sharesPasses(plan, concurrency: concurrency) == shares)
  }

  // MARK: Values

  private func ones(_ count: Int, _ factor: Double = 1) -> [Double] {
    (0..<count).map { Double($0 + 1) * factor }
  }

  /// The same documents, some faster and some slower.
  private func noisy(_ count: Int) -> [Double] {
    (0..<count).map { Double($0 + 1) * [0.8, 1.3, 0.9, 1.1][$0 % 4] }
  }

  private func compare(
    _ baseline: [[Double]], _ other: [[Double]], shares: Bool, level: Double = 0.95
  ) -> ConditionComparison {
    ConditionComparison(
      baseline: 0, other: 1, times: PairedTimes(baseline: matrix(baseline), other: matrix(other)),
      sharesPasses: shares, level: level)
  }

  private func matrix(_ rows: [[Double]]) -> ServiceMatrix {
    var matrix = ServiceMatrix(documents: rows.first?.count ?? 0)
    for (round, row) in rows.enumerated() {
      for (document, seconds) in row.enumerated() {
        matrix.set(seconds, round: round, document: document)
      }
    }
    return matrix
  }
}

@Suite("All comparisons of a run")
struct AllComparisonsTests {
  static func levels(_ plan: Plan, parts: Int? = nil) -> Set<Double> {
    var times = ServiceMatrix(documents: 12)
    for document in 0..<12 { times.set(Double(document + 1), round: 0, document: document) }
    let all = ConditionComparison.all(
      of: plan, plan.conditions.map { _ in times }, parts: parts, resamples: 0)
    return Set(all.compactMap(\.level))
  }

  @Test("are as wide as all that stand on one table need")
  func wholeTable() {
    #expect(Self.levels(Fixture.plan()) == [0.95])
    #expect(Self.levels(Fixture.plan(servers: 3)) == [0.975])
    // Three resolutions at two concurrencies, two servers against one: 12 comparisons.
    let sweep = Fixture.plan(servers: 3, dpis: [72, 150, 300], concurrencies: [1, 4])
    #expect(Self.levels(sweep) == [1 - 0.05 / 12])
  }

  @Test("are as wide in the file of a sweep's point as they were on the sweep's table")
  func part() {
    #expect(Self.levels(Fixture.plan(), parts: 6) == [1 - 0.05 / 6])
  }

  @Test(
    "need documents enough for their level: 2 of 2ⁿ arrangements may lie outside",
    arguments: [(0.95, 6), (0.975, 7), (0.99, 8), (1 - 0.05 / 9, 9), (0.5, 6), (1, 64)])
  func leastDocuments(level: Double, documents: Int) {
    #expect(ConditionComparison.leastDocuments(level: level) == documents)
  }
}
