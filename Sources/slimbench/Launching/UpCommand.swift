internal import ArgumentParser
internal import BenchCore
internal import Conductor
internal import Glibc

/// `slimbench up`: starts a plan's servers, and leaves them running.
struct UpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "up",
    abstract: "Starts the plan's servers, waits until they are ready, and leaves them running.",
    discussion: """
      Runs measure servers that are up already, and leave them so; slimbench down stops them.

        slimbench up                                   what slimbench.yaml launches
        slimbench up --preset slimgest --project ~/slim-gest --models ~/models

      Ctrl-C gives up what is not ready yet, and ends it; a second one does not wait for that, and \
      slimbench down ends what is left.

      Exit code: 0 all are ready; 1 one is not; 130 it was interrupted.
      """)

  @OptionGroup var planned: PlannedServers

  @Flag(help: "Build images anew, also where they exist.")
  var build = false

  @Flag(name: .shortAndLong, help: "Tell nothing but what does not work.")
  var quiet = false

  func run() throws {
    var plan = try planned.plan()
    let embedded = plan.servers.filter { if case .embedded = $0.origin { true } else { false } }
    plan.servers.removeAll { server in embedded.contains { $0.key == server.key } }
    for server in embedded where !quiet {
      Program.complain("\(server.name) is embedded: each run starts its own")
    }
    let records = try PlannedServers.records()
    let signals = SignalSource()
    let control = RunControl()
    StopSignals.listen(to: signals) {
      control.stop()
    } giveUp: {
      Program.complain("slimbench: gave up waiting; slimbench down ends what is left")
      fflush(nil)
      // Without tidying up: other threads are in the middle of it.
      _exit(130)
    }
    let (keeper, isQuiet, rebuilds) = (ServerKeeper(plan: plan, records: records), quiet, build)
    let outcomes = try Blocking.run { [plan] in
      await keeper.up(rebuilds: rebuilds, executable: Program.executable, control: control) {
        for event in $0 where !isQuiet { LaunchWords.tell(event, plan) }
      }
    }
    for (server, outcome) in zip(plan.servers, outcomes) {
      if let url = outcome.url {
        if !quiet { print("\(server.key): \(url)") }
      } else {
        Program.complain("slimbench: \(server.name): \(outcome.reason)")
      }
    }
    if outcomes.contains(where: { $0.url == nil }) { throw ExitCode(control.isStopped ? 130 : 1) }
  }
}

/// What happens while servers start, as plain lines.
enum LaunchWords {
  @Sendable static func tell(_ event: RunEvent, _ plan: Plan) {
    switch event.payload {
    case .serverChanged(let change):
      guard plan.servers.indices.contains(change.server) else { return }
      let name = plan.servers[change.server].name
      switch change.state {
      case .ready: Program.complain("\(name) is ready at \(change.url ?? "?")")
      case .loading: Program.complain("\(name) is loading: \(change.detail)")
      case .launching: Program.complain("\(name) is starting: \(change.detail)")
      case .unavailable, .stopped, .unknown: return
      }
    case .note(let note): Program.complain(note.text)
    default: return
    }
  }
}
