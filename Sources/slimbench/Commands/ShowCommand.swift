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

  func run() throws {
    let saved: SavedRun
    do { saved = try SavedRun.load(file) } catch {
      Program.complain("slimbench: \(error)")
      throw ExitCode(1)
    }
    for warning in saved.warnings { Program.complain("slimbench: \(file): \(warning)") }
    guard let figures = saved.figures else {
      Program.complain("slimbench: \(file): holds no run")
      throw ExitCode(1)
    }
    print(TextReport.text(figures, width: Output.width, glyphs: Output.glyphs))
  }
}
