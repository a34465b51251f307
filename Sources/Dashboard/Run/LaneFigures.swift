internal import BenchCore
internal import Canvas
internal import Reports

/// What one server has shown so far, as its lane tells it.
struct LaneFigures {
  /// Index into the plan's servers.
  let index: Int
  let server: ServerSpec
  let status: ServerStatus
  private(set) var succeeded = 0
  /// By class; what the stop cut off is not among them.
  private(set) var failures: [FailureKind: Int] = [:]
  /// In flight when the run was stopped.
  private(set) var aborted = 0
  private(set) var warmUps = 0
  private(set) var staleRetries = 0
  private(set) var inFlight = 0
  /// Pages of streamed answers in flight; nil where answers come whole.
  private(set) var pagesSoFar: Int?
  /// The oldest request in flight.
  private(set) var oldest: InFlight?
  /// The condition of the point shown: percentiles and rates are of one condition.
  private(set) var current: ConditionState?
  /// That condition's figures: while the run goes on those so far, then those of the result.
  private(set) var figures: ServerFigures?
  /// Requests that the condition keeps in flight.
  private(set) var concurrency = 1
  /// Measured requests planned for this server.
  private(set) var planned: Int?
  private(set) var standing = LaneStanding.state(.unknown)
  /// Its container, or the process launched for it; nil where neither is watched.
  private(set) var subject: WatchedSubject?

  var failed: Int { failures.values.reduce(0, &+) }
  var finished: Int { succeeded &+ failed }

  /// The figures of every server of the run, made once for a picture.
  static func all(_ run: RunView) -> [LaneFigures] {
    guard let plan = run.state.started?.plan else { return [] }
    let conditions = plan.conditions
    return plan.servers.indices.compactMap { LaneFigures(run, plan, conditions, server: $0) }
  }

  private init?(_ run: RunView, _ plan: Plan, _ conditions: [Condition], server index: Int) {
    let state = run.state
    guard state.servers.indices.contains(index) else { return nil }
    self.index = index
    server = plan.servers[index]
    status = state.servers[index]
    let known = state.watched[plan.subject(of: server)]
    if known?.sample != nil || known?.latest != nil { subject = known }
    var own = 0
    let shown = run.shownPoint
    var newest: Int?
    for (number, condition) in conditions.enumerated()
    where condition.server == index && state.conditions.indices.contains(number) {
      own += 1
      let figures = state.conditions[number]
      succeeded = succeeded &+ figures.succeeded
      failures.merge(figures.failures) { $0 &+ $1 }
      aborted = aborted &+ figures.aborted
      warmUps = warmUps &+ figures.warmUps
      staleRetries = staleRetries &+ figures.staleRetries
      addInFlight(of: number, state.inFlight, streams: plan.stream)
      if condition.point == shown {
        (current, newest) = (figures, number)
      }
    }
    if let newest, let current {
      concurrency = conditions[newest].concurrency
      figures =
        run.exact.indices.contains(newest) ? run.exact[newest] : ServerFigures(current)
    }
    let (each, overflow) = (state.started?.corpus.count ?? 0).multipliedReportingOverflow(
      by: max(0, plan.rounds))
    let (all, tooMany) = each.multipliedReportingOverflow(by: own)
    planned = overflow || tooMany ? nil : all
    standing = LaneStanding(self, isOver: run.phase == .over)
  }

  private mutating func addInFlight(
    of condition: Int, _ table: InFlightTable, streams: Bool
  ) {
    inFlight += table.count(ofCondition: condition)
    if streams { pagesSoFar = (pagesSoFar ?? 0) &+ table.pages(ofCondition: condition) }
    guard let flight = table.oldest(ofCondition: condition) else { return }
    if let known = oldest, known.since <= flight.since { return }
    oldest = flight
  }

  /// The classes of failures with their counts: `timeout 1, http 2`.
  var failureWords: String {
    FailureKind.allCases.compactMap { kind in
      failures[kind].map { "\(kind.words) \(Quantity.count($0))" }
    }.joined(separator: ", ")
  }

  /// Whether neither its address nor its state is in the file that is replayed.
  var isUntold: Bool {
    status.state == .unknown && status.url == nil && server.origin == .unknown
  }

  /// Where it answers: the address without its scheme, or how it is launched; empty if untold.
  var place: String {
    if isUntold { return "" }
    let url: String
    switch (status.url, server.origin) {
    case (.some(let known), _): url = known
    case (nil, .url(let asked)): url = asked
    case (nil, .embedded(let layer)): return "embedded \(layer)"
    case (nil, .container(let port)):
      return "port \(port) of \(server.container ?? "its container")"
    }
    let shown = Redaction.url(url)
    return shown.hasPrefix("http://") ? String(shown.dropFirst(7)) : shown
  }
}

/// A lane's figures in words, the more important first.
enum LaneFacts {
  static func all(_ lane: LaneFigures) -> [(String, String)] {
    guard let figures = lane.figures else { return [] }
    guard figures.total > 0 else {
      return [("warm-up", Quantity.count(lane.warmUps, "request"))]
    }
    var facts = [
      ("p50", figures.p50.text), ("p95", figures.p95.text),
      ("n", Quantity.count(figures.succeeded)),
      ("max", Quantity.duration(seconds: figures.maximum)),
      ("", Quantity.rate(figures.pagesPerSecond, "pages/s")),
      ("", Quantity.rate(figures.requestsPerSecond, "req/s")),
    ]
    if let pages = figures.pageTimes {
      facts.insert(("first page p50", pages.first.p50.text), at: 3)
    }
    if let overhead = figures.webOverhead.mean {
      let share = figures.webOverheadShare.map { " (\(Quantity.percent($0)))" } ?? ""
      let label = lane.concurrency > 1 ? "web overhead and queueing" : "web overhead"
      facts.append((label, Quantity.duration(seconds: overhead) + share))
    }
    return facts
  }
}

extension [LaneFigures] {
  /// The baseline's before the others, for figures that are compared with it.
  func baselineFirst(of run: RunView) -> [LaneFigures] {
    let baseline = run.state.started?.plan.baselineIndex
    return filter { $0.index == baseline } + filter { $0.index != baseline }
  }
}
