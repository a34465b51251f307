internal import ArgumentParser
internal import BenchCore
internal import Conductor
internal import PlanFile
internal import Reports

/// `slimbench check`: whether servers can be measured, before anything is.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Tells whether servers are ready, keep the contract, and react to the DPI.",
    discussion: """
      Asks each server for a document, for the refusal of a file that is no PDF, and for one page \
      at a low and a high resolution, five times each in turn: 72 and 300 dpi, or the plan's own. Nothing is measured, nothing is saved.

        slimbench check --python-url http://localhost:7670 --rust-url http://localhost:7671
        slimbench check test_pdfs/ --server new=http://localhost:8001 --json

      Exit code: 0 all as it should be, or with warnings only; 1 a server is not available; \
      4 one breaks the contract; 6 a warning under --strict.
      """)

  @Argument(
    help: ArgumentHelp(
      "Folder with PDF files to ask with. (default: the plan file's, else two sample documents)"))
  var directory: String?

  @OptionGroup(title: "Servers") var servers: ServerOptions

  @Option(
    name: .customLong("plan"),
    help: "Plan file. (default: slimbench.yaml of this folder, where it exists)")
  var planFile: String?

  @OptionGroup(title: "Connection") var connection: ConnectionOptions
  @OptionGroup(title: "Check") var options: CheckOptions

  func run() throws {
    let plan = try plan()
    let corpus = try corpus(of: plan)
    let isQuiet = options.json || options.quiet
    let checker = ServerChecker(
      plan: plan, corpus: corpus, samplePage: SamplePage.page, executable: Program.executable,
      control: RunControl(),
      publish: { events in
        for event in events where !isQuiet { Self.tell(event, plan) }
      })
    let checks = try Blocking.run { await checker.run() } ?? []
    if options.json {
      print(CheckJSON.text(checks, of: plan.servers))
    } else {
      print(
        CheckReport.text(
          checks, of: plan.servers, width: Output.width, glyphs: Output.glyphs))
    }
    let code = Self.code(checks, isStrict: options.strict)
    if code != 0 { throw ExitCode(code) }
  }

  private func plan() throws -> Plan {
    let file = try servers.launching.draft(file: planFile)
    var draft = (file ?? PlanDraft()).overridden(by: connection.draft())
    draft.servers = draft.servers.overridden(byNamed: try servers.drafts())
    if draft.servers.isEmpty { draft.servers = servers.guide }
    draft.corpusDirectory = directory ?? draft.corpusDirectory ?? Self.samples
    return try connection.plan(of: draft)
  }

  /// Stands for a folder where nobody named one.
  private static let samples = "sample documents"
  /// Most documents that are looked at: the shortest of these will do.
  private static let documents = 50

  private func corpus(of plan: Plan) throws -> LoadedCorpus {
    if plan.corpus.directory == Self.samples { return SamplePage.corpus }
    let scanner = CorpusScanner(
      directory: plan.corpus.directory, executable: Program.executable)
    do {
      let corpus = try Blocking.run {
        try await scanner.load(
          maxFiles: min(plan.corpus.maxFiles ?? .max, Self.documents), keepDefective: false,
          progress: ScanProgress.show)
      }
      ScanProgress.clear()
      guard !corpus.documents.isEmpty else {
        throw CorpusError("\(plan.corpus.directory): no document is fit to be sent")
      }
      return corpus
    } catch {
      ScanProgress.clear()
      Program.complain("slimbench: \(error)")
      throw ExitCode(1)
    }
  }

  /// Says what is being waited for.
  @Sendable private static func tell(_ event: RunEvent, _ plan: Plan) {
    guard case .serverChanged(let change) = event.payload,
      plan.servers.indices.contains(change.server)
    else { return }
    let name = plan.servers[change.server].name
    switch change.state {
    case .ready: Program.complain("\(name) is ready, and is asked")
    case .loading: Program.complain("\(name) is loading: \(change.detail)")
    case .launching: Program.complain("\(name) is starting: \(change.detail)")
    case .unavailable, .stopped, .unknown: return
    }
  }

  /// The worst first: who is not there, who breaks the contract, who only deserves a warning.
  static func code(_ checks: [ServerCheck], isStrict: Bool) -> Int32 {
    if checks.contains(where: { !$0.isAvailable }) { return 1 }
    switch checks.map(\.grade).max() {
    case .failed: return 4
    case .warning: return isStrict ? 6 : 0
    case .ok, nil: return 0
    }
  }
}
