internal import ArgumentParser
internal import BenchCore
internal import PlanFile

/// The options of `check`, which mean what they mean for `run`.
struct CheckOptions: ParsableArguments {
  @Option(help: "Longest time for one request: 300, 300s, 5m. (default: 300s)")
  var timeout: DurationArgument?

  @Option(
    help: ArgumentHelp(
      "How long to wait for a server that is loading, or, when given, for one that does not "
        + "answer yet: 60, 60s, 2m. (default: 60s)"))
  var readyWithin: DurationArgument?

  @Option(
    name: [.customShort("H"), .long],
    help: "Header sent with every request, 'Name: value'. Repeatable.", transform: Self.field)
  var header: [HeaderField] = []

  @Flag(help: "Accept any TLS certificate.")
  var insecure = false

  @Option(help: "PEM file of certificate authorities to trust instead of the system's.")
  var caFile: String?

  @Flag(help: "Exit with 6 when a server deserves a warning, such as not reacting to the DPI.")
  var strict = false

  @Flag(help: "Print JSON, for machines.")
  var json = false

  @Flag(name: .shortAndLong, help: "Tell no progress.")
  var quiet = false

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

  private static func field(_ line: String) throws -> HeaderField {
    guard let field = HeaderField(line: line) else {
      throw ValidationError("--header takes 'Name: value', not '\(line)'")
    }
    return field
  }
}
