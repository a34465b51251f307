/// How much more measuring would settle a question that is still open.
package struct Projection: Equatable, Sendable {
  /// What was paired in the interval at hand.
  package enum Unit: String, Hashable, Sendable {
    /// Documents, each averaged over rounds: the rounds' own effect hits all alike and drops out.
    case documents
    /// Rounds, each averaged over documents: the corpus is as it is, its own scatter drops out.
    case rounds
  }

  /// What it takes.
  package enum Need: Hashable, Sendable {
    /// Nothing: it is settled.
    case reached
    /// About as many more.
    case more(Int)
    /// No number (up to `limit`) does it: the scatter is of the other kind.
    case never
  }

  /// Beyond this, a number would be no advice.
  package static let limit = 1_000_000

  /// Where the scatter comes from, and how many documents and rounds there are now.
  package let split: VarianceSplit
  /// What the interval at hand paired.
  package let unit: Unit
  /// Half the length of the interval at hand, on the log scale.
  package let halfWidth: Double
  /// Of the interval at hand, 0…1.
  package let level: Double

  package init(split: VarianceSplit, unit: Unit, halfWidth: Double, level: Double = 0.95) {
    self.split = split
    self.unit = unit
    self.halfWidth = halfWidth
    self.level = level
  }

  /// How many more rounds over the same documents until the half-width is at most `target`.
  package func rounds(until target: Double) -> Need {
    need(target, now: split.roundCount) { halfWidth(documents: split.documentCount, rounds: $0) }
  }

  /// How many more documents in as many rounds until the half-width is at most `target`.
  package func documents(until target: Double) -> Need {
    need(target, now: split.documentCount) { halfWidth(documents: $0, rounds: split.roundCount) }
  }

  /// The half-width to expect of another number of documents and rounds.
  ///
  /// The one at hand, scaled by the standard error that the variances give, and between numbers of
  /// rounds as pairs also by Student's t. Nil where nothing varies, or for numbers under 1 (under 2
  /// rounds as pairs).
  package func halfWidth(documents: Int, rounds: Int) -> Double? {
    guard let now = standardError(split.documentCount, split.roundCount),
      let then = standardError(documents, rounds), now > 0
    else { return nil }
    return halfWidth * then / now
  }

  /// Up to a factor that the scaling removes.
  private func standardError(_ documents: Int, _ rounds: Int) -> Double? {
    guard documents > 0, rounds > 0 else { return nil }
    let (d, r) = (Double(documents), Double(rounds))
    switch unit {
    case .documents: return ((split.documents + split.residual / r) / d).squareRoot()
    case .rounds:
      guard let t = StudentT.quantile((1 + level) / 2, degrees: r - 1) else { return nil }
      return t * ((split.rounds + split.residual / d) / r).squareRoot()
    }
  }

  private func need(_ target: Double, now: Int, _ halfWidth: (Int) -> Double?) -> Need {
    if self.halfWidth <= target { return .reached }
    func isEnough(_ count: Int) -> Bool { halfWidth(count).map { $0 <= target } ?? false }
    guard target > 0, now > 0, now < Self.limit, isEnough(Self.limit) else { return .never }
    // The half-width falls with the count, so halving finds the first that is enough.
    var (low, high) = (now, Self.limit)
    while low + 1 < high {
      let middle = (low + high) / 2
      if isEnough(middle) { high = middle } else { low = middle }
    }
    return .more(high - now)
  }
}

extension Projection {
  /// The half-width at which a true difference of this size is seen with the given power.
  ///
  /// An interval of that half-width excludes 0 with this probability: |difference| · z(level) /
  /// (z(level) + z(power)), with 1.96 and 1.28 at 95 % and 90 %. As counts go with the square of
  /// the half-width, they grow by ((1.96 + 1.28) / 1.96)². 0 for a difference of 0, which no
  /// number of values can show.
  package static func halfWidth(
    detecting difference: Double, level: Double = 0.95, power: Double = 0.9
  ) -> Double {
    guard difference.isFinite, FiniteSample.isLevel(level), power >= 0.5, power < 1,
      let z = NormalDistribution.quantile((1 + level) / 2),
      let zPower = NormalDistribution.quantile(power)
    else { return 0 }
    return difference.magnitude * z / (z + zPower)
  }

  /// How many more pairs until `target`, where nothing tells documents and rounds apart.
  ///
  /// Half-widths fall with the square root of the number of pairs.
  package static func pairs(now count: Int, halfWidth: Double, until target: Double) -> Need {
    if halfWidth <= target { return .reached }
    let ratio = halfWidth / target
    let needed = (Double(count) * ratio * ratio).rounded(.up)
    guard target > 0, count > 0, needed <= Double(limit) else { return .never }
    return .more(max(1, Int(needed) - count))
  }
}
