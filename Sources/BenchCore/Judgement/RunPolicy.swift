/// What a run has to hold beside its assertions, as its user wants it.
package struct RunPolicy: Hashable, Sendable {
  /// Any failed request is too many, not only all of a server's.
  package var failsOnError: Bool
  /// Every comparison has to come to a verdict.
  package var requiresVerdict: Bool
  /// No diagnosis may be serious.
  package var isStrict: Bool

  package init(failsOnError: Bool = false, requiresVerdict: Bool = false, isStrict: Bool = false) {
    self.failsOnError = failsOnError
    self.requiresVerdict = requiresVerdict
    self.isStrict = isStrict
  }
}

/// Something that a run falls short of.
package struct Shortcoming: Hashable, Sendable {
  /// By weight, the gravest first.
  package enum Kind: Hashable, Sendable, CaseIterable {
    case requests
    case assertion
    case verdict
    case diagnosis
  }

  package let kind: Kind
  /// One sentence; foreign text is possible in it.
  package let words: String
}

extension RunFigures {
  /// Everything that the run falls short of, the gravest first.
  package func shortcomings(_ policy: RunPolicy) -> [Shortcoming] {
    func all(_ kind: Shortcoming.Kind, _ words: [String]) -> [Shortcoming] {
      words.map { Shortcoming(kind: kind, words: $0) }
    }
    return all(
      .requests, conditions.indices.compactMap { requestShortcoming(of: $0, policy) })
      + all(.assertion, assertions.compactMap { assertionShortcoming($0) })
      + all(.verdict, policy.requiresVerdict ? verdictShortcomings : [])
      + all(
        .diagnosis,
        policy.isStrict
          ? judgement.diagnoses.filter { $0.severity == .serious }.map(\.sentence) : [])
  }

  /// What is wrong with a condition's requests; nil where nothing is that matters.
  package func requestShortcoming(of condition: Int, _ policy: RunPolicy) -> String? {
    let summary = conditions[condition]
    if summary.total > 0 && summary.succeeded == 0 {
      return "every request of a server failed: \(label(of: condition))"
    }
    guard policy.failsOnError, summary.failed > 0 else { return nil }
    return "requests failed: \(Quantity.count(summary.failed)) of "
      + "\(Quantity.count(summary.total)) to \(label(of: condition))"
  }

  /// Why an assertion does not hold; nil where it does.
  package func assertionShortcoming(_ result: AssertionResult) -> String? {
    guard result.outcome != .pass else { return nil }
    let found = result.deciding.map { finding in
      (finding.condition.map { label(of: $0) + ": " } ?? "") + finding.words
    }
    return "assertion \(result.outcome == .fail ? "failed" : "unknown"): \(result.text) ("
      + found.joined(separator: "; ") + ")"
  }

  /// Why a comparison has no verdict; nil where it has one.
  package func verdictShortcoming(of pair: Judgement.Pair) -> String? {
    let names = label(of: pair.comparison.other) + " against " + label(of: pair.comparison.baseline)
    if judgement.isWithheld { return "no verdict: \(names) is withheld" }
    switch pair.comparison.verdict {
    case .inconclusive: return "no verdict: \(names) is inconclusive"
    case .unknown: return "no verdict: \(names) has too few pairs"
    case .equivalent, .differsWithinMargin, .faster, .slower: return nil
    }
  }

  private var verdictShortcomings: [String] {
    judgement.pairs.isEmpty
      ? ["no verdict: nothing could be compared"]
      : judgement.pairs.compactMap(verdictShortcoming)
  }

  /// A condition by its server's key, with DPI and concurrency where there are several.
  package func label(of condition: Int) -> String {
    let plan = started.plan
    let conditions = plan.conditions
    guard conditions.indices.contains(condition) else { return "?" }
    let own = conditions[condition]
    let key = plan.servers[own.server].key
    guard plan.dpis.count > 1 || plan.concurrencies.count > 1 else { return key }
    return key + " at \(Quantity.plain(own.dpi)) dpi, \(own.concurrency) in flight"
  }
}
