internal import BenchCore
internal import Statistics

/// Writes what a run's figures are worth; readers make it anew from the requests.
extension JSONWriter {
  mutating func comparisons(_ judgement: Judgement, of plan: Plan, indent: Int) {
    beginArray()
    for pair in judgement.pairs {
      nextLine(indent: indent)
      comparison(pair, isWithheld: judgement.isWithheld, plan)
    }
    if !judgement.pairs.isEmpty { closingLine(indent: indent - 2) }
    endArray()
  }

  mutating func diagnoses(_ judgement: Judgement, indent: Int) {
    beginArray()
    for diagnosis in judgement.diagnoses {
      nextLine(indent: indent)
      beginObject()
      key("kind")
      string(diagnosis.kind.rawValue)
      key("severity")
      string(diagnosis.severity.rawValue)
      key("text")
      string(diagnosis.sentence)
      endObject()
    }
    if !judgement.diagnoses.isEmpty { closingLine(indent: indent - 2) }
    endArray()
  }

  private mutating func comparison(_ pair: Judgement.Pair, isWithheld: Bool, _ plan: Plan) {
    let comparison = pair.comparison
    let condition = plan.conditions[comparison.other]
    beginObject()
    key("server")
    string(plan.servers[condition.server].key)
    key("baseline")
    string(plan.servers[plan.conditions[comparison.baseline].server].key)
    key("dpi")
    number(condition.dpi)
    key("concurrency")
    integer(condition.concurrency)
    key("pairs_are")
    string(comparison.replication.rawValue)
    key("limitation")
    string(comparison.limitation?.rawValue)
    key("documents")
    integer(comparison.documents)
    key("faster_on")
    integer(comparison.fasterOn)
    key("rounds")
    integer(comparison.rounds)
    key("ratio")
    number(comparison.ratio)
    interval("interval", comparison.interval)
    key("level")
    number(comparison.level)
    key("p")
    number(comparison.p)
    key("geometric_mean_ratio")
    number(comparison.geometric.map { LogRatio.ratio($0.value) })
    interval("geometric_mean_interval", comparison.geometric?.interval.map(LogRatio.ratios))
    key("corpus_ratio")
    number(comparison.corpusRatio)
    key("verdict")
    string(comparison.verdict.rawValue)
    key("withheld")
    bool(isWithheld)
    agreement(pair.agreement)
    endObject()
  }

  private mutating func agreement(_ agreement: Agreement) {
    for (name, value) in [
      ("answers_compared", agreement.compared), ("pages_agree", agreement.pagesAgree),
      ("texts_compared", agreement.textsCompared), ("texts_agree", agreement.textsAgree),
    ] {
      key(name)
      integer(value)
    }
  }

  private mutating func interval(_ name: String, _ interval: ClosedRange<Double>?) {
    key(name)
    guard let interval else {
      null()
      return
    }
    beginArray()
    number(interval.lowerBound)
    number(interval.upperBound)
    endArray()
  }
}
