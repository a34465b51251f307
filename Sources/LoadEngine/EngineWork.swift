internal import BenchCore
internal import CurlKit

/// What the engine's thread is doing: jobs, their blocks, requests in flight, events to publish.
///
/// One `step` does all that can be done without waiting.
struct EngineWork {
  /// Set once; ends the running job and those after it.
  var isStopped = false
  /// Whether no request may start for now.
  private(set) var isPaused = false

  private let configuration: EngineConfiguration
  private let clock: EngineClock
  private var jobs: [EngineJob] = []
  private var nextBlock = 0
  private var progress: BlockProgress?
  private var flights: [Int: Flight] = [:]
  private var sequence = 0
  private var blockNumber = -1
  /// When the slots that wait for a request became free, oldest first, monotonic.
  private var freedSlots: [UInt64] = []
  /// When the newest completion was, monotonic; the next block may start from then on.
  private var latestEnd: UInt64
  /// When the running block could start, monotonic.
  private var blockBegan: UInt64
  /// Two lists that are used again and again.
  private var landed: [TransferResult] = []
  private var finished: [JudgeThread.Finished] = []
  private var outbox: [RunEvent] = []
  private var lastPublish: UInt64
  private var meter: EngineMeter

  init(configuration: EngineConfiguration, clock: EngineClock) {
    self.configuration = configuration
    self.clock = clock
    let now = MonotonicClock.now()
    latestEnd = now
    blockBegan = now
    lastPublish = now
    meter = EngineMeter(now: now)
  }

  /// Whether a job is running or waiting.
  var isBusy: Bool { !jobs.isEmpty }

  mutating func enqueue(_ job: EngineJob) {
    if jobs.isEmpty { beginJob() }
    jobs.append(job)
  }

  mutating func pause() { isPaused = true }

  /// Goes on: what is sent from now on is a block of its own, so that the pause is in no window.
  mutating func resume() {
    guard isPaused else { return }
    isPaused = false
    let now = MonotonicClock.now()
    latestEnd = max(latestEnd, now)
    blockBegan = now
    for index in freedSlots.indices { freedSlots[index] = now }
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
    transfers.takeCompleted(into: &landed)
    land(landed, judge)
    if isStopped { land(transfers.abortAll(), judge) }
    launch(transfers, judge)
    publish(transfers, judge)
  }

  private mutating func land(_ results: [TransferResult], _ judge: JudgeThread) {
    guard !results.isEmpty else { return }
    for result in results {
      guard let flight = flights.removeValue(forKey: result.tag) else { continue }
      progress?.finished(lane: flight.lane)
      freedSlots.append(result.stamps.end)
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
    let isHeldBack =
      backlog.count >= EngineConfiguration.unjudgedLimit
      || backlog.bytes >= EngineConfiguration.unjudgedByteLimit
    if !isStopped && !isPaused && !isHeldBack {
      while let (lane, document) = nextStart() {
        start(lane: lane, document: document, transfers)
      }
    }
    let isWaiting = isHeldBack || flights.isEmpty
    judge.ringsOnProgress(isWaiting)
    if isWaiting { judge.ring(now: MonotonicClock.now()) }
  }

  /// The next request of the running block, or of the first later block that has one.
  private mutating func nextStart() -> (lane: Int, document: Int)? {
    while true {
      if let next = progress?.next() { return next }
      if let progress, !progress.isDone { return nil }
      guard let job = jobs.first, nextBlock < job.blocks.count else {
        progress = nil
        return nil
      }
      progress = BlockProgress(job.blocks[nextBlock])
      nextBlock += 1
      blockNumber += 1
      blockBegan = latestEnd
      freedSlots.removeAll(keepingCapacity: true)
    }
  }

  private mutating func start(lane: Int, document: Int, _ transfers: TransferLoop) {
    guard let block = progress?.block else { return }
    let condition = block.lanes[lane].condition
    let request = configuration.requests[condition][document]
    let free = freedSlots.isEmpty ? blockBegan : freedSlots.removeFirst()
    let started = transfers.start(request, tag: sequence)
    let flight = Flight(
      sequence: sequence, lane: lane, condition: condition, document: document,
      round: block.round, block: blockNumber, phase: block.phase,
      intendedStart: clock.runTime(min(free, started)))
    flights[sequence] = flight
    meter.waited(nanoseconds: Int64(clamping: started &- min(free, started)))
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
