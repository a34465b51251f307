internal import BenchCore
internal import Conductor
internal import CurlKit
internal import Foundation
internal import Glibc
internal import RunStore
internal import Synchronization

/// One measured run, put together from everything else, away from the main thread.
///
/// The dashboard and the plain lines both follow it through its messages: documents read, events,
/// troubles, and at last how it ended, which is told exactly once.
final class LiveRun: Sendable {
  /// What of a run is not in its plan.
  struct Policy: Sendable {
    /// Lets an existing result be replaced.
    var force = false
    /// Leaves out servers that are not available, instead of giving up.
    var skipsUnavailable = false
  }

  /// A run that goes on where it was cut short.
  struct Resumed: Sendable {
    let resumption: Resumption
    /// What is left of it.
    let source: String
  }

  /// How a run left the program.
  enum Ending: Sendable {
    /// Its results are written: one, or of a sweep one for every point.
    case saved(paths: [String], figures: RunFigures, warnings: [String])
    /// Nothing was sent, so that nothing is kept.
    case nothingSent(RunFinished)
    /// It could not begin, or its result could not be written.
    case refused(String)
  }

  /// What is open while the run goes on, for whoever concludes it.
  private struct Files {
    var output: RunOutput?
    var recorder: RunRecorder?
    var conductor: Conductor?
    /// Held until the end, where a run is resumed.
    var lock: HeldRun?
    var hasSent = false
    var ending: Ending?
  }

  let control = RunControl()
  private let plan: Plan
  private let output: String?
  private let policy: Policy
  private let resumed: Resumed?
  private let post: @Sendable (RunMessage) -> Void
  private let files = Mutex(Files())

  /// - Parameters:
  ///   - output: Where the result goes; nil for a name made from date and DPI.
  ///   - resumed: What is kept of the run that goes on; nil for a run of its own.
  ///   - post: Takes messages on any thread.
  init(
    plan: Plan, output: String?, policy: Policy, resumed: Resumed? = nil,
    post: @escaping @Sendable (RunMessage) -> Void
  ) {
    self.plan = plan
    self.output = output
    self.policy = policy
    self.resumed = resumed
    self.post = post
  }

  /// Begins; returns at once.
  func start() {
    Task.detached { [self] in
      let ending = await run()
      // They hold this run and its documents, and are held by it.
      control.finish()
      files.withLock {
        $0.conductor = nil
        $0.recorder = nil
        $0.lock = nil
      }
      post(.ended(ending))
    }
  }

  /// Writes what there is, without waiting for the run's own end; for when that takes too long.
  func concludeNow() -> Ending {
    files.withLock { $0.conductor }?.abandon()
    return conclude(RunFinished(.interrupted, detail: "gave up waiting for the end"))
  }

  /// Says something in the run's own events.
  func note(_ severity: Note.Severity, _ text: String) {
    files.withLock { $0.conductor }?.note(severity, text)
  }

  private func run() async -> Ending {
    do {
      if let resumed, resumed.resumption.isOver { return try finish(resumed.resumption) }
      let corpus = try await prepare()
      if control.isStopped { return discard(RunFinished(.interrupted)) }
      let conductor = try conductor(corpus)
      return conclude(await conductor.run())
    } catch {
      files.withLock { $0.output?.discard() }
      if control.isStopped { return .nothingSent(RunFinished(.interrupted)) }
      return .refused("\(error)")
    }
  }

  /// Checks files and reads documents, before anything is sent.
  private func prepare() async throws -> LoadedCorpus {
    let scanner = CorpusScanner(
      directory: plan.corpus.directory, executable: Program.executable)
    try scanner.check()
    let prepared =
      if let resumed {
        try prepare(resumed)
      } else if let output {
        try RunOutput.prepare(plan, result: output, force: policy.force)
      } else {
        try prepareDefault()
      }
    files.withLock { $0.output = prepared }
    let loading = Task { [plan, post] in
      try await scanner.load(
        maxFiles: plan.corpus.maxFiles, keepDefective: plan.corpus.keepDefective,
        progress: { post(.preparing(done: $0, total: $1)) })
    }
    control.onStop { loading.cancel() }
    let corpus = try await loading.value
    if !corpus.skipped.isEmpty { post(.leftOut(corpus.skipped)) }
    guard !corpus.documents.isEmpty else {
      throw CorpusError(
        "\(plan.corpus.directory): no document is fit to be sent; the corpus (5, or slimbench corpus) tells why, "
          + "--keep-defective sends them all the same")
    }
    if let then = resumed?.resumption.started.corpus { try Self.compare(corpus.documents, then) }
    return corpus
  }

  /// Takes hold of what is left of a run, and sees to where its result goes.
  private func prepare(_ resumed: Resumed) throws -> RunOutput {
    let lock = HeldRun(try RunLock.taking(resumed.source))
    files.withLock { $0.lock = lock }
    return try RunOutput.resume(
      resumed.resumption.started, from: resumed.source, result: output, force: policy.force)
  }

