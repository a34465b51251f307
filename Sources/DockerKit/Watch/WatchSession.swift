/// One connection of a watcher: does what the book asks for, and feeds it with what comes back.
internal import CurlKit

final class WatchSession {
  /// More than can pile up while we keep up; beyond it the session begins anew and asks again.
  static let inputLimit = 50_000

  private let engine: Engine
  private let timing: WatchTiming
  private let continuation: AsyncStream<WatchInput>.Continuation
  private let onUpdate: EngineWatcher.Hook
  private let requests: WatchRequests

  private var feeds: [String: StatsFeed] = [:]
  private var inspections = InspectLedger()
  private var isListing = false
  private var mustList = false
  private var isOpen = false
  private var lastHeard = MonotonicClock.now()
  private var isAsking = false
  private let began = MonotonicClock.now()

  init(
    engine: Engine, timing: WatchTiming, continuation: AsyncStream<WatchInput>.Continuation,
    onUpdate: @escaping EngineWatcher.Hook
  ) {
    self.engine = engine
    self.timing = timing
    self.continuation = continuation
    self.onUpdate = onUpdate
    self.requests = WatchRequests(
      engine: engine, timing: timing, sender: WatchInput.Sender(continuation))
  }

  /// Runs until the connection is lost or the task cancelled.
  ///
  /// - Returns: Why it ended, and whether it ever worked.
  func run(
    _ book: inout WatchBook, _ inputs: AsyncStream<WatchInput>, _ wanted: Set<String>
  ) async -> (error: EngineError, wasOpen: Bool) {
    var current = book
    defer { book = current }
    current.clock = engine.facts.clock
    let end = await withDiscardingTaskGroup(returning: EngineError.self) { group in
      requests.events(since: current.eventsSince, in: &group)
      requests.ticks(in: &group)
      current.watch(wanted, now: MonotonicClock.now())
      var end =
        EngineError(.lost, "the engine at \(engine.address) sent more than could be taken in")
      for await input in inputs {
        if case .ended(let error) = input {
          end = error
          break
        }
        take(input, &current, &group)
        perform(&current, &group)
      }
      group.cancelAll()
      for feed in feeds.values { feed.cancel() }
      feeds.removeAll()
      return end
    }
    continuation.finish()
    current.markAllGaps(.disconnected, at: MonotonicClock.now())
    for case .tell(let update) in current.takeSteps() { onUpdate(update) }
    return (end, isOpen)
  }

  // MARK: Inputs

  private func take(
    _ input: WatchInput, _ book: inout WatchBook, _ group: inout DiscardingTaskGroup
  ) {
    let now = MonotonicClock.now()
    if input.isHeard { lastHeard = now }
    switch input {
    case .opened:
      isOpen = true
      book.open(now: now)
      list(in: &group)
      book.inspectWatched()
    case .event(let line):
      if let event = JSON(line).flatMap(EngineEvent.init) { book.take(event: event, now: now) }
    case .listed(let result):
      isListing = false
      switch result {
      case .success(let list): book.take(list: list, now: now)
      case .failure(let error): fail(error)
      }
      if mustList { list(in: &group) }
    case .inspected(let id, let result): take(result, of: id, &book, &group, now)
    case .again(let id):
      if inspections.isDue(id) { inspect(id, in: &group) }
    case .stats(let id, let news): take(news, of: id, &book, &group, now)
    case .watch(let wanted): book.watch(wanted, now: now)
    case .refresh(let id): inspect(id, in: &group)
    case .tick: tick(&book, &group, now)
    case .alive: isAsking = false
    case .ended: break
    }
  }

