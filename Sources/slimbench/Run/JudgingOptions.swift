internal import ArgumentParser
internal import BenchCore

/// What a run is held to, for `run`, `demo` and `show`: the exit code says how it did.
struct JudgingOptions: ParsableArguments {
  @Option(
    name: .customLong("assert"),
    help: ArgumentHelp(
      "Exit with 4 unless this holds: 'p95<4s', 'rust.pages_per_second>=8', 'failed==0', "
        + "'slower(rust,python)<3%'; docs/ASSERTIONS.md has the grammar. Repeatable.",
      valueName: "EXPRESSION"))
  var assertions: [String] = []

  @Option(
    help: ArgumentHelp(
      "The server that the others are compared with. (default: the first)", valueName: "NAME"))
  var baseline: String?

  /// Whether a saved run is to be judged, not only shown.
  var isAsked: Bool { !assertions.isEmpty }

  func validate() throws {
    for text in assertions {
      do throws(AssertionProblem) { _ = try Assertion(text, servers: nil) } catch {
        throw ValidationError("--assert \(error)")
      }
    }
  }

  /// Lays what the flags say over a saved run's plan.
  ///
  /// - Throws: What they say of servers that the run does not have.
  func lay(over plan: inout Plan) throws(PlanProblem) {
    if let baseline { plan.baseline = baseline }
    if !assertions.isEmpty { plan.assertions = assertions }
    // Only what was asked for here: a file may hold assertions of a later version.
    let keys = (baseline == nil ? [] : ["baseline"]) + (assertions.isEmpty ? [] : ["assert"])
    if let problem = plan.problems.first(where: { keys.contains($0.key) }) { throw problem }
  }
}
