internal import BenchCore
internal import CurlKit

/// What the engine's thread is doing: jobs, their blocks, requests in flight, events to publish.
///
/// One `step` does all that can be done without waiting.
struct EngineWork {
  /// Set once; ends the running job and those after it.
  var isStopped = false
  /// Whether no request may start for now.
  var isPaused: Bool { pausedAt != nil }

  /// When the pause began, monotonic.
  private var pausedAt: UInt64?
  private let configuration: EngineConfiguration
  private let clock: EngineClock
  private var jobs: [EngineJob] = []
  private var nextBlock = 0
  private var progress: BlockProgress?
  private var flights: [Int: Flight] = [:]
  private var sequence: Int
  private var blockNumber: Int
  /// When the newest completion was, monotonic; the next block may start from then on.
  private var latestEnd: UInt64
  /// Whether requests wait until answers are judged.
  private var isHeldBack = false
  /// Two lists that are used again and again.
  private var landed: [TransferResult] = []
  private var finished: [JudgeThread.Finished] = []
  private var outbox: [RunEvent] = []
  /// Of streamed answers, since the last step.
  private let pieces = PieceTray()
  private var lastPublish: UInt64
  private var meter: EngineMeter

  init(configuration: EngineConfiguration, clock: EngineClock) {
    self.configuration = configuration
    self.clock = clock
    sequence = configuration.firstSequence
    blockNumber = configuration.firstBlock - 1
    let now = MonotonicClock.now()
    latestEnd = now
    lastPublish = now
    meter = EngineMeter(now: now)
  }

  /// Whether a job is running or waiting.
  var isBusy: Bool { !jobs.isEmpty }

  mutating func enqueue(_ job: EngineJob) {
    if jobs.isEmpty { beginJob() }
    jobs.append(job)
  }

  /// When the next request is due, monotonic; nil where only other news can make one startable.
  var nextDue: UInt64? {
    isBusy && !isStopped && !isPaused && !isHeldBack ? progress?.nextDue : nil
  }

  mutating func pause() {
    if pausedAt == nil { pausedAt = MonotonicClock.now() }
  }

  /// Goes on: what is sent from now on is a block of its own, so that the pause is in no window.
  mutating func resume() {
    guard let began = pausedAt else { return }
    pausedAt = nil
    let now = MonotonicClock.now()
    latestEnd = max(latestEnd, now)
    progress?.resume(after: now - began, at: now)
    // What is still in flight belongs to the block that goes on: two blocks must not overlap.
    if progress != nil && flights.isEmpty { blockNumber += 1 }
  }

  private mutating func beginJob() {
    let now = MonotonicClock.now()
    nextBlock = 0
    progress = nil
    latestEnd = now
    lastPublish = now
    meter = EngineMeter(now: now)
  }

  /// Takes completions, starts what may start, publishes what is due, ends the job when it is done.
  mutating func step(_ transfers: TransferLoop, _ judge: JudgeThread) {
    guard isBusy else { return }
    // Before the ends of answers: the judge reads everything in the order in which it came.
    if !pieces.isEmpty { judge.put(pieces.takeAll(), now: MonotonicClock.now()) }
    transfers.takeCompleted(into: &landed)
    land(landed, judge)
    if isStopped {
      land(transfers.abortAll(), judge)
      tellUnsent()
    }
    launch(transfers, judge)
    publish(transfers, judge)
  }

  private mutating func land(_ results: [TransferResult], _ judge: JudgeThread) {
    guard !results.isEmpty else { return }
    for result in results {
      guard let flight = flights.removeValue(forKey: result.tag) else { continue }
      progress?.finished(lane: flight.lane, at: result.stamps.end)
      latestEnd = max(latestEnd, result.stamps.end)
      finished.append(JudgeThread.Finished(flight: flight, result: result))
    }
    let now = MonotonicClock.now()
    meter.inFlightChanged(to: flights.count, now: now)
    judge.put(finished, now: now)
    finished.removeAll(keepingCapacity: true)
  }

