internal import BenchCore

/// Makes the test cases of a run.
struct JUnitCases {
  let figures: RunFigures
  let policy: RunPolicy

  /// Most messages told of a server.
  private static let messageLimit = 20

  var all: [JUnitCase] { [end] + requests + assertions + verdicts + diagnoses }

  private var end: JUnitCase {
    let outcome: JUnitCase.Outcome =
      switch figures.finished?.reason {
      case .completed: .pass
      case .interrupted: .error("interrupted: the figures are of what was measured until then")
      case .failed: .error("the run could not go on: \(figures.finished?.detail ?? "")")
      case nil: .error("the run has no end: it was killed, or still goes on")
      }
    let seconds = Double(figures.end.nanoseconds) / 1e9
    return JUnitCase(group: "run", name: "came to its end", outcome: outcome, seconds: seconds)
  }

  private var requests: [JUnitCase] {
    figures.conditions.indices.map { index in
      let summary = figures.conditions[index]
      let outcome: JUnitCase.Outcome
      if summary.total == 0 {
        outcome = .skipped("not measured")
      } else {
        outcome = figures.requestShortcoming(of: index, policy).map { .failure($0) } ?? .pass
      }
      let server = figures.started.plan.conditions[index].server
      // The counts are the condition's own; the words are the server's, wherever it said them.
      let failures = FailureKind.allCases.flatMap { kind -> [String] in
        guard let count = summary.failures[kind], count > 0 else { return [] }
        let words = figures.failures.filter { $0.cause.server == server && $0.cause.kind == kind }
          .prefix(Self.messageLimit).compactMap(\.cause.message)
        return ["\(Quantity.count(count)) × \(kind.words): " + words.joined(separator: "; ")]
      }
      return JUnitCase(
        group: "requests", name: figures.label(of: index), outcome: outcome,
        seconds: summary.wallSeconds,
        details: [
          "\(Quantity.count(summary.failed)) of \(Quantity.count(summary.total)) requests failed"
        ] + failures)
    }
  }

  private var assertions: [JUnitCase] {
    figures.assertions.map { result in
      let words = figures.assertionShortcoming(result) ?? ""
      let outcome: JUnitCase.Outcome =
        switch result.outcome {
        case .pass: .pass
        case .fail: .failure(words)
        case .unknown: .error(words)
        }
      return JUnitCase(
        group: "assertions", name: result.text, outcome: outcome,
        details: result.findings.map { finding in
          (finding.condition.map { figures.label(of: $0) + ": " } ?? "") + finding.words
        })
    }
  }

  private var verdicts: [JUnitCase] {
    guard policy.requiresVerdict else { return [] }
    let pairs = figures.judgement.pairs
    guard !pairs.isEmpty else {
      return [
        JUnitCase(
          group: "verdicts", name: "comparison",
          outcome: .failure("no verdict: nothing could be compared"))
      ]
    }
    return pairs.map { pair in
      JUnitCase(
        group: "verdicts",
        name: figures.label(of: pair.comparison.other) + " against "
          + figures.label(of: pair.comparison.baseline),
        outcome: figures.verdictShortcoming(of: pair).map { .failure($0) } ?? .pass,
        details: [VerdictWords(judgement: figures.judgement, pair: pair).verdict])
    }
  }

  private var diagnoses: [JUnitCase] {
    guard policy.isStrict else { return [] }
    let serious = figures.judgement.diagnoses.filter { $0.severity == .serious }
    guard !serious.isEmpty else {
      return [JUnitCase(group: "diagnoses", name: "none is serious", outcome: .pass)]
    }
    return serious.map {
      JUnitCase(group: "diagnoses", name: $0.kind.rawValue, outcome: .failure($0.sentence))
    }
  }
}
