internal import ArgumentParser
internal import BenchCore
internal import PlanFile

/// How servers are spoken to, whether they are measured or only checked.
struct ConnectionOptions: ParsableArguments {
  @Option(help: "Longest time for one request: 300, 300s, 5m. (default: 300s)")
  var timeout: DurationArgument?

  @Option(
    help: ArgumentHelp(
      "How long to wait for a server that is loading, or, when given, for one that does not "
        + "answer yet: 60, 60s, 2m. (default: 60s)"))
  var readyWithin: DurationArgument?

  @Option(
    name: [.customShort("H"), .long],
    help: "Header sent with every request, 'Name: value'; its value is never saved. Repeatable.",
    transform: Self.field)
  var header: [HeaderField] = []

  @Flag(help: "Accept any TLS certificate.")
  var insecure = false

  @Option(help: "PEM file of certificate authorities to trust instead of the system's.")
  var caFile: String?

  /// What the flags say of the plan; what they do not say is open.
  func draft() -> PlanDraft {
    var draft = PlanDraft()
    draft.timeoutSeconds = timeout?.seconds
    draft.readyWithinSeconds = readyWithin?.seconds
    draft.headers = header
    draft.caFile = caFile
    draft.insecure = insecure ? true : nil
    return draft
  }

  /// The plan that a draft makes, as these servers are to be waited for.
  ///
  /// - Throws: The exit code of a plan that cannot be run, after saying why.
  func plan(of draft: PlanDraft) throws -> Plan {
    do {
      var plan = try draft.plan()
      plan.awaitsConnection = readyWithin != nil
      return plan
    } catch {
      Program.complain("slimbench: the plan cannot be run:\n\(error)")
      throw ExitCode(1)
    }
  }

  private static func field(_ line: String) throws -> HeaderField {
    guard let field = HeaderField(line: line) else {
      throw ValidationError("--header takes 'Name: value', not '\(line)'")
    }
    return field
  }
}
