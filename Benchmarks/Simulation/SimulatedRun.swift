package import BenchCore
internal import Statistics

/// A run that was drawn instead of measured: the product's schedule, times by chance.
///
/// It advances by one step of the schedule at a time, so that a stop rule can look at it.
package struct SimulatedRun: Sendable {
  private let setting: SimulatedSetting
  let plan: Plan
  private let schedule: Schedule
  /// Logarithm of the seconds expected of each document, and the other server's log ratio on it.
  private let documents: [(time: Double, effect: Double)]
  /// Change of the logarithm of a service time, per second.
  private let driftPerSecond: Double
  private var chance: NormalDraws
  private var clock = 0.0
  private var step = 0
  /// Service times so far, the baseline's first.
  package private(set) var matrices: [ServiceMatrix]

  /// A run that has not begun.
  ///
  /// - Parameter rounds: Most rounds it can have; the drift is over `setting.rounds`.
  package init(_ setting: SimulatedSetting, rounds: Int? = nil, seed: UInt64) {
    self.setting = setting
    plan = setting.plan(rounds: rounds ?? setting.rounds, seed: seed)
    schedule = Schedule(
      plan: plan, concurrency: setting.concurrency, documents: setting.documents)
    var chance = NormalDraws(seed: seed)
    documents = (0..<setting.documents).map { _ in
      (chance.next(), setting.effect + setting.effectSpread * chance.next())
    }
    self.chance = chance
    let pass = documents.reduce(0) { $0 + LogRatio.ratio($1.time) } / Double(setting.concurrency)
    let turns = setting.order == .simultaneous ? 1.0 : 2.0
    driftPerSecond = setting.drift / (pass * turns * Double(setting.rounds))
    matrices = Array(repeating: ServiceMatrix(documents: setting.documents), count: 2)
  }

  /// A whole run.
  package static func whole(_ setting: SimulatedSetting, seed: UInt64) -> SimulatedRun {
    var run = SimulatedRun(setting, seed: seed)
    while run.advance() {}
    return run
  }

  /// Rounds that both servers have.
  package var rounds: Int { matrices.map(\.rounds).min() ?? 0 }

  /// The log ratio that an interval should cover.
  ///
  /// With documents as pairs it is that of all documents like these, with rounds as pairs the mean
  /// over these documents.
  package func truth(_ replication: ConditionComparison.Replication) -> Double {
    switch replication {
    case .documents: setting.effect
    case .rounds: documents.reduce(0) { $0 + $1.effect } / Double(documents.count)
    }
  }

  /// The product's judgement of what there is.
  ///
  /// - Parameters:
  ///   - pairingDocuments: Takes documents for the pairs whatever the schedule is, as the product
  ///     does not.
  ///   - rounds: Of the first rounds alone; of all where nil.
  package func comparison(
    pairingDocuments: Bool = false, firstRounds rounds: Int? = nil
  ) -> ConditionComparison {
    let times = matrices.map { $0.first(rounds: rounds ?? $0.rounds) }
    return ConditionComparison(
      baseline: 0, other: 1, times: PairedTimes(baseline: times[0], other: times[1]),
      sharesPasses: !pairingDocuments
        && ConditionComparison.sharesPasses(plan, concurrency: setting.concurrency),
      level: 0.95, resamples: 0)
  }

  /// Draws the next step; false where there is none.
  package mutating func advance() -> Bool {
    guard step < schedule.steps else { return false }
    let blocks = schedule.blocks(step: step)
    step += 1
    let ofRound = setting.passEffect * chance.next()
    let ofServers = [setting.passEffect * chance.next(), setting.passEffect * chance.next()]
    let takesTurns = plan.takesTurnsOnDocuments(concurrency: setting.concurrency)
    for block in blocks {
      let start = clock
      for lane in block.lanes {
        let isShared = takesTurns && setting.passEffectScope == .stretch
        let pass = isShared ? ofRound : ofServers[lane.condition]
        clock = max(clock, draw(lane, of: block, from: start, pass))
      }
    }
    return true
  }

  /// Draws a lane's requests, as many in flight as the block says; returns when the last one ends.
  private mutating func draw(
    _ lane: Lane, of block: Block, from start: Double, _ pass: Double
  ) -> Double {
    var slots = [Double](repeating: start, count: block.concurrency)
    for document in lane.documents {
      let slot = slots.indices.min { slots[$0] < slots[$1] } ?? 0
      let (time, effect) = documents[document]
      let logarithm =
        time + (lane.condition == 0 ? 0 : effect) + driftPerSecond * slots[slot] + pass
        + setting.noise * chance.next()
      let seconds = LogRatio.ratio(logarithm)
      matrices[lane.condition].set(seconds, round: block.round, document: document)
      slots[slot] += seconds
    }
    return slots.max() ?? start
  }
}

/// Draws from the standard normal distribution, the same for the same seed.
struct NormalDraws: Sendable {
  private var generator: SplitMix64

  init(seed: UInt64) { generator = SplitMix64(seed: seed) }

  mutating func next() -> Double {
    // Between the 53-bit fractions, so that neither 0 nor 1 comes up.
    let fraction = (Double(generator.next() >> 11) + 0.5) / 0x1p53
    return NormalDistribution.quantile(fraction) ?? 0
  }
}
