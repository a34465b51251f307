internal import ArgumentParser
internal import BenchCore
internal import Conductor
internal import Foundation

/// `slimbench up`: starts a plan's servers, and leaves them running.
struct UpCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "up",
    abstract: "Starts the plan's servers, waits until they are ready, and leaves them running.",
    discussion: """
      Runs measure servers that are up already, and leave them so; slimbench down stops them.

        slimbench up                                   what slimbench.yaml launches
        slimbench up --preset slimgest --project ~/slim-gest --models ~/models

      Exit code: 0 all are ready; 1 one is not.
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
    let listener = Thread {
      Waiting.poll([signals.descriptor], milliseconds: -1)
      control.stop()
    }
    listener.start()
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
