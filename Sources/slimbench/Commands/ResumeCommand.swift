internal import ArgumentParser
internal import BenchCore
internal import Dashboard
internal import PlanFile
internal import RunStore

/// `slimbench resume`: goes on with a run that was cut short.
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume",
    abstract: "Goes on with a run that was stopped or killed: incomplete rounds are sent again.",
    discussion: """
      Takes the journal of a run that was killed, or the result of one that was stopped. Rounds \
      that are complete are kept; all others are sent again whole, to the same servers, with the \
      same documents, which is checked first. The result says that the run was resumed. It is held \
      to what the run was started with; slimbench show RESULT --assert … holds it to something else.

        slimbench resume results.journal
        slimbench resume results.json --header 'Authorization: Bearer …'
      """)

  @Argument(
    help: "The journal (.journal) of a run that was killed, or the result of a stopped one.")
  var file: String

  @Option(help: "Where the documents are now. (default: the folder that the run was started with)")
  var corpus: String?

  @Option(
    name: .customLong("plan"),
    help: "Plan file with the headers and passwords that no result holds.")
  var planFile: String?

  @Option(
    help: ArgumentHelp(
      "Address of a server, with the user and password that no result holds.",
      valueName: "NAME=URL"))
  var server: [String] = []

  @Option(
    name: [.customShort("H"), .long],
    help: "A header that the run was started with, 'Name: value'. Repeatable.",
    transform: Self.field)
  var header: [HeaderField] = []

  @Option(help: "How long to wait for a server that does not answer yet: 60, 60s, 2m.")
  var readyWithin: DurationArgument?

  @Option(name: .shortAndLong, help: "Result file. (default: the run's own)")
  var output: String?

  @Flag(help: "Replace an existing result of another run.")
  var force = false

  @Flag(name: .shortAndLong, help: "Tell no progress; the table still comes.")
  var quiet = false

  @Flag(
    name: [.long, .customLong("plain")],
    help: "Plain lines instead of the dashboard, also in a terminal.")
  var headless = false

  @OptionGroup(title: "Judging") var gate: GateOptions
  @OptionGroup var look: LookOptions

  func run() throws {
    let saved = try load()
    let resumption: Resumption
    do throws(Resumption.Refusal) { resumption = try Resumption(saved) } catch {
      throw failed("\(file): \(error.words)")
    }
    let plan = try plan(resumption.started.plan)
    try gate.checkReport(beside: [file] + (output.map { [$0] } ?? []))
    let resumed = LiveRun.Resumed(resumption: resumption, source: file)
    if !headless, !quiet, Program.isInteractive, !resumption.isOver {
      var options = try RunOptions.parse([])
      options.gate = gate
      options.look = look
      options.force = force
      let start = DashboardStart(
        plan: plan, output: output, opening: .resume(resumed), isRun: true)
      try DashboardProgram(start: start, options: options).run()
      return
    }
    let progress = ProgressPrinter(isQuiet: quiet)
    let signals = SignalSource()
    let mailbox = Mailbox<RunMessage>()
    let live = LiveRun(
      plan: plan, output: output, policy: LiveRun.Policy(force: force), resumed: resumed
    ) { mailbox.post($0, rings: $0.isUrgent) }
    progress.say("resuming \(file): \(resumption.words)")
    var headless = HeadlessRun(
      live: live, mailbox: mailbox, signals: signals, progress: progress,
      earlier: resumption.kept)
    try RunConclusion(
      ending: headless.wait(), gate: gate, again: "resume it", resumed: file
    ).tell()
  }

  private func load() throws -> SavedRun {
    do throws(StoreError) {
      // One that is still going on is not worth reading, and must not be touched.
      _ = try RunLock.taking(file)
      let saved = try SavedRun.load(file)
      for warning in saved.warnings { Program.complain("slimbench: \(file): \(warning)") }
      return saved
    } catch { throw failed("\(error)") }
  }

  /// The plan of the run, with what its file does not tell.
  private func plan(_ saved: Plan) throws -> Plan {
    var plan = saved
    if let corpus { plan.corpus.directory = corpus }
    if let readyWithin { plan.readyWithinSeconds = readyWithin.seconds }
    plan.awaitsConnection = readyWithin != nil
    let known = try known()
    plan.restore(
      header + known.headers,
      from: Dictionary(known.servers.map { ($0.key, $0) }) { first, _ in first },
      containers: known.containers)
    let missing = plan.missingSecrets
    guard missing.isEmpty else {
      throw failed(
        "\(file): secrets are never saved, and have to be given again: "
          + missing.joined(separator: ", ")
          + ".\nHeaders: --header 'Name: value'. Addresses: --server NAME=URL. All of them: --plan FILE"
      )
    }
    guard let problem = plan.problems.first else { return plan }
    throw failed("\(file): the plan cannot be run: \(problem.key): \(problem.message)")
  }

  /// What the plan file and the command line say of servers and headers.
  private func known() throws -> Plan {
    var draft = PlanDraft()
    if let planFile, let file = try PlanDraft.usual(file: planFile) { draft = file }
    var options = try ServerOptions.parse([])
    options.server = server
    var flags = PlanDraft()
    flags.servers = try options.drafts()
    return draft.overridden(by: flags).filled
  }

  private static func field(_ line: String) throws -> HeaderField {
    guard let field = HeaderField(line: line) else {
      throw ValidationError("--header takes 'Name: value', not '\(line)'")
    }
    return field
  }

  private func failed(_ reason: String) -> ExitCode {
    Program.complain("slimbench: \(reason)")
    return ExitCode(1)
  }
}
