internal import ArgumentParser
internal import BenchCore
internal import PlanFile

/// `slimbench` alone: the dashboard with its setup form.
struct OpenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Opens the dashboard; what slimbench does without a command.",
    shouldDisplay: false)

  @OptionGroup(title: "Servers") var servers: ServerOptions
  @OptionGroup(title: "Run") var options: RunOptions

  func run() throws {
    guard options.opensDashboard else { throw CleanExit.helpRequest(Slimbench.self) }
    try DashboardProgram(start: start(), options: options).run()
  }

  /// Flags over the plan file; without either, the plan of the last run, then the guide's servers.
  private func start() throws -> DashboardStart {
    var draft = try PlanDraft.usual(file: nil).overridden(by: options.draft())
    draft.servers = draft.servers.overridden(byNamed: try servers.drafts())
    guard draft == PlanDraft() else {
      if draft.servers.isEmpty { draft.servers = servers.guide }
      return DashboardStart(plan: draft.filled, output: draft.output)
    }
    if let last = LastPlan.load() { return DashboardStart(plan: last) }
    draft.servers = servers.guide
    return DashboardStart(plan: draft.filled)
  }
}

extension PlanDraft {
  /// The plan file named, or `slimbench.yaml` of this folder; empty where there is none.
  static func usual(file: String?) throws -> PlanDraft {
    let usual = "slimbench.yaml"
    guard let path = file ?? (Program.fileExists(usual) ? usual : nil) else { return PlanDraft() }
    do { return try PlanFile.load(path) } catch {
      Program.complain("slimbench: \(error)")
      throw ExitCode(1)
    }
  }
}

extension [ServerDraft] {
  /// Servers on the command line are the servers; what the file says of one by that name stays.
  func overridden(byNamed named: [ServerDraft]) -> [ServerDraft] {
    guard !named.isEmpty else { return self }
    var kept = PlanDraft()
    kept.servers = filter { server in named.contains { $0.key == server.key } }
    var flags = PlanDraft()
    flags.servers = named
    return kept.overridden(by: flags).servers
  }
}
