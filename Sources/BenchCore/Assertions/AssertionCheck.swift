internal import Statistics

extension Assertion {
  /// Holds the assertion to a run.
  ///
  /// A figure without a server must hold for every server that was measured; a relation is judged
  /// on the far end of its interval, so that it passes only where chance is ruled out.
  package func check(_ figures: RunFigures) -> AssertionResult {
    let findings =
      switch subject {
      case .figure(let figure, let server): check(figure, of: server, figures)
      case .relation(let relation, let one, let other): check(relation, one, other, figures)
      }
    return findings.isEmpty
      ? AssertionResult(text: text, unknown: "nothing was measured that it could be held to")
      : AssertionResult(text: text, findings: findings)
  }

  // MARK: Figures

  private func check(
    _ figure: AssertionFigure, of server: String?, _ figures: RunFigures
  ) -> [AssertionResult.Finding] {
    let plan = figures.started.plan
    let conditions = plan.conditions
    return conditions.indices.filter { index in
      let own = conditions[index].server
      if let server { return plan.servers[own].key == server }
      if figure.needsBaseline && own == plan.baselineIndex { return false }
      // What was left out on purpose is not asked.
      return figures.conditions[index].total > 0 || figures.servers[own].state != .unavailable
    }.map { index in
      switch figure.value(index, figures) {
      case .known(let value, let of):
        AssertionResult.Finding(
          condition: index, outcome: comparator.holds(value, limit) ? .pass : .fail, value: value,
          words: figure.unit.words(value) + of)
      case .unknown(let reason):
        AssertionResult.Finding(condition: index, outcome: .unknown, words: reason)
      }
    }
  }

  // MARK: Relations

  private func check(
    _ relation: Relation, _ one: String, _ other: String, _ figures: RunFigures
  ) -> [AssertionResult.Finding] {
    let plan = figures.started.plan
    let conditions = plan.conditions
    return conditions.indices.filter { plan.servers[conditions[$0].server].key == one }
      .map { index in
        var finding = AssertionResult.Finding(condition: index, outcome: .unknown, words: "")
        let against = conditions.indices.first {
          plan.servers[conditions[$0].server].key == other
            && conditions[$0].point == conditions[index].point
        }
        guard let against,
          let found = figures.judgement.relation(of: index, to: against)
        else {
          finding.words = "the two were not both measured"
          return finding
        }
        guard !figures.judgement.isWithheld else {
          finding.words = "the verdict is withheld"
          return finding
        }
        guard let ratios = found.ratios else {
          finding.words = "no interval: too few pairs to rule out chance"
          return finding
        }
        let ends = [
          relation.share(ofRatio: ratios.lowerBound),
          relation.share(ofRatio: ratios.upperBound),
        ].sorted()
        let isUpper = comparator == .less || comparator == .lessOrEqual
        let far = isUpper ? ends[1] : ends[0]
        finding.outcome = comparator.holds(far, limit) ? .pass : .fail
        finding.value = far
        finding.words = Wording.interval(ratios) + (found.isStarred ? " ★" : "")
        return finding
      }
  }
}

extension AssertionFigure {
  /// A figure of a condition, or why there is none.
  enum Value {
    /// With what it is of, where that needs saying: ` of 20 documents`.
    case known(Double, of: String)
    case unknown(String)
  }

  func value(_ condition: Int, _ figures: RunFigures) -> Value {
    let summary = figures.conditions[condition]
    guard summary.total > 0 else { return .unknown("it was not measured") }
    func known(_ value: Double?, else reason: String = "no request succeeded") -> Value {
      value.map { .known($0, of: "") } ?? .unknown(reason)
    }
    switch self {
    case .percentile(let p, let sample): return percentile(p, of: sample, summary, figures)
    case .mean: return known(summary.mean)
    case .minimum: return known(summary.minimum)
    case .maximum: return known(summary.maximum)
    case .pagesPerSecond: return known(summary.pagesPerSecond)
    case .requestsPerSecond: return known(summary.requestsPerSecond)
    case .total: return .known(Double(summary.total), of: "")
    case .successful: return .known(Double(summary.succeeded), of: " of \(summary.total)")
    case .failed: return .known(Double(summary.failed), of: " of \(summary.total)")
    case .errorShare:
      let ended = summary.total - summary.aborted
      guard ended > 0 else { return .unknown("every request was stopped in flight") }
      return .known(Double(summary.failed) / Double(ended), of: "")
    case .textMismatch, .pageMismatch: return mismatch(condition, figures)
    case .webOverhead:
      return known(summary.webOverhead.mean, else: "no answer told the server's own time")
    case .webOverheadShare:
      return known(summary.webOverheadShare, else: "no answer told the server's own time")
    }
  }

  /// Only what the sample supports: a rough sign is no ground for a pass.
  private func percentile(
    _ p: Double, of sample: Sample, _ summary: ConditionSummary, _ figures: RunFigures
  ) -> Value {
    let (count, value): (Int, Double?) =
      switch sample {
      case .service: (summary.serviceSeconds.count, summary.percentile(p))
      case .adjusted:
        (summary.serviceSeconds.count + summary.failed, summary.adjustedPercentile(p))
      case .response: (summary.responseSeconds.count, summary.responsePercentile(p))
      case .tail: (summary.tail.count, summary.tail.percentile(p))
      }
    if sample == .response, figures.started.plan.load == .closed {
      return .unknown("response time needs requests at a --rate")
    }
    if sample == .tail, summary.tail.count == 0 {
      return .unknown("the tail factor needs at least two rounds")
    }
    guard Percentiles.support(p, count: count) == .supported, let value else {
      let needed = Quantity.count(Int((10 / (1 - p)).rounded()))
      return .unknown("it needs \(needed) answers, there are \(Quantity.count(count))")
    }
    return .known(value, of: "")
  }

  private func mismatch(_ condition: Int, _ figures: RunFigures) -> Value {
    guard let agreement = figures.judgement.pair(of: condition)?.agreement else {
      return .unknown("it was not compared with another server")
    }
    let (compared, agree) =
      self == .textMismatch
      ? (agreement.textsCompared, agreement.textsAgree) : (agreement.compared, agreement.pagesAgree)
    guard compared > 0 else {
      return .unknown(
        self == .textMismatch ? "no text could be compared" : "no answer could be compared")
    }
    return .known(
      Double(compared - agree), of: " of \(Quantity.count(compared, "document"))")
  }
}
