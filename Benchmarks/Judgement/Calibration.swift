internal import BenchCore
internal import Simulation
internal import Statistics

/// Simulated comparisons whose truth is known: how often the verdict is wrong, by schedule.
struct Calibration {
  let comparisons: Int
  let seed: UInt64

  /// Of two equal servers, the share of intervals that may exclude equality: 5 %, by definition,
  /// give or take 2,000 comparisons.
  private static let falseAlarms = 0.025...0.06
  private static let coverage = 0.93...0.97
  private static let power = 0.85...1.0
  /// A difference of 5 %, which varies by 2 % between documents.
  private static let difference = LogRatio.of(1.05, to: 1)
  private static let spread = 0.02

  func print(_ bounds: inout Bounds) {
    Swift.print("\nSeed \(seed), \(comparisons) comparisons in each row, figures in %.\n")
    schedules(&bounds)
    passesAlone(&bounds)
    beyond(&bounds)
    stopping(&bounds)
    projections(&bounds)
  }

  // MARK: Schedules

  private func schedules(_ bounds: inout Bounds) {
    row(
      "schedule", "pass effect", "documents", "excludes equality", "says faster or slower",
      "coverage at 5 %", "documents as pairs regardless")
    row("---", "---", "---", "---", "---", "---", "---")
    for (name, change) in Self.schedules {
      for passEffect in [0.01, 0.02] {
        for documents in [20, 100] {
          var setting = SimulatedSetting()
          setting.passEffect = passEffect
          setting.documents = documents
          change(&setting)
          schedule(name, setting, isBound: true, &bounds)
        }
      }
    }
  }

  private static let schedules: [(String, @Sendable (inout SimulatedSetting) -> Void)] = [
    ("interleaved, c = 1", { _ in }),
    ("interleaved, c = 4", { $0.concurrency = 4 }),
    (
      "simultaneous, c = 4",
      {
        $0.order = .simultaneous
        $0.concurrency = 4
      }
    ),
    (
      "sequential, no drift",
      {
        $0.order = .sequential
        $0.drift = 0
      }
    ),
  ]

  private func schedule(
    _ name: String, _ setting: SimulatedSetting, isBound: Bool, _ bounds: inout Bounds
  ) {
    let equal = Trials(setting, count: comparisons, seed: seed).judged()
    var unequal = setting
    unequal.effect = Self.difference
    unequal.effectSpread = Self.spread
    let slower = Trials(unequal, count: comparisons, seed: seed).judged().product
    let label = "\(name), \(setting.documents) documents, pass effect \(setting.passEffect)"
    row(
      name, "\(Bounds.decimal(100 * setting.passEffect))", "\(setting.documents)",
      bounds.percent(
        equal.product.exclusionShare, in: isBound ? Self.falseAlarms : nil,
        "\(label): intervals that exclude equality"),
      bounds.percent(
        equal.product.alarmShare, in: isBound ? 0...Self.falseAlarms.upperBound : nil,
        "\(label): false alarms"),
      bounds.percent(
        slower.coverage, in: isBound ? Self.coverage : nil, "\(label): coverage"),
      bounds.percent(equal.pairingDocuments.exclusionShare))
  }

  // MARK: What is not promised

  private func passesAlone(_ bounds: inout Bounds) {
    Swift.print("\nOne round at c = 4, which the program stars as descriptive:\n")
    row("pass effect", "documents", "documents as pairs: false alarms")
    row("---", "---", "---")
    for passEffect in [0.01, 0.02] {
      for documents in [20, 100] {
        var setting = SimulatedSetting()
        setting.passEffect = passEffect
        setting.documents = documents
        setting.concurrency = 4
        setting.rounds = 1
        setting.drift = 0
        let tally = Trials(setting, count: comparisons, seed: seed).judged().pairingDocuments
        row(
          "\(Bounds.decimal(100 * passEffect))", "\(documents)",
          bounds.percent(tally.exclusionShare))
      }
    }
  }

  private func beyond(_ bounds: inout Bounds) {
    Swift.print("\nBeyond what a schedule can do (20 documents):\n")
    row(
      "schedule", "pass effect", "documents", "excludes equality", "says faster or slower",
      "coverage at 5 %", "documents as pairs regardless")
    row("---", "---", "---", "---", "---", "---", "---")
    for passEffect in [0.01, 0.02] {
      var setting = SimulatedSetting()
      setting.passEffect = passEffect
      setting.order = .sequential
      schedule("sequential, drift 5 % (starred)", setting, isBound: false, &bounds)
      setting = SimulatedSetting()
      setting.passEffect = passEffect
      setting.passEffectScope = .server
      schedule("interleaved, c = 1, pass effect of the server", setting, isBound: false, &bounds)
      setting = SimulatedSetting()
      setting.passEffect = passEffect
      setting.concurrency = 4
      setting.drift = 0.2
      schedule("interleaved, c = 4, drift 20 %", setting, isBound: false, &bounds)
    }
  }

  // MARK: Stopping

  private func stopping(_ bounds: inout Bounds) {
    Swift.print(
      "\nStopped by the width of the interval (20 documents, at most \(StopRule.usualRounds) rounds, "
        + "\(4 * comparisons) comparisons):\n")
    row(
      "schedule", "pass effect", "until", "coverage", "rounds", "at the first look: coverage",
      "rounds")
    row("---", "---", "---", "---", "---", "---", "---")
    for (concurrency, passEffect) in [(1, 0.01), (4, 0.01), (4, 0.02)] {
      for margin in [0.01, 0.015, 0.02, 0.03] {
        var setting = SimulatedSetting()
        setting.concurrency = concurrency
        setting.passEffect = passEffect
        let trials = Trials(setting, count: 4 * comparisons, seed: seed)
        let rule = StopRule(margin: margin)
        let kept = trials.stopped(rule)
        let first = trials.stopped(rule, atFirstLook: true)
        row(
          "interleaved, c = \(concurrency)", Bounds.decimal(100 * passEffect),
          Wording.margin(margin),
          bounds.percent(
            kept.coverage, in: Self.coverage.lowerBound...1,
            "until \(Wording.margin(margin)), c = \(concurrency): coverage"),
          Bounds.decimal(kept.meanRounds), bounds.percent(first.coverage),
          Bounds.decimal(first.meanRounds))
      }
    }
  }

  // MARK: Projections

  private func projections(_ bounds: inout Bounds) {
    Swift.print("\nA difference of 5 %, after a first run that was inconclusive:\n")
    row("first run", "inconclusive with advice", "then found", "mean rounds", "mean documents")
    row("---", "---", "---", "---", "---")
    for pilot in Pilot.all {
      var setting = pilot.setting
      setting.effect = Self.difference
      let pilots = Pilots(Trials(setting, count: comparisons / 2, seed: seed))
      row(
        pilot.name,
        bounds.percent(Double(pilots.advised) / Double(max(1, pilots.runs))),
        bounds.percent(
          pilots.foundShare, in: pilot.isBound ? Self.power : nil, "\(pilot.name): found"),
        Bounds.decimal(pilots.meanRounds), Bounds.decimal(pilots.meanDocuments))
    }
  }
}
