package import BenchCore

/// How a comparison is told: the same words in table, paragraph, summary and live picture.
package struct VerdictWords {
  private let comparison: ConditionComparison
  /// Whether something limits the verdict.
  private let isStarred: Bool
  private let isWithheld: Bool

  /// The words for a comparison of a run that has ended.
  init(judgement: Judgement, pair: Judgement.Pair) {
    comparison = pair.comparison
    isStarred = judgement.isStarred(pair.comparison)
    isWithheld = judgement.isWithheld
  }

  /// The words for what a run that goes on has shown so far: nothing but the comparison limits it.
  package init(soFar comparison: ConditionComparison) {
    self.comparison = comparison
    isStarred = comparison.limitation != nil
    isWithheld = false
  }

  /// The words for two columns of saved runs.
  package init(_ pair: RunComparison.Pair) {
    comparison = pair.comparison
    isStarred = pair.isStarred
    isWithheld = pair.isWithheld
  }

  private var star: String { isStarred ? " ★" : "" }

  /// `3.4 % slower ★`, `–`.
  package var effect: String {
    let words = Wording.difference(of: comparison.ratio, against: 1, .time)
    return words == Quantity.none ? words : words + star
  }

  package var interval: String { Wording.interval(comparison.interval) }

  /// The interval's ends, each in words.
  var lowerBound: String {
    Wording.difference(of: comparison.interval?.lowerBound, against: 1, .time)
  }
  var upperBound: String {
    Wording.difference(of: comparison.interval?.upperBound, against: 1, .time)
  }

  /// `95 % interval`, `97.5 % interval`.
  package var intervalName: String {
    Quantity.plain(((comparison.level ?? 0.95) * 10_000).rounded() / 100) + " % interval"
  }

  /// `p = 0.0064`, `p < 0.0001`.
  package var p: String {
    guard let p = comparison.p else { return "p unknown" }
    return p < 0.0001 ? "p < 0.0001" : "p = " + Quantity.plain((p * 10_000).rounded() / 10_000)
  }

  /// Documents on which it was the faster one: `2 of 20`.
  package var fasterOn: String {
    "\(Quantity.count(comparison.fasterOn)) of \(Quantity.count(comparison.documents))"
  }

  /// One word: `slower ★`, `inconclusive`, `withheld`.
  package var verdict: String {
    if isWithheld { return "withheld" }
    switch comparison.verdict {
    case .equivalent: return "equivalent" + star
    case .differsWithinMargin: return "differs, < \(margin)" + star
    case .faster: return "faster" + star
    case .slower: return "slower" + star
    case .inconclusive: return "inconclusive" + star
    case .unknown: return "too few pairs"
    }
  }

  /// Whether a verdict follows from the interval, and nothing serious withholds it.
  var isCertain: Bool {
    !isWithheld && comparison.verdict != .inconclusive && comparison.verdict != .unknown
  }

  /// What would settle it: `about 8 more rounds`; nil where nothing is open.
  package var outlook: String? {
    switch comparison.outlook {
    case .more(let count, let kind):
      return "about " + Self.count(count, kind == .rounds ? "more round" : "more document")
    case .moreDocuments(let count):
      return "about " + Self.count(count, "more document") + ", going by these rounds"
    case .moreRounds(let count): return "at least " + Self.count(count, "more round")
    case .unknown, nil: return nil
    }
  }

  /// What the statistics are of: `20 documents as pairs`, `5 rounds as pairs`.
  package var sample: String {
    switch comparison.replication {
    case .documents: Quantity.count(comparison.documents, "document")
    case .rounds: Quantity.count(comparison.rounds, "round")
    }
  }

  package var margin: String { Quantity.plain(Verdict.margin * 100) + " %" }

  private static func count(_ count: Int, _ thing: String) -> String {
    Quantity.count(count, thing)
  }
}
