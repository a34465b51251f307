internal import ArgumentParser
internal import BenchCore
internal import PlanFile

/// `slimbench run`: measures servers on a folder of PDFs.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Measures servers on a folder of PDFs and compares them.",
    discussion: """
      Flags win over the plan file, the plan file over the defaults. Without servers from either, \
      the guide's two are measured: \(ServerOptions.pythonDefault) and \
      \(ServerOptions.rustDefault).

        slimbench run test_pdfs/ --dpi 150 --max-files 10 --output results.json
        slimbench run test_pdfs/ --server old=http://localhost:8000 \
      --server new=http://localhost:8001
      """)

  @Argument(help: "Folder with PDF files; subfolders are not looked into.")
  var directory: String?

  @OptionGroup(title: "Servers") var servers: ServerOptions

  @Option(
    name: .customLong("plan"),
    help: "Plan file. (default: slimbench.yaml of this folder, where it exists)")
  var planFile: String?

  @OptionGroup(title: "Run") var options: RunOptions

  func run() throws {
    let file = try servers.launching.draft(file: planFile)
    if directory == nil, file?.corpusDirectory == nil, options.opensDashboard {
      // The folder is chosen on the setup form.
      var start = try DashboardStart(file: planFile, servers: servers, options: options)
      start.isRun = true
      try DashboardProgram(start: start, options: options).run()
      return
    }
    var draft = (file ?? PlanDraft()).overridden(by: options.draft())
    draft.servers = draft.servers.overridden(byNamed: try servers.drafts())
    draft.corpusDirectory = directory ?? draft.corpusDirectory
    if draft.servers.isEmpty { draft.servers = servers.guide }
    guard draft.corpusDirectory != nil else {
      throw ValidationError("name the folder of PDFs: slimbench run DIR")
    }
    try RunExecution(draft: draft, options: options).run()
  }
}
