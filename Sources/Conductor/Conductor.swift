package import BenchCore
internal import Contract
internal import CurlKit
internal import DockerKit
internal import LoadEngine

/// One run from start to finish, as events.
///
///     run_started → servers made ready → warm-up → steps of the schedule → run_finished
///
/// It prints nothing and writes nothing: whoever wants events takes them from `publish`.
package struct Conductor: Sendable {
  /// What a run needs beyond its plan.
  package struct Setting: Sendable {
    /// This program's own file, launched again for embedded servers.
    package var executable: String
    package var version: String
    /// The command line, secrets redacted.
    package var arguments: [String]
    /// Unique for the run.
    package var runID: String
    /// Leaves out servers that are not available, instead of giving up.
    package var skipsUnavailable: Bool
    /// The page that servers are asked for at two DPIs where no document of the corpus has just one.
    package var samplePage: ProbePage?
    /// What is kept of the run that goes on; nil for a run of its own.
    package var resumption: Resumption?

    package init(
      executable: String, version: String, arguments: [String], runID: String,
      skipsUnavailable: Bool, samplePage: ProbePage? = nil, resumption: Resumption? = nil
    ) {
      self.executable = executable
      self.version = version
      self.arguments = arguments
      self.runID = runID
      self.skipsUnavailable = skipsUnavailable
      self.samplePage = samplePage
      self.resumption = resumption
    }
  }

  private let plan: Plan
  private let corpus: LoadedCorpus
  private let setting: Setting
  private let control: RunControl
  private let publish: @Sendable ([RunEvent]) -> Void
  private let clock: RunClock
  private let judge: RoundJudge?
  private let watch: RunWatch
  private let fleet: ServerFleet

  package init(
    plan: Plan, corpus: LoadedCorpus, setting: Setting, control: RunControl,
    publish: @escaping @Sendable ([RunEvent]) -> Void
  ) {
    self.plan = plan
    self.corpus = corpus
    self.setting = setting
    self.control = control
    clock = RunClock(at: setting.resumption?.begin ?? .zero)
    let judge = RoundJudge(plan, documents: corpus.documents.count)
    if let kept = setting.resumption?.kept { judge?.take(kept) }
    self.judge = judge
    let judged: @Sendable ([RunEvent]) -> Void =
      if let judge {
        { events in
          judge.take(events)
          publish(events)
        }
      } else { publish }
    self.publish = judged
    let clock = clock
    watch = RunWatch(clock: clock, publish: judged)
    fleet = ServerFleet(
      plan: plan, executable: setting.executable, clock: clock, control: control, watch: watch,
      run: setting.runID,
      publish: { events in
        judged(events)
        // Where a server of a resumed run does not introduce itself as it did before.
        guard let resumption = setting.resumption else { return }
        for case .serverChanged(let change) in events.map(\.payload) {
          guard let words = resumption.difference(of: change) else { continue }
          judged([RunEvent(clock.now(), .note(Note(.warning, words)))])
        }
      })
  }

  /// Runs the plan; always ends in `run_finished`, and always stops what it launched.
  package func run() async -> RunFinished {
    if let resumption = setting.resumption {
      tell(.runResumed(resumed(resumption)))
      for note in resumption.differences(from: resumed(resumption)) {
        tell(.note(Note(.warning, note)))
      }
    } else {
      tell(.runStarted(started))
    }
    if let note = leftOut { tell(.note(Note(.warning, note))) }
    let gpus = await GPUWatch.start { [watch] in
      watch.tell(.gpuSampled($0))
    } trouble: { [watch] in
      watch.tell(.note(Note(.note, $0)))
    }
    let containers = await watchContainers()
    let end = await measure(fleet)
    watch.stop()
    containers?.stop()
    await gpus?.stop()
    await fleet.stopLaunched()
    tell(.runFinished(end))
    return end
  }

  /// Follows the containers that servers run in; nil where there are none, or no engine.
  private func watchContainers() async -> ContainerWatching? {
    guard let found = await fleet.engine() else { return nil }
    let names = Set(plan.servers.compactMap { $0.container.map(plan.containerName) })
    switch found {
    case .failure(let failure):
      let list = names.sorted().joined(separator: ", ")
      tell(.note(Note(.warning, "\(list) cannot be watched: \(failure.reason)")))
      return nil
    case .success(let engine):
      let watching = ContainerWatching(names, clock: clock) { [watch] in watch.tell($0, at: $1) }
      watching.start(engine.address)
      return watching
    }
  }

  /// The documents that are not sent, for their defects; nil where all are.
  private var leftOut: String? {
    guard !corpus.skipped.isEmpty else { return nil }
    let named = corpus.skipped.prefix(10).map { document in
      document.name + (document.defect.map { " (\($0.detail))" } ?? "")
    }
    let more = corpus.skipped.count - named.count
    return Quantity.count(corpus.skipped.count, "document") + " left out: "
      + named.joined(separator: ", ") + (more > 0 ? " and \(Quantity.count(more)) more" : "")
  }

  private var started: RunStarted {
    RunStarted(
      runID: setting.runID, wallClock: clock.wallClock, timestamp: clock.timestamp,
      version: setting.version, arguments: setting.arguments, host: .current(),
      plan: plan.redacted, corpus: corpus.documents)
  }

  private func resumed(_ resumption: Resumption) -> RunResumed {
    RunResumed(
      wallClock: clock.wallClock, timestamp: clock.timestamp, version: setting.version,
      arguments: setting.arguments, host: .current(),
      gapSeconds: resumption.gap(until: clock.wallClock), kept: resumption.keptRequests,
      discarded: resumption.discardedRequests)
  }

  private func measure(_ fleet: ServerFleet) async -> RunFinished {
    let preparation = Task { [leftOut = setting.resumption?.leftOut ?? []] in
      await fleet.makeReady(leavingOut: leftOut)
    }
    control.onStop { preparation.cancel() }
    let standings = await preparation.value
    if control.isStopped { return RunFinished(.interrupted) }
    let missing = standings.indices.filter { standings[$0].url == nil }
    // What the run was made without from the start does not keep it from going on.
    let lost = missing.filter { setting.resumption?.leftOut.contains($0) != true }
    if missing.count == standings.count || (!lost.isEmpty && !setting.skipsUnavailable) {
      return RunFinished(.failed, detail: complaint(lost, standings))
    }
    if missing.contains(plan.baselineIndex), standings.count - missing.count > 1 {
      return RunFinished(.failed, detail: lostBaseline(missing, standings))
    }
    for index in missing {
      tell(.note(Note(.warning, "\(plan.servers[index].name) is left out: it is not available")))
    }
    await DPIProbing(plan: plan, corpus: corpus, samplePage: setting.samplePage, control: control)
      .run(standings.map(\.url)) { tell(.dpiProbed($0)) }
    if control.isStopped { return RunFinished(.interrupted) }
    let engine = LoadEngine(configuration: configuration(standings))
    control.onStop { engine.stop() }
    control.onPause { isPaused in
      isPaused ? engine.pause() : engine.resume()
      tell(.note(isPaused ? .paused : .resumed))
    }
    defer { engine.close() }
    return await walk(engine, leavingOut: Set(missing))
  }

  /// Sends everything, one concurrency after another.
  private func walk(_ engine: LoadEngine, leavingOut missing: Set<Int>) async -> RunFinished {
    for concurrency in plan.concurrencies {
      let schedule = Schedule(
        plan: plan, concurrency: concurrency, documents: corpus.documents.count,
        leavingOut: missing)
      if await walk(schedule, engine) == .stopped { return RunFinished(.interrupted) }
    }
    return RunFinished(.completed)
  }

  /// One concurrency: its warm-up, then round after round, until the last or the stop rule's.
  ///
  /// Rounds that a resumed run keeps are not sent, and without one to send nothing is warmed up.
  private func walk(_ schedule: Schedule, _ engine: LoadEngine) async -> EngineEnd {
    let warmUp = schedule.warmUpBlocks(documents: corpus.warmUpDocuments(count: plan.warmUp))
    var isWarm = false
    for step in 0..<schedule.steps {
      let isKept =
        setting.resumption?.isComplete(
          round: schedule.round(ofStep: step), concurrency: schedule.concurrency) == true
      if !isKept {
        if !isWarm, await engine.run(warmUp) == .stopped { return .stopped }
        isWarm = true
        if await engine.run(schedule.blocks(step: step)) == .stopped { return .stopped }
      }
      if let conclusion = judge?.conclusion(
        afterRounds: step + 1, concurrency: schedule.concurrency)
      {
        let note = Note(.note, conclusion)
        if setting.resumption?.has(note) != true { tell(.note(note)) }
        break
      }
    }
    return .completed
  }

  private func configuration(_ standings: [ServerFleet.Standing]) -> EngineConfiguration {
    let urls = standings.map(\.url)
    let conditions = plan.conditions
    let lanes = plan.order == .simultaneous ? plan.servers.count * plan.dpis.count : 1
    let judges = plan.servers.map { SharedJudge(AnswerJudge(shape: $0.request)) }
    let limit = plan.responseLimit
    let openStream: @Sendable (Int) -> any AnswerStream = { condition in
      JudgedStream(judges[conditions[condition].server], limit: limit)
    }
    var configuration = EngineConfiguration(
      requests: RequestTable.requests(plan: plan, urls: urls, corpus: corpus),
      concurrency: (plan.concurrencies.max() ?? 1) * lanes, zero: clock.zero,
      judge: { condition, status, body in
        judges[conditions[condition].server].judge(status: status, body: body)
      }, openStream: plan.stream ? openStream : nil, publish: publish)
    if let resumption = setting.resumption {
      configuration.firstSequence = resumption.nextSequence
      configuration.firstBlock = resumption.nextBlock
    }
    return configuration
  }

  /// Without the server that all others are compared with, nothing would be compared.
  private func lostBaseline(_ missing: [Int], _ standings: [ServerFleet.Standing]) -> String {
    let left = plan.servers.indices.first { !missing.contains($0) }
    let name = left.map { plan.servers[$0].key } ?? ""
    return complaint(missing, standings)
      + "\n\(plan.servers[plan.baselineIndex].name) is the baseline of every comparison; "
      + "compare with another one: --baseline \(name)"
  }

  private func complaint(_ missing: [Int], _ standings: [ServerFleet.Standing]) -> String {
    missing.map { index in
      guard case .unavailable(let reason) = standings[index] else { return "" }
      return "\(plan.servers[index].name): \(reason)"
    }.joined(separator: "\n")
  }

  /// Kills what was launched at once, for a way out that cannot wait for the run's end.
  package func abandon() { fleet.abandon() }

  /// Adds a note to the run's events, at this instant; callable from anywhere.
  package func note(_ severity: Note.Severity, _ text: String) { tell(.note(Note(severity, text))) }

  private func tell(_ payload: RunEvent.Payload) { publish([RunEvent(clock.now(), payload)]) }
}
