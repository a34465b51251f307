internal import BenchCore

/// What becomes of those who follow the advice that an inconclusive run gives.
package struct Pilots: Equatable, Sendable {
  package private(set) var runs = 0
  /// Inconclusive ones that said how much more would settle it.
  package private(set) var advised = 0
  /// Of those, new runs of the size advised that found the difference.
  package private(set) var found = 0
  /// Rounds and documents of the new runs, summed.
  package private(set) var rounds = 0
  package private(set) var documents = 0

  /// Runs of a setting in which the other server is slower.
  ///
  /// The new run is drawn afresh: nothing of the pilot is in it, as on a user's machine.
  package init(_ trials: Trials) {
    for seed in trials.seeds {
      runs += 1
      let pilot = SimulatedRun.whole(trials.setting, seed: seed)
      guard let larger = Self.advised(trials.setting, pilot.comparison().outlook) else { continue }
      advised += 1
      rounds += larger.rounds
      documents += larger.documents
      let second = SimulatedRun.whole(larger, seed: ~seed)
      if second.comparison().verdict == .slower { found += 1 }
    }
  }

  package var foundShare: Double { advised > 0 ? Double(found) / Double(advised) : 0 }
  package var meanRounds: Double { advised > 0 ? Double(rounds) / Double(advised) : 0 }
  package var meanDocuments: Double { advised > 0 ? Double(documents) / Double(advised) : 0 }

  /// The setting of the size advised; nil without advice.
  private static func advised(
    _ setting: SimulatedSetting, _ outlook: Outlook?
  ) -> SimulatedSetting? {
    var larger = setting
    switch outlook {
    case .more(let count, .rounds), .moreRounds(let count): larger.rounds += count
    case .more(let count, .documents), .moreDocuments(let count): larger.documents += count
    case .unknown, nil: return nil
    }
    return larger
  }
}
