internal import BenchCore

/// Writes what a plan's assertions came to; readers make it anew from plan and requests.
extension JSONWriter {
  mutating func assertions(of figures: RunFigures, indent: Int) {
    let results = figures.assertions
    beginArray()
    for result in results {
      nextLine(indent: indent)
      beginObject()
      key("assertion")
      string(result.text)
      key("outcome")
      string(result.outcome.rawValue)
      key("findings")
      beginArray()
      for finding in result.findings { self.finding(finding, figures.started.plan) }
      endArray()
      endObject()
    }
    if !results.isEmpty { closingLine(indent: indent - 2) }
    endArray()
  }

  private mutating func finding(_ finding: AssertionResult.Finding, _ plan: Plan) {
    let condition = finding.condition.map { plan.conditions[$0] }
    beginObject()
    key("server")
    string(condition.map { plan.servers[$0.server].key })
    key("dpi")
    number(condition?.dpi)
    key("concurrency")
    integer(condition?.concurrency)
    key("outcome")
    string(finding.outcome.rawValue)
    key("value")
    figure(finding.value)
    key("text")
    string(finding.words)
    endObject()
  }

  /// A figure that may be endless, which JSON has no number for: `"infinite"`.
  mutating func figure(_ value: Double?) {
    if value == .infinity { string("infinite") } else { number(value) }
  }
}