  /// Refuses documents that are not those that the run has sent.
  private static func compare(_ now: [Document], _ then: [Document]) throws {
    let difference = CorpusDifference(then: then, now: now)
    guard !difference.isEmpty else { return }
    throw CorpusError(
      "the documents are not those that the run has sent, so that it cannot go on:\n"
        + difference.lines.map { "  " + $0 }.joined(separator: "\n")
        + "\nBring them back, name their folder with --corpus, or measure anew: slimbench run")
  }

  /// Writes the result of a run that had sent everything, and was killed before it was written.
  private func finish(_ resumption: Resumption) throws -> Ending {
    guard let resumed else { throw CancellationError() }
    let prepared = try prepare(resumed)
    files.withLock { $0.output = prepared }
    let recorder = try recorder()
    if resumption.kept.last?.isEnd != true {
      recorder.record([
        RunEvent(resumption.begin, .runFinished(RunFinished(.completed)))
      ])
    }
    return conclude(RunFinished(.completed))
  }

  /// The journal's recorder; of a resumed run with everything that is kept in it already, which is
  /// on the disk.
  private func recorder() throws -> RunRecorder {
    let recorder = try files.withLock { files throws -> RunRecorder in
      let opened = try files.output?.openJournal(onFailure: { [post] failure in
        post(.trouble("the journal cannot be written: \(failure)"))
      })
      guard let opened else { throw CancellationError() }
      files.recorder = opened
      return opened
    }
    if let resumed {
      recorder.record(resumed.resumption.kept)
      try recorder.settle()
    }
    return recorder
  }

  private func prepareDefault() throws -> RunOutput {
    let timestamp = RunClock().timestamp
    return try RunOutput.prepare(plan) {
      OutputNaming.defaultPath(timestamp: timestamp, plan: plan, number: $0)
    }
  }

  private func conductor(_ corpus: LoadedCorpus) throws -> Conductor {
    let recorder = try recorder()
    let setting = Conductor.Setting(
      executable: Program.executable, version: Program.version,
      arguments: Redaction.arguments(CommandLine.arguments), runID: Program.runID(),
      skipsUnavailable: policy.skipsUnavailable,
      samplePage: plan.dpis.count > 1 ? SamplePage.page : nil, resumption: resumed?.resumption)
    let conductor = Conductor(
      plan: plan, corpus: corpus, setting: setting, control: control,
      publish: { [self] events in
        recorder.record(events)
        if !files.withLock({ $0.hasSent }), events.contains(where: \.isRequest) {
          begin()
        }
        post(.events(events))
      })
    files.withLock { $0.conductor = conductor }
    return conductor
  }

  /// The first request goes out: from now on the new journal is what is left of the run.
  private func begin() {
    let failure: StoreError? = files.withLock { files in
      files.hasSent = true
      do throws(StoreError) {
        try files.output?.takeOver()
        return nil
      } catch { return error }
    }
    if let failure { post(.trouble("\(failure); it stays where it is until the end")) }
  }

  private func discard(_ end: RunFinished) -> Ending {
    files.withLock { $0.output?.discard() }
    return .nothingSent(end)
  }

  /// Turns the journal into the result; who comes second gets the same answer.
  private func conclude(_ end: RunFinished) -> Ending {
    files.withLock { files in
      if let ending = files.ending { return ending }
      let ending = write(&files, end)
      files.ending = ending
      return ending
    }
  }

  private func write(_ files: inout Files, _ end: RunFinished) -> Ending {
    guard var output = files.output, let recorder = files.recorder else { return .nothingSent(end) }
    do {
      try recorder.finish()
      guard files.hasSent || end.reason == .completed else {
        files.output?.discard()
        return .nothingSent(end)
      }
      try output.takeOver()
      files.output = output
      let written = try output.writeResult(force: policy.force)
      return .saved(
        paths: written.paths, figures: written.figures, warnings: written.warnings)
    } catch {
      return .refused("\(error)")
    }
  }
}

/// A hold on a saved run that lasts as long as somebody knows of it.
private final class HeldRun: Sendable {
  private let lock: RunLock

  init(_ lock: consuming RunLock) { self.lock = lock }
}

/// What the main thread hears of a run.
enum RunMessage: Sendable {
  /// How many of the documents are read.
  case preparing(done: Int, total: Int)
  /// Documents that are not sent, for their defects.
  case leftOut([Document])
  /// What happened, in its order; looked at ten times a second, not at once.
  case events([RunEvent])
  /// Something that the user has to know at once.
  case trouble(String)
  indirect case ended(LiveRun.Ending)

  /// Whether the main thread is to look at it at once.
  var isUrgent: Bool {
    if case .events = self { false } else { true }
  }
}
