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
    let start = try DashboardStart(file: nil, servers: servers, options: options)
    try DashboardProgram(start: start, options: options).run()
  }
}

extension DashboardStart {
  /// The setup form as a command fills it, where nobody has named the folder.
  ///
  /// - Parameter file: The plan file that the command line names.
  init(file: String?, servers: ServerOptions, options: RunOptions) throws {
    self.init(
      Sources(
        flags: options.draft(), named: try servers.drafts(),
        file: try servers.launching.draft(file: file),
        last: LastPlan.load(), guide: servers.guide))
    plan.awaitsConnection = options.connection.readyWithin != nil
  }
}

extension PlanDraft {
  /// The plan file that is read where none is named.
  static var usualFile: String { "slimbench.yaml" }

  /// The plan file named, or `slimbench.yaml` of this folder; nil where there is none.
  static func usual(file: String?) throws -> PlanDraft? {
    guard let path = file ?? (Program.fileExists(usualFile) ? usualFile : nil) else { return nil }
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
