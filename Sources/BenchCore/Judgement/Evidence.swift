/// What a run left behind for its judgement, collected from its events.
struct Evidence: Sendable {
  let started: RunStarted
  /// Names of the conditions, as sentences call them; one per condition.
  let names: [String]
  /// One per condition.
  let conditions: [ConditionSummary]
  let times: [ServiceMatrix]
  let answers: [AnswerSheet]
  let firsts: [FirstRequest?]
  let newConnections: [Int]
  let engine: EngineEvidence
  /// All requests of the newest segment of the clock, warm-up and failures included.
  let requests: Int
  /// Their service times, summed, seconds.
  let busySeconds: Double
  /// How the run ended; nil where it was killed, or is still going on.
  let ending: RunFinished.Reason?
  /// Serious notes of the run, in order.
  let seriousNotes: [String]
  /// One per server, nil where it was not asked.
  var dpiReactions: [DPIReaction?] = []
  /// What the generator said in the newest segment of the clock; nil for all of the run.
  var segment: EngineEvidence?
  /// Every time that the run was resumed, in order.
  var resumptions: [RunResumed] = []
  /// What happened to what was watched, while it was measured.
  var subjects: [SubjectEvidence] = []

  var plan: Plan { started.plan }
  /// Whether every request that was in flight has its record.
  var isWhole: Bool { ending != nil }

  /// Conditions that can be compared, the baseline's first.
  var groups: [[Int]] {
    plan.comparableConditions.map { $0.filter { $0 < conditions.count } }
  }
}

/// The first measured request of a condition.
struct FirstRequest: Equatable, Sendable {
  var document: Int
  var round: Int
  var seconds: Double
}

/// What the load generator said of itself over a run.
package struct EngineEvidence: Equatable, Sendable {
  /// Length of all reports together, seconds.
  package private(set) var seconds = 0.0
  /// Length of those in which its thread used nearly all of a core, seconds.
  package private(set) var saturatedSeconds = 0.0
  /// Requests in flight, integrated over time, request-seconds.
  package private(set) var inFlightSeconds = 0.0
  /// Longest wait of a free slot in each report, seconds, ascending only after `sorted`.
  package private(set) var longestLag = 0.0
  /// Length of the reports in which a free slot waited for longer than `lagLimit`, seconds.
  package private(set) var laggingSeconds = 0.0
  /// Longest report beyond the time between two, seconds: the thread did not run meanwhile.
  package private(set) var longestSilence = 0.0

  /// Share of a core above which the generator's thread is taken to be at its limit.
  package static let saturation = 0.9
  /// A free slot that waits longer than this is late, seconds.
  package static let lagLimit = 0.010
  /// How often the generator reports while it runs, seconds.
  static let period = 1.0

  package init() {}

  package mutating func add(_ health: EngineHealth) {
    let length = Double(health.interval) / 1e9
    guard length > 0, length.isFinite, health.meanInFlight.isFinite else { return }
    seconds += length
    inFlightSeconds += max(0, health.meanInFlight) * length
    if Double(health.cpu) / 1e9 >= Self.saturation * length { saturatedSeconds += length }
    let lag = Double(health.maximumLag) / 1e9
    longestLag = max(longestLag, lag)
    if lag > Self.lagLimit { laggingSeconds += length }
    longestSilence = max(longestSilence, length - Self.period)
  }
}
