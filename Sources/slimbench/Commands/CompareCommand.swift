internal import ArgumentParser
internal import BenchCore
internal import Reports
internal import RunStore

/// `slimbench compare`: saved runs side by side.
struct CompareCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Shows saved runs side by side, with differences and what speaks against them.")

  @Argument(help: "Results (.json), journals (.journal), or the guide's own files.")
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "What columns differ in from what they are compared with: dpi, server, concurrency, file. "
        + "(default: the first in which they do)"))
  var by: ComparePivot?

  @Option(
    help: ArgumentHelp(
      "What all begins from: a file or a server, and a resolution: python, python@100, A@300. "
        + "(default: the first file's baseline)"))
  var baseline: String?

  @Flag(
    help: ArgumentHelp(
      "Tables instead of the dashboard, also in a terminal; --by, --baseline and --all imply it."))
  var plain = false

  @Flag(help: "The figures as JSON.")
  var json = false

  @Flag(help: "Every document, not only the first \(CompareReport.documentLimit).")
  var all = false

  @OptionGroup var look: LookOptions

  /// Whether nothing was asked for that only text can give.
  private var opensDashboard: Bool {
    !plain && !json && !all && by == nil && baseline == nil && Program.isInteractive
  }

  func run() throws {
    if opensDashboard { return try openDashboard() }
    let runs = files.compactMap(read)
    // Whoever compares these files did not mean some of them; all that is wrong is told at once.
    guard runs.count == files.count else { throw ExitCode(1) }
    let comparison = RunComparison(
      runs, baseline: try chosen(in: runs), pivot: by, resamples: json ? 10_000 : 0)
    guard !comparison.columns.isEmpty else {
      Program.complain("slimbench: nothing was measured in these files")
      throw ExitCode(1)
    }
    if json {
      print(ComparisonJSON.text(comparison))
    } else {
      print(
        CompareReport.text(
          comparison, width: Output.width, glyphs: Output.glyphs, showsAllDocuments: all))
    }
  }

  /// A file's run; nil, and said why, where it holds none.
  private func read(_ file: String) -> ComparedRun? {
    let saved: SavedRun
    do { saved = try SavedRun.load(file) } catch {
      Program.complain("slimbench: \(error)")
      return nil
    }
    for warning in saved.warnings { Program.complain("slimbench: \(file): \(warning)") }
    guard let run = ComparedRun(name: file, run: saved) else {
      Program.complain("slimbench: \(file): holds no run")
      return nil
    }
    return run
  }

  private func openDashboard() throws {
    var options = try RunOptions.parse([])
    options.look = look
    var start = try DashboardStart(
      file: nil, servers: try ServerOptions.parse([]), options: options)
    start.opening = .compare(files)
    try DashboardProgram(start: start, options: options).run()
  }

  private func chosen(in runs: [ComparedRun]) throws -> ColumnName? {
    guard let baseline else { return nil }
    guard let name = ColumnName(baseline, in: runs) else {
      let labels = RunComparison(runs).columns.map(\.label).joined(separator: ", ")
      Program.complain(
        "slimbench: --baseline \(baseline): no such file, server or column; there are \(labels)")
      throw ExitCode(1)
    }
    return name
  }
}

extension ComparePivot: ExpressibleByArgument {}
