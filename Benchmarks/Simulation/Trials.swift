internal import BenchCore
internal import Statistics

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
  /// - Parameters:
  ///   - halfWidth: Of the interval, on the log scale, at which a run ends.
  ///   - looks: Successive looks, at even rounds from the fourth on, that must find it reached.
  package func stopped(halfWidth: Double, looks: Int, maximumRounds: Int = 20) -> Tally {
    var tally = Tally()
    for seed in seeds {
      var run = SimulatedRun(setting, rounds: maximumRounds, seed: seed)
      var reached = 0
      while reached < looks, run.advance() {
        guard run.rounds >= 4, run.rounds.isMultiple(of: 2) else { continue }
        let now = run.comparison().effect?.halfWidth
        reached = now.map { $0 <= halfWidth } ?? false ? reached + 1 : 0
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
