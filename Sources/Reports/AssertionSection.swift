internal import BenchCore
internal import Canvas

/// What the run was held to, each with its values and `pass`, `fail` or `unknown`.
struct AssertionSection {
  let figures: RunFigures
  let names: ServerNames
  let glyphs: Glyphs

  /// Most findings told of an assertion.
  private static let limit = 20

  var entries: [ReportEntry] {
    figures.assertions.map { result in
      let text = Sanitizer.line(result.text, glyphs: glyphs, limit: Assertion.textLimit)
      let found = result.findings.prefix(Self.limit).map(words)
      let more = result.findings.count - found.count
      return ReportEntry(
        key: "Assertion",
        text: "\(text): \(result.outcome.rawValue). "
          + (found + (more > 0 ? ["and \(Quantity.count(more)) more"] : [])).joined(separator: "; ")
          + ".")
    }
  }

  private func words(_ finding: AssertionResult.Finding) -> String {
    let plan = figures.started.plan
    let words = Sanitizer.line(finding.words, glyphs: glyphs, limit: 200)
    guard let index = finding.condition else { return words }
    let condition = plan.conditions[index]
    var subject = names[condition.server]
    if plan.dpis.count > 1 || plan.concurrencies.count > 1 {
      subject += " at \(Quantity.plain(condition.dpi)) dpi, \(condition.concurrency) in flight"
    }
    return subject + ": " + words
  }
}
