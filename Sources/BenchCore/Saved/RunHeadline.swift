/// What a list of saved runs says of one file: enough to choose it by, and nothing that needs all
/// of its requests in memory.
package struct RunHeadline: Hashable, Sendable {
  /// How much of a run a file holds.
  package enum State: Hashable, Sendable {
    /// A result of ours; the run came to its end.
    case complete
    /// A result of ours; the run was stopped, or failed, before everything planned was sent.
    case stopped
    /// A journal whose run has no result: it was killed, or is still going on.
    case interrupted
    /// A file of the guide's own script.
    case guide
    /// No run, or one that cannot be read: where and why.
    case damaged(String)
  }

  /// The file, as it can be opened.
  package var path: String
  package var bytes: Int
  /// When the file was last changed, seconds since 1970.
  package var modified: Double
  package var state: State
  /// Unique for the run; empty where the file cannot be read.
  package var runID = ""
  /// Shared by the points of a sweep.
  package var sweepID: String?
  /// When the run began in the zone of its machine, `2026-01-10 15:11:58`; empty where unknown.
  package var timestamp = ""
  /// The same in seconds since 1970; nil where unknown.
  package var wallClock: Double?
  /// Keys of the servers, in the order of the plan.
  package var servers: [String] = []
  package var documents = 0
  /// Empty where the file does not tell.
  package var dpis: [Double] = []
  package var concurrencies: [Int] = []
  package var rounds = 0
  /// Measured requests with a usable answer, and those without; cut off by a stop is neither.
  package var succeeded = 0
  package var failed = 0
  /// Measured requests that the plan wanted; nil where that cannot be told.
  package var planned: Int?
  /// The comparisons, every server against the baseline at every resolution and concurrency.
  package var verdicts: [HeadlineVerdict] = []
  /// Whether something serious withholds them.
  package var isWithheld = false
  /// Kinds of the diagnoses, the most severe first.
  package var diagnoses: [String] = []

  package init(path: String, bytes: Int, modified: Double, state: State) {
    self.path = path
    self.bytes = bytes
    self.modified = modified
    self.state = state
  }

  /// The file's name without its folder.
  package var fileName: String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// Whether nothing of it can be opened.
  package var isDamaged: Bool {
    if case .damaged = state { true } else { false }
  }
}

/// A comparison as a list of runs tells it.
package struct HeadlineVerdict: Hashable, Sendable {
  /// Keys of the servers: the one that is judged, and the one it is compared with.
  package var server: String
  package var baseline: String
  package var dpi: Double
  package var concurrency: Int
  package var verdict: Verdict
  /// The server's service time as a multiple of the baseline's, with its interval.
  package var ratio: Double?
  package var interval: ClosedRange<Double>?
  /// Whether something limits it: a star.
  package var isStarred: Bool

  package init(
    server: String, baseline: String, dpi: Double, concurrency: Int, verdict: Verdict,
    ratio: Double?, interval: ClosedRange<Double>?, isStarred: Bool
  ) {
    self.server = server
    self.baseline = baseline
    self.dpi = dpi
    self.concurrency = concurrency
    self.verdict = verdict
    self.ratio = ratio
    self.interval = interval
    self.isStarred = isStarred
  }
}

extension RunHeadline {
  /// The headline of figures that were read in full.
  package init(
    _ figures: RunFigures, kind: SavedRun.Kind, path: String, bytes: Int, modified: Double
  ) {
    let started = figures.started
    let plan = started.plan
    let state: State =
      switch (kind, figures.finished?.reason) {
      case (.guide, _): .guide
      case (.journal, _): .interrupted
      case (.result, .completed): .complete
      case (.result, _): .stopped
      }
    self.init(path: path, bytes: bytes, modified: modified, state: state)
    runID = started.runID
    sweepID = started.sweep?.id
    timestamp = started.timestamp
    wallClock = started.wallClock > 0 ? started.wallClock : nil
    servers = plan.servers.map(\.key)
    documents = started.corpus.count
    dpis = kind == .guide ? [] : plan.dpis
    concurrencies = kind == .guide ? [] : plan.concurrencies
    rounds = figures.rounds
    succeeded = figures.conditions.reduce(0) { $0 &+ $1.succeeded }
    failed = figures.conditions.reduce(0) { $0 &+ $1.failed }
    planned = figures.plannedRequests
    isWithheld = figures.judgement.isWithheld
    diagnoses = figures.judgement.diagnoses.map(\.kind.rawValue)
    let conditions = plan.conditions
    verdicts = figures.judgement.pairs.map { pair in
      let condition = conditions[pair.comparison.other]
      return HeadlineVerdict(
        server: plan.servers[condition.server].key,
        baseline: plan.servers[conditions[pair.comparison.baseline].server].key,
        dpi: condition.dpi, concurrency: condition.concurrency, verdict: pair.comparison.verdict,
        ratio: pair.comparison.ratio, interval: pair.comparison.interval,
        isStarred: figures.judgement.isStarred(pair.comparison))
    }
  }
}
