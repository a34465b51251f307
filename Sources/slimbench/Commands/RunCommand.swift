internal import ArgumentParser
internal import BenchCore
internal import Foundation
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
    var draft = try fromFile().overridden(by: options.draft())
    let named = try servers.drafts()
    // Servers on the command line are the servers; what the file says of one by that name stays.
    if !named.isEmpty {
      draft.servers.removeAll { server in !named.contains { $0.key == server.key } }
    }
    var flags = PlanDraft()
    flags.servers = named
    flags.corpusDirectory = directory
    draft = draft.overridden(by: flags)
    if draft.servers.isEmpty { draft.servers = servers.guide }
    guard draft.corpusDirectory != nil else {
      throw ValidationError("name the folder of PDFs: slimbench run DIR")
    }
    try RunExecution(draft: draft, options: options).run()
  }

  private func fromFile() throws -> PlanDraft {
    let usual = "slimbench.yaml"
    guard let path = planFile ?? (FileManager.default.fileExists(atPath: usual) ? usual : nil)
    else { return PlanDraft() }
    do { return try PlanFile.load(path) } catch {
      Program.complain("slimbench: \(error)")
      throw ExitCode(1)
    }
  }
}
