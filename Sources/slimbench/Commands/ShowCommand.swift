internal import ArgumentParser
internal import BenchCore
internal import Glibc
internal import Reports
internal import RunStore

/// `slimbench show`: the table of a saved run.
struct ShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Prints the table of a result, of a journal, or of the guide's own file.")

  @Argument(help: "A result (.json), or the journal of a run that was cut short (.journal).")
  var file: String

  @OptionGroup(title: "Judging") var judging: JudgingOptions
  @OptionGroup(title: "Judging") var gate: GateOptions

  func run() throws {
    let saved: SavedRun
    do { saved = try SavedRun.load(file) } catch {
      Program.complain("slimbench: \(error)")
      throw ExitCode(1)
    }
    for warning in saved.warnings { Program.complain("slimbench: \(file): \(warning)") }
    if saved.kind != .guide, saved.finished?.reason != .completed {
      Program.complain("slimbench: \(file): go on with it: slimbench resume \(file)")
    }
    var plan = saved.started.plan
    do throws(PlanProblem) { try judging.lay(over: &plan) } catch {
      Program.complain("slimbench: \(file): \(error.key): \(error.message)")
      throw ExitCode(1)
    }
    try gate.checkReport()
    guard let figures = saved.figures(judgedBy: { $0 = plan }) else {
      Program.complain("slimbench: \(file): holds no run")
      throw ExitCode(1)
    }
    print(TextReport.text(figures, width: Output.width, glyphs: Output.glyphs))
    // Whoever only looks at a run is not told by a code how it went.
    guard judging.isAsked || gate.isAsked else { return }
    try gate.writeReport(figures)
    try RunVerdict(figures: figures, policy: gate.policy).exit()
  }
}
