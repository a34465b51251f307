/// How much of a run's measurement is done, and how long the rest will take at the pace so far.
///
/// Work is pages where the corpus knows them all, else documents. The pace of a condition is its
/// work done over its own window: launches, warm-ups, pauses and the turns of others are in no
/// window, and so in no forecast.
package struct RunPace: Equatable, Sendable {
  /// Whether the documents' pages are all known.
  private var countsPages = false
  /// Work of one condition, all rounds.
  private(set) var planned = 0
  /// Work done by condition.
  private var done: [Int] = []

  /// Fewest requests from which a forecast is made.
  private static let leastRequests = 5

  init() {}

  init(_ start: RunStarted, conditions: Int) {
    countsPages = start.corpus.allSatisfy { $0.pages ?? 0 > 0 }
    done = Array(repeating: 0, count: conditions)
    let pass = start.corpus.indices.reduce(0) { $0 &+ work(of: $1, start.corpus) }
    let (all, overflow) = pass.multipliedReportingOverflow(by: max(0, start.plan.rounds))
    planned = overflow ? 0 : all
  }

  /// Counts a measured request that ended by itself.
  mutating func add(_ record: RequestRecord, _ corpus: [Document]) {
    guard done.indices.contains(record.condition) else { return }
    done[record.condition] &+= work(of: record.document, corpus)
  }

  private func work(of document: Int, _ corpus: [Document]) -> Int {
    guard countsPages, corpus.indices.contains(document) else { return 1 }
    return corpus[document].pages ?? 1
  }

  /// Seconds of measuring that are left; nil until the pace says something.
  func secondsLeft(_ state: RunState) -> Double? {
    guard let plan = state.started?.plan, planned > 0,
      state.finishedRequests >= Self.leastRequests
    else { return nil }
    var parts: [(left: Double, pace: Double?)] = []
    var work = 0.0
    var seconds = 0.0
    for index in state.conditions.indices
    where done.indices.contains(index) && !state.isGivenUp(index) {
      let window = state.conditions[index].window.seconds
      let own = Double(done[index])
      parts.append((Double(max(0, planned &- done[index])), own > 0 ? window / own : nil))
      work += own
      seconds += window
    }
    guard work > 0 else { return nil }
    let times = parts.map { $0.left * ($0.pace ?? seconds / work) }
    return plan.order == .simultaneous ? times.max() : times.reduce(0, +)
  }
}
