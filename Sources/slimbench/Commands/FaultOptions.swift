internal import ArgumentParser
internal import BenchCore
internal import PlanFile
internal import ReferenceServer

/// What `serve` does worse on request.
struct FaultOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Burn so much CPU time more than the pages of a document take, within elapsed_seconds: 3%."))
  var extraLatency: ShareArgument?

  @Option(
    help: ArgumentHelp(
      "Answer nothing for the last part of every period since the start: 2s/20s. What would be "
        + "answered then waits until its end."))
  var stall: StallArgument?

  @Option(help: "Answer so many of the documents with 500, without any work: 5%.")
  var failRate: ShareArgument?

  @Option(help: "For so long say that the models are loading, and answer documents with 503: 3s.")
  var startupDelay: DurationArgument?

  @Option(help: "Decides which documents --fail-rate hits.")
  var faultSeed: UInt64 = 1

  var injected: InjectedFaults {
    InjectedFaults(
      extraLatency: extraLatency?.share ?? 0, stall: stall?.pattern,
      failRate: failRate?.share ?? 0, startupDelay: .seconds(startupDelay?.seconds ?? 0),
      seed: faultSeed)
  }
}

/// A share on the command line: `3%`.
struct ShareArgument: ExpressibleByArgument {
  /// 1 is the whole.
  var share: Double

  init?(argument: String) {
    guard let share = ShareText.parse(argument) else { return nil }
    self.share = share
  }
}

/// A pause that comes back, on the command line: `2s/20s`.
struct StallArgument: ExpressibleByArgument {
  var pattern: StallPattern

  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, let length = DurationText.parse(String(parts[0])),
      let period = DurationText.parse(String(parts[1]))
    else { return nil }
    pattern = StallPattern(length: .seconds(length), period: .seconds(period))
  }
}
