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
    ], defaultSubcommand: OpenCommand.self)
}
