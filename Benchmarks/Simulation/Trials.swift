package import BenchCore

/// Many simulated runs of one setting, each with a seed of its own.
package struct Trials: Sendable {
  package var setting: SimulatedSetting
  package var count: Int
  package var seed: UInt64

  package init(_ setting: SimulatedSetting, count: Int, seed: UInt64) {
    self.setting = setting
    self.count = count
    self.seed = seed
  }

  /// Whole runs as the product judges them, and as a tool would that pairs documents regardless.
  package func judged() -> (product: Tally, pairingDocuments: Tally) {
    var tallies = (Tally(), Tally())
    for seed in seeds {
      let run = SimulatedRun.whole(setting, seed: seed)
      let comparison = run.comparison()
      tallies.0.add(comparison, truth: run.truth(comparison.replication))
      tallies.1.add(run.comparison(pairingDocuments: true), truth: run.truth(.rounds))
    }
    return tallies
  }

  /// Runs that end by the stop rule.
  ///
  /// - Parameter atFirstLook: Ends them at the first even round whose interval is narrow, as the
  ///   product does not where rounds are the pairs.
  package func stopped(
    _ rule: StopRule, atFirstLook: Bool = false, maximumRounds: Int = StopRule.usualRounds
  ) -> Tally {
    var tally = Tally()
    for seed in seeds {
      var run = SimulatedRun(setting, rounds: maximumRounds, seed: seed)
      while run.advance() {
        let isReached =
          atFirstLook
          ? run.rounds >= StopRule.leastRounds && run.rounds.isMultiple(of: 2)
            && rule.isNarrow(run.comparison())
          : rule.isReached(afterRounds: run.rounds) { [run.comparison(firstRounds: $0)] }
        if isReached { break }
      }
      let comparison = run.comparison()
      tally.add(comparison, truth: run.truth(comparison.replication))
    }
    return tally
  }

  /// Far enough apart that no two runs share a document order.
  var seeds: [UInt64] {
    (0..<count).map { seed &+ UInt64(truncatingIfNeeded: $0) &* 0x1_0000_0001 }
  }
}
