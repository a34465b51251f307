internal import ArgumentParser

/// The program: one command for each thing a user does.
@main
struct Slimbench: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "slimbench",
    abstract: "Tells which document-processing server is faster, by how much.",
    discussion: """
      Sends the same folder of PDFs to several HTTP servers, times every request on its own clock, \
      and compares them document by document.

        slimbench                            the dashboard: choose, start, watch
        slimbench demo                       two embedded servers, a sample corpus
        slimbench run test_pdfs/ --dpi 150   the servers on ports 7670 and 7671
        slimbench up                         starts what slimbench.yaml launches
        slimbench show benchmark_results.json
      """,
    version: Program.version,
    subcommands: [
      RunCommand.self, ResumeCommand.self, CheckCommand.self, DemoCommand.self, ShowCommand.self,
      BrowseCommand.self,
      WatchCommand.self, ReplayCommand.self, CompareCommand.self, ExportCommand.self,
      CorpusCommand.self,
      UpCommand.self, DownCommand.self, StatusCommand.self, LogsCommand.self,
      CleanupCommand.self, DoctorCommand.self,
      ServeCommand.self,
      InspectCommand.self, EngineBenchCommand.self, OpenCommand.self,
    ])

  static func main() {
    do { main(try withCommand(Array(CommandLine.arguments.dropFirst()))) } catch {
      exit(withError: error)
    }
  }

  /// The arguments with `open` before them where they name no command: `slimbench`, or
  /// `slimbench --dpi 300`.
  ///
  /// The parser's own default command would be set up several times over whatever the command, and
  /// a mistyped command would be told as an argument that `open` does not take.
  ///
  /// - Throws: A `ValidationError` for a word that is no command.
  static func withCommand(_ arguments: [String]) throws -> [String] {
    guard let first = arguments.first else { return [OpenCommand._commandName] }
    if first.hasPrefix("-") {
      let isOwn = ownOptions.contains { first == $0 || first.hasPrefix($0 + "=") }
      return isOwn ? arguments : [OpenCommand._commandName] + arguments
    }
    let commands = configuration.subcommands.map { $0._commandName } + ["help"]
    guard commands.contains(first) else {
      throw ValidationError("there is no command '\(first)'\(advice(on: first))")
    }
    return arguments
  }

  /// Options of the program itself, which need no command.
  private static let ownOptions = [
    "-h", "-help", "--help", "--help-hidden", "--version", "--generate-completion-script",
    "--experimental-dump-help",
  ]

  /// What somebody may have meant who named a file or a folder in a command's place.
  private static func advice(on word: String) -> String {
    guard Program.fileExists(word) else { return "" }
    let command = word.hasSuffix(".json") || word.hasSuffix(".jsonl") ? "show" : "run"
    return "; did you mean 'slimbench \(command) \(word)'?"
  }
}
