internal import ArgumentParser
internal import BenchCore
internal import Conductor
internal import ProcessKit

/// `slimbench cleanup`: ends what runs have left behind that were killed.
struct CleanupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cleanup",
    abstract: "Ends processes and removes containers that a killed run has left behind.",
    discussion: """
      Only what slimbench has started, and nobody stops any more: processes that it has noted and \
      that bear its mark, containers with its labels. Runs that are going on keep theirs, and what \
      slimbench up has started stays until slimbench down, or --all. Containers that were started \
      on another machine, or inside another container, cannot be judged from here: they are listed \
      and stay, unless --all.

      Exit code: 0 nothing is left; 1 something is, and why.
      """)

  @Flag(
    help: "Also what slimbench up has started, of every plan, and containers started elsewhere.")
  var all = false

  @Option(
    help: ArgumentHelp("Container engine. (default: the one that is found)", valueName: "address"))
  var engine: String?

  func run() throws {
    let records = try PlannedServers.records()
    let all = all
    let outcomes = try Blocking.run {
      await LaunchCleanup(records: records).run(includingKept: all)
    }
    var hasFailed = false
    for outcome in outcomes {
      let what = "\(outcome.record.key): \(outcome.record.launch.commandLine)"
      if outcome.remaining.isEmpty {
        print("\(what): " + (outcome.ended > 0 ? "ended" : "was gone already, forgotten"))
      } else {
        hasFailed = true
        let numbers = outcome.remaining.map { String($0.number) }.joined(separator: ", ")
        Program.complain("slimbench: \(what): processes \(numbers) cannot be ended")
      }
    }
    let option = engine
    let containers = try Blocking.run {
      await ContainerCleanup(option: option).run {
        ContainerCleanup.decision($0.owner.standing(), all: all)
      }
    }
    let told = containers.removed + containers.left
    for line in told { print(line) }
    if outcomes.isEmpty, told.isEmpty { print("nothing is left over") }
    let failed = containers.failed
    // Without an engine there are no containers of ours; one that was named must answer.
    for line in failed { Program.complain((engine == nil ? "containers: " : "slimbench: ") + line) }
    if hasFailed || engine != nil && !failed.isEmpty { throw ExitCode(1) }
  }
}
