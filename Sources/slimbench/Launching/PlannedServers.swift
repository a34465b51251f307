internal import ArgumentParser
internal import BenchCore
internal import Conductor
internal import PlanFile

/// The plan of commands that start, stop and look at servers without measuring them.
struct PlannedServers: ParsableArguments {
  @Option(
    name: [.customLong("file"), .customLong("plan"), .customShort("f")],
    help: "Plan file. (default: slimbench.yaml of this folder, where it exists)")
  var file: String?

  @OptionGroup var launching: LaunchingOptions

  /// The plan; without documents, which nobody needs here.
  ///
  /// - Throws: The exit code where there is none, or it cannot be used, after saying why.
  func plan() throws -> Plan {
    guard var draft = try launching.draft(file: file), !draft.servers.isEmpty else {
      Program.complain(
        "slimbench: there is no plan: name its servers in slimbench.yaml, or use --preset slimgest")
      throw ExitCode(1)
    }
    draft.corpusDirectory = draft.corpusDirectory ?? "."
    draft.assertions = nil
    do { return try draft.plan() } catch {
      Program.complain("slimbench: the plan cannot be used:\n\(error)")
      throw ExitCode(1)
    }
  }

  /// Where launched processes are noted.
  static func records() throws -> LaunchRecords {
    guard let records = LaunchRecords() else {
      Program.complain("slimbench: neither HOME nor XDG_STATE_HOME says where processes are noted")
      throw ExitCode(1)
    }
    return records
  }
}
