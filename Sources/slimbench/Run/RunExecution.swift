internal import ArgumentParser
internal import BenchCore
internal import Conductor
internal import Foundation
internal import PlanFile
internal import Reports
internal import RunStore

/// One measured run on the command line, put together from everything else.
///
/// Files are checked, the corpus read, servers measured, the table printed, the result saved.
struct RunExecution {
  let draft: PlanDraft
  let options: RunOptions

  func run() throws {
    let progress = ProgressPrinter(isQuiet: options.quiet)
    let plan = try plan()
    let scanner = CorpusScanner(
      directory: plan.corpus.directory, executable: Program.executable)
    try orExit { try scanner.check() }
    let output = try prepareOutput(plan)
    let corpus: LoadedCorpus
    do { corpus = try loadCorpus(plan, scanner, progress: progress) } catch {
      output.discard()
      throw error
    }

    // Until here a signal just ends the program: there is nothing to save yet.
    let signals = SignalSource()
    let mailbox = Mailbox<RunMessage>()
    let control = RunControl()
    let recorder = try orExit {
      try RunRecorder(path: output.journal) { failure in
        mailbox.post(.trouble("the journal cannot be written: \(failure)"))
      }
    }
    let sinks = RunSinks(recorder: recorder, mailbox: mailbox)
    let conductor = Conductor(
      plan: plan, corpus: corpus, setting: setting, control: control,
      publish: { sinks.publish($0) })
    Task.detached { mailbox.post(.finished(await conductor.run())) }

    var headless = HeadlessRun(
      mailbox: mailbox, signals: signals, control: control, progress: progress)
    headless.wait()
    try finish(headless, recorder: recorder, output: output)
  }

  private func plan() throws -> Plan {
    var plan: Plan
    do { plan = try draft.plan() } catch {
      Program.complain("slimbench: the plan cannot be run:\n\(error)")
      throw ExitCode(1)
    }
    guard plan.dpis.count == 1, plan.concurrencies.count == 1 else {
      let key = plan.dpis.count > 1 ? "dpi" : "concurrency"
      Program.complain(
        "slimbench: \(key) has several values; this version measures one a run: "
          + "name one, and run once for each")
      throw ExitCode(1)
    }
    plan.awaitsConnection = options.readyWithin != nil
    return plan
  }

  private func prepareOutput(_ plan: Plan) throws -> RunOutput {
    let path =
      draft.output
      ?? OutputNaming.defaultPath(timestamp: RunClock().timestamp, plan: plan)
    return try orExit { try RunOutput.prepare(result: path, force: options.force) }
  }

  private func loadCorpus(
    _ plan: Plan, _ scanner: CorpusScanner, progress: ProgressPrinter
  ) throws -> LoadedCorpus {
    let spec = plan.corpus
    let isQuiet = options.quiet
    let corpus = try orExit {
      try Blocking.run {
        try await scanner.load(
          maxFiles: spec.maxFiles, keepDefective: spec.keepDefective,
          progress: { if !isQuiet { ScanProgress.show(done: $0, total: $1) } })
      }
    }
    if !isQuiet { ScanProgress.clear() }
    for document in corpus.skipped {
      guard let defect = document.defect else { continue }
      progress.say("left out: \(document.name): \(defect.kind.rawValue): \(defect.detail)")
    }
    guard !corpus.documents.isEmpty else {
      Program.complain(
        "slimbench: \(spec.directory): no document is fit to be sent; "
          + "slimbench corpus lists why, --keep-defective sends them all the same")
      throw ExitCode(1)
    }
    return corpus
  }

  private var setting: Conductor.Setting {
    Conductor.Setting(
      executable: Program.executable, version: Program.version,
      arguments: Redaction.arguments(CommandLine.arguments), runID: Program.runID(),
      skipsUnavailable: options.skipUnavailable)
  }

  private func finish(
    _ headless: HeadlessRun, recorder: RunRecorder, output: RunOutput
  ) throws {
    try orExit { try recorder.finish() }
    let end = headless.end ?? RunFinished(.interrupted, detail: "gave up waiting for the end")
    if end.reason != .completed && !headless.state.hasRequests {
      output.discard()
      Program.complain(
        end.reason == .interrupted
          ? "slimbench: interrupted before anything was sent; nothing is saved"
          : "slimbench: nothing was sent:\n\(end.detail)")
      throw ExitCode(end.reason == .interrupted ? 130 : 1)
    }
    let written = try orExit { try output.writeResult(force: options.force) }
    for warning in written.warnings { Program.complain("slimbench: \(warning)") }
    print(
      TextReport.text(
        written.figures, failures: headless.state.recentFailures.elements, width: Output.width,
        glyphs: Output.glyphs))
    print("\nresult: \(output.result)")
    try RunVerdict(figures: written.figures, end: end, failsOnError: options.failOnError).exit()
  }

  /// Runs what can go wrong for reasons that the user can mend: says which, and exits with 1.
  private func orExit<Value>(_ work: () throws -> Value) throws -> Value {
    do { return try work() } catch {
      Program.complain("slimbench: \(error)")
      throw ExitCode(1)
    }
  }
}
