internal import ArgumentParser
internal import BenchCore
internal import Dashboard
internal import Foundation
internal import PlanFile

/// `slimbench watch`: the containers of an engine.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch",
    abstract: "Watches containers: health, cores, memory, network, events, ends explained.",
    discussion: """
      In a terminal the dashboard opens on them; into a pipe goes a line for each sample and event.

        slimbench watch                      all containers of the engine that is found
        slimbench watch slimgest-benchmark   this one, by its name or the beginning of its id
        slimbench watch --once --json        one look at each, as JSON
        slimbench watch --engine unix:///run/podman/podman.sock --read-only

      The engine is the one of --engine, else of slimbench.yaml, of DOCKER_HOST, of Docker's context, of \
      CONTAINER_HOST, else the first that answers at the usual places.

      Exit code: 0; 1 where no engine answers, or a container that was named is not there.
      """)

  @Argument(
    help: ArgumentHelp("Containers by name, or by the beginning of an id.", valueName: "NAME"))
  var names: [String] = []

  @Option(help: ArgumentHelp("Address of the engine, or a context's name.", valueName: "ADDRESS"))
  var engine: String?

  @Flag(help: "Leaves out the keys that start, stop or remove.")
  var readOnly = false

  @Flag(help: "Prints lines, also in a terminal.")
  var plain = false

  @Flag(help: "Prints JSON: one object for each sample and event, or for each container (--once).")
  var json = false

  @Flag(help: "Looks once at each container, and ends.")
  var once = false

  @OptionGroup(title: "Look") var look: LookOptions

  func run() throws {
    let file = try PlanDraft.usual(file: nil)
    guard !plain, !json, !once, Program.isInteractive else {
      try PlainWatch(names: names, engine: engine ?? file?.engine, json: json, once: once).run()
      return
    }
    var start = DashboardStart(
      DashboardStart.Sources(
        file: file, last: LastPlan.load(),
        guide: try ServerOptions.parse([]).guide))
    start.opening = .containers
    start.notice = nil
    start.engine = engine
    start.watching = ContainersView.Options(names: names, isReadOnly: readOnly)
    var options = try RunOptions.parse([])
    options.look = look
    try DashboardProgram(start: start, options: options).run()
  }
}
