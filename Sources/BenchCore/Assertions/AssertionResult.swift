/// What an assertion came to.
package struct AssertionResult: Hashable, Sendable {
  package enum Outcome: String, Hashable, Sendable, CaseIterable {
    case fail
    /// The run does not carry the figure: too few answers, no interval, no server's own time.
    case unknown
    case pass
  }

  /// What it came to for one condition.
  package struct Finding: Hashable, Sendable {
    /// Index into the plan's conditions; nil where none was measured.
    package var condition: Int?
    package var outcome: Outcome
    /// What decided, in the unit of the assertion; nil where it is unknown.
    package var value: Double?
    /// The value in words, or why it is not known.
    package var words: String
  }

  /// The assertion's text, without blanks.
  package let text: String
  /// One for each condition that was asked; never empty.
  package let findings: [Finding]

  /// Fails if one fails, else is unknown if one is, else passes.
  package var outcome: Outcome {
    Outcome.allCases.first { outcome in findings.contains { $0.outcome == outcome } } ?? .unknown
  }

  /// The findings that made the outcome.
  package var deciding: [Finding] { findings.filter { $0.outcome == outcome } }

  init(text: String, findings: [Finding]) {
    self.text = text
    self.findings = findings
  }

  /// An assertion of which nothing can be told.
  init(text: String, unknown reason: String) {
    self.init(text: text, findings: [Finding(outcome: .unknown, words: reason)])
  }
}

extension RunFigures {
  /// Every assertion of the plan, held to the run.
  package var assertions: [AssertionResult] {
    let plan = started.plan
    let keys = plan.servers.map(\.key)
    return plan.assertions.map { text in
      do throws(AssertionProblem) {
        return try Assertion(text, servers: keys).check(self)
      } catch {
        // A plan is checked before it runs; a file may come from anywhere.
        return AssertionResult(text: text, unknown: "cannot be read: \(error.reason)")
      }
    }
  }
}
