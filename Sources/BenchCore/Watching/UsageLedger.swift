/// Sets what was watched against what was measured, for figures and diagnoses; bounded.
///
/// A sample's CPU time belongs to the requests of its subject's server in it, however short: with
/// servers that take turns faster than they are sampled, the time between turns is nobody's. Requests
/// that share a subject have their part by time.
struct UsageLedger: Sendable {
  private var conditions: [Condition] = []
  /// Subject of each server.
  private var subjects: [String] = []
  /// By condition.
  private var busy: [BusyTimeline] = []
  /// By server.
  private var warmUps: [BusyTimeline] = []
  private var spans: [String: UsageSpans] = [:]
  private var histories: [String: SubjectHistory] = [:]
  /// Whether requests that are not told ran in between, those of other resolutions of a sweep.
  private var hasStrangers = false

  init() {}

  init(_ started: RunStarted) {
    let plan = started.plan
    hasStrangers = started.sweep?.sharesTime == true
    conditions = plan.conditions
    subjects = plan.servers.map(plan.subject)
    busy = conditions.map { _ in BusyTimeline() }
    warmUps = plan.servers.map { _ in BusyTimeline() }
  }

  mutating func add(_ record: RequestRecord) {
    guard busy.indices.contains(record.condition) else { return }
    if record.phase == .measurement {
      busy[record.condition].add(from: record.start, to: record.end)
    } else {
      warmUps[conditions[record.condition].server].add(from: record.start, to: record.end)
    }
  }

  /// Only what belongs to a server is kept: as many subjects as the plan has servers.
  mutating func add(_ sample: ResourceSample, at time: RunTime) {
    guard subjects.contains(sample.subject) else { return }
    spans[sample.subject, default: UsageSpans()].add(sample, at: time)
  }

  mutating func add(_ change: SubjectChange, at time: RunTime) {
    guard subjects.contains(change.subject) else { return }
    histories[change.subject, default: SubjectHistory()].take(change, at: time)
  }

  mutating func resume() {
    for name in histories.keys { histories[name]?.resume() }
  }

  // MARK: Figures

  /// What the condition's subject used; nil where nothing was watched.
  func figures(of condition: Int, _ summary: ConditionSummary) -> UsageFigures? {
    guard conditions.indices.contains(condition) else { return nil }
    let name = subjects[conditions[condition].server]
    let (spans, history) = (spans[name], histories[name])
    guard spans != nil || history != nil else { return nil }
    var figures = UsageFigures(subject: name)
    let hull = busy[condition].hull
    figures.restarts = SubjectHistory.count(history?.restarts ?? [], in: hull)
    figures.outOfMemory = SubjectHistory.count(history?.outOfMemory ?? [], in: hull)
    guard let spans else { return figures }
    figures.samples = spans.samples
    figures.coreLimit = spans.coreLimit
    figures.memoryLimitBytes = spans.memoryLimitBytes
    let usage = usage(of: condition, spans.all)
    figures.memoryPeakBytes = usage.memory
    figures.throttledShare =
      usage.throttledWeight > 0 ? usage.throttled / usage.throttledWeight : nil
    guard usage.covered > 0, busy[condition].total > 0 else { return figures }
    // What no sample covers is in neither side of a ratio.
    let share = usage.covered / busy[condition].total
    figures.cpuSeconds = usage.cpu / 1e9
    if summary.wallSeconds > 0 { figures.cores = usage.cpu / 1e9 / (summary.wallSeconds * share) }
    let isOwn = !hasStrangers && subjects.count(where: { $0 == name }) == 1
    if usage.cpu > 0, isOwn {
      figures.pagesPerCoreSecond = Double(summary.pages) * share / (usage.cpu / 1e9)
    }
    return figures
  }

  private struct Usage {
    var cpu = 0.0
    /// Nanoseconds in flight of which the CPU time is known.
    var covered = 0.0
    var throttled = 0.0
    var throttledWeight = 0.0
    var memory: Int?
  }

  private func usage(of condition: Int, _ spans: [UsageSpans.Span]) -> Usage {
    let name = subjects[conditions[condition].server]
    let sharers = conditions.indices.filter { subjects[conditions[$0].server] == name }
    let warm = subjects.indices.filter { subjects[$0] == name }
    var usage = Usage()
    for span in spans {
      let own = busy[condition].between(span.start, span.end)
      guard own > 0 else { continue }
      let all =
        sharers.reduce(0) { $0 + busy[$1].between(span.start, span.end) }
        + warm.reduce(0) { $0 + warmUps[$1].between(span.start, span.end) }
      if let cpu = span.cpu {
        usage.cpu += cpu * own / max(own, all, hasStrangers ? span.length : 0)
        usage.covered += own
      }
      if let throttled = span.throttledShare {
        usage.throttled += throttled * own
        usage.throttledWeight += own
      }
      if let memory = span.memoryBytes { usage.memory = max(usage.memory ?? memory, memory) }
    }
    return usage
  }

  // MARK: Evidence

  /// What happened to each watched subject while its servers were measured, in the plan's order.
  func evidence() -> [SubjectEvidence] {
    var told: Set<String> = []
    return subjects.indices.compactMap { server in
      let name = subjects[server]
      guard told.insert(name).inserted, let history = histories[name] else { return nil }
      let hulls = conditions.indices.filter { subjects[conditions[$0].server] == name }
        .compactMap { busy[$0].hull }
      guard let first = hulls.map(\.lowerBound).min(), let last = hulls.map(\.upperBound).max()
      else { return nil }
      let hull = first...last
      return SubjectEvidence(
        name: name, server: server,
        restarts: SubjectHistory.count(history.restarts, in: hull),
        outOfMemory: SubjectHistory.count(history.outOfMemory, in: hull),
        unhealthySeconds: history.unhealthySeconds(in: hull),
        measuredSeconds: last.seconds(since: first))
    }
  }
}

/// What happened to a subject while its servers were measured.
struct SubjectEvidence: Equatable, Sendable {
  let name: String
  /// The first server that it works for.
  let server: Int
  var restarts = 0
  var outOfMemory = 0
  /// In which its health check failed.
  var unhealthySeconds = 0.0
  /// From the first request to the last.
  var measuredSeconds = 0.0
}