  private func take(
    _ result: Result<ContainerDetails, EngineError>, of id: String, _ book: inout WatchBook,
    _ group: inout DiscardingTaskGroup, _ now: UInt64
  ) {
    let mustRepeat = inspections.end(id)
    if case .failure(let error) = result, error.kind == .timeout {
      return postpone(id, isWatched: book.watched.contains(id), in: &group)
    }
    inspections.answered(id)
    switch result {
    case .success(let details): book.take(details: details, now: now)
    case .failure(let error) where error.status == 404: list(in: &group)
    case .failure(let error): fail(error)
    }
    if mustRepeat { inspect(id, in: &group) }
  }

  /// One container may be stuck while its engine is well: it is asked about again later, and the
  /// engine for a sign of life, which decides about the connection.
  private func postpone(_ id: String, isWatched: Bool, in group: inout DiscardingTaskGroup) {
    askForLife(in: &group)
    guard let attempt = inspections.wasLate(id, isWatched: isWatched) else { return }
    requests.inspectLater(id, attempt: attempt, in: &group)
  }

  private func take(
    _ news: StatsFeed.News, of id: String, _ book: inout WatchBook,
    _ group: inout DiscardingTaskGroup, _ now: UInt64
  ) {
    guard feeds[id] != nil else { return }
    switch news {
    case .frame(let bytes):
      book.take(reading: JSON(bytes).flatMap(StatsReading.init), of: id, now: now)
    case .broken:
      book.markGap(id, .disconnected, at: now)
      inspect(id, in: &group)
    case .gone:
      feeds.removeValue(forKey: id)?.cancel()
      list(in: &group)
    }
  }

  /// An answer that is an error says nothing about the connection; everything else does.
  private func fail(_ error: EngineError) {
    guard error.kind != .answer, error.kind != .cancelled else { return }
    continuation.yield(.ended(error))
  }

  // MARK: Doing what is asked for

  private func perform(_ book: inout WatchBook, _ group: inout DiscardingTaskGroup) {
    for step in book.takeSteps() {
      switch step {
      case .tell(let update): onUpdate(update)
      case .list: list(in: &group)
      case .inspect(let id): inspect(id, in: &group)
      }
    }
    let streaming = book.streaming
    for id in feeds.keys where !streaming.contains(id) {
      feeds.removeValue(forKey: id)?.cancel()
    }
    for id in streaming where feeds[id] == nil { openFeed(id, delay: .zero) }
  }

  private func openFeed(_ id: String, delay: Duration) {
    feeds[id]?.cancel()
    feeds[id] = StatsFeed(
      engine: engine, container: id, timing: timing, delay: delay,
      onNews: { [sender = requests.sender] in sender.send(.stats(id, $0)) })
  }

  private func list(in group: inout DiscardingTaskGroup) {
    mustList = isListing
    guard !isListing else { return }
    isListing = true
    requests.list(in: &group)
  }

  private func inspect(_ id: String, in group: inout DiscardingTaskGroup) {
    if inspections.begin(id) { requests.inspect(id, in: &group) }
  }

  /// Asks whether the engine still answers: its streams may be silent for good reasons.
  private func askForLife(in group: inout DiscardingTaskGroup) {
    guard !isAsking else { return }
    isAsking = true
    requests.ping(in: &group)
  }

  // MARK: Time

  private func tick(
    _ book: inout WatchBook, _ group: inout DiscardingTaskGroup, _ now: UInt64
  ) {
    book.tick(now: now)
    if !isOpen, Self.age(began, now) >= timing.answer {
      fail(EngineError(.timeout, "the engine at \(engine.address) does not answer"))
    }
    let limit = engine.facts.flavour == .podman ? timing.podmanStale : timing.dockerStale
    for (id, feed) in feeds where Duration.nanoseconds(Int64(clamping: feed.age(now: now))) >= limit
    {
      book.markGap(id, .stale, at: now)
      openFeed(id, delay: .zero)
      askForLife(in: &group)
    }
    if Self.age(lastHeard, now) >= timing.heartbeat { askForLife(in: &group) }
  }

  private static func age(_ since: UInt64, _ now: UInt64) -> Duration {
    .nanoseconds(Int64(clamping: now > since ? now - since : 0))
  }
}
