internal import ArgumentParser
internal import BenchCore

/// Which ends of a run are bad ones, by exit code and report, for CI.
struct GateOptions: ParsableArguments {
  @Flag(help: "Exit with 3 when any request failed, not only when all of a server's did.")
  var failOnError = false

  @Flag(help: "Exit with 5 when a comparison came to no verdict.")
  var requireVerdict = false

  @Flag(help: "Exit with 6 when a diagnosis is serious.")
  var strict = false

  @Option(
    help: ArgumentHelp(
      "Write what the run was held to as JUnit XML, for a CI system; an older report is replaced.",
      valueName: "FILE"))
  var junit: String?

  var policy: RunPolicy {
    RunPolicy(failsOnError: failOnError, requiresVerdict: requireVerdict, isStrict: strict)
  }

  /// Whether a saved run is to be judged by them, not only shown.
  var isAsked: Bool { failOnError || requireVerdict || strict || junit != nil }
}
