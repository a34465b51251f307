internal import ArgumentParser
internal import BenchCore
internal import Conductor

/// `slimbench down`: stops what `slimbench up` has started.
struct DownCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "down", abstract: "Stops and removes what slimbench up has started of a plan.",
    discussion: "What was only connected is never touched.")

  @OptionGroup var planned: PlannedServers

  func run() throws {
    let keeper = ServerKeeper(plan: try planned.plan(), records: try PlannedServers.records())
    let (done, failed) = try Blocking.run { await keeper.down() }
    for line in done { print(line) }
    for line in failed { Program.complain("slimbench: \(line)") }
    if done.isEmpty, failed.isEmpty { print("nothing of this plan is up") }
    if !failed.isEmpty { throw ExitCode(1) }
  }
}