  /// Starts every request that a free slot is waiting for, unless judging has fallen far behind.
  private mutating func launch(_ transfers: TransferLoop, _ judge: JudgeThread) {
    let backlog = judge.backlog
    isHeldBack =
      backlog.count >= EngineConfiguration.unjudgedLimit
      || backlog.bytes >= EngineConfiguration.unjudgedByteLimit
    if !isStopped && !isPaused && !isHeldBack {
      while let next = nextStart() { start(next, transfers) }
    }
    let isWaiting = isHeldBack || flights.isEmpty
    judge.ringsOnProgress(isWaiting)
    if isWaiting { judge.ring(now: MonotonicClock.now()) }
  }

  /// The next request of the running block, or of the first later block that has one.
  private mutating func nextStart() -> BlockProgress.Start? {
    while true {
      if let next = progress?.next(now: MonotonicClock.now()) { return next }
      if let progress, !progress.isDone { return nil }
      guard let job = jobs.first, nextBlock < job.blocks.count else {
        progress = nil
        return nil
      }
      progress = BlockProgress(job.blocks[nextBlock], began: latestEnd)
      nextBlock += 1
      blockNumber += 1
    }
  }

  private mutating func start(_ next: BlockProgress.Start, _ transfers: TransferLoop) {
    guard let block = progress?.block else { return }
    let (lane, document) = (next.lane, next.document)
    let condition = block.lanes[lane].condition
    let request = configuration.requests[condition][document]
    let started = transfers.start(
      request, tag: sequence, onChunk: chunkHook(sequence, condition: condition))
    let flight = Flight(
      sequence: sequence, lane: lane, condition: condition, document: document,
      round: block.round, block: blockNumber, phase: block.phase,
      intendedStart: clock.runTime(min(next.intended, started)))
    flights[sequence] = flight
    meter.waited(nanoseconds: Int64(clamping: started &- min(next.startable, started)))
    meter.inFlightChanged(to: flights.count, now: started)
    outbox.append(
      RunEvent(
        clock.runTime(started),
        .requestStarted(
          RequestStart(
            sequence: sequence, condition: condition, document: document, round: block.round,
            phase: block.phase))))
    sequence += 1
  }

  /// Copies and stamps the pieces of a streamed answer; nil where answers are taken whole.
  private func chunkHook(_ sequence: Int, condition: Int) -> TransferLoop.ChunkHook? {
    guard configuration.openStream != nil else { return nil }
    return { [pieces] bytes, time in
      pieces.put(
        AnswerPiece(sequence: sequence, condition: condition, bytes: [UInt8](bytes), time: time))
    }
  }

  /// At the stop: requests that were due and never had a slot are in no record.
  private mutating func tellUnsent() {
    guard let progress else { return }
    let now = MonotonicClock.now()
    let unsent = progress.overdue(at: pausedAt ?? now)
    self.progress = nil
    guard unsent > 0 else { return }
    let text =
      "\(Quantity.count(unsent, "request")) due before the stop had not started: all "
      + "\(Quantity.count(progress.block.concurrency)) places in flight were taken"
    outbox.append(RunEvent(clock.runTime(now), .note(Note(.note, text))))
  }

  private mutating func publish(_ transfers: TransferLoop, _ judge: JudgeThread) {
    let now = MonotonicClock.now()
    let isOver = flights.isEmpty && (isStopped || nextStartIsNone) && judge.backlog.count == 0
    guard isOver || now &- lastPublish >= EngineConfiguration.publishInterval else { return }
    lastPublish = now
    judge.takeRecords(into: &outbox)
    judge.ring(now: now)
    if isOver || meter.isDue(now: now) {
      let health = meter.takeHealth(
        now: now, openSockets: transfers.openConnections, unjudged: judge.backlog.count)
      outbox.append(RunEvent(clock.runTime(now), .engineHealth(health)))
    }
    if !outbox.isEmpty {
      configuration.publish(outbox)
      outbox.removeAll(keepingCapacity: true)
    }
    if isOver { endJob() }
  }

  /// Whether the running job has sent everything.
  private var nextStartIsNone: Bool {
    progress == nil && nextBlock >= (jobs.first?.blocks.count ?? 0)
  }

  private mutating func endJob() {
    let job = jobs.removeFirst()
    job.done(isStopped ? .stopped : .completed)
    beginJob()
  }
}
