internal import BenchCore
internal import Statistics

/// What pictures and the table of documents are made of, condition by condition.
struct RunSamples {
  /// A request as a picture shows it.
  struct Sample {
    /// When it started, seconds.
    var start: Double
    /// Service time; of a failure the time until it was known.
    var seconds: Double
    var isWarmUp: Bool
    var isFailed: Bool
  }

  /// What is known of a condition.
  struct Of {
    var samples: [Sample] = []
    var times: ServiceMatrix
    /// Of each document, by its index.
    var failures: [Int: Int] = [:]
    var digests: [Int: Set<String>] = [:]

    /// Mean over the rounds, seconds.
    func mean(_ document: Int) -> Double? {
      Moments.mean((0..<times.rounds).compactMap { times[round: $0, document: document] })
    }
  }

  /// One per condition of the plan.
  private(set) var conditions: [Of]
  /// From and to, seconds.
  private(set) var pauses: [(from: Double, to: Double)] = []

  /// Most cells of a matrix: a file that claims the round 10⁹ must not take the memory for it.
  private static let cellLimit = 4_000_000

  init(_ run: SavedRun) {
    let documents = run.started.corpus.count
    conditions = run.started.plan.conditions.map { _ in
      Of(times: ServiceMatrix(documents: documents, cellLimit: Self.cellLimit))
    }
    var paused: RunTime?
    for event in run.events {
      switch event.payload {
      case .note(.paused): paused = paused ?? event.time
      case .note(.resumed):
        if let from = paused {
          pauses.append((from.seconds(since: .zero), event.time.seconds(since: .zero)))
        }
        paused = nil
      case .requestFinished(let record): add(record)
      default: continue
      }
    }
  }

  private mutating func add(_ record: RequestRecord) {
    guard conditions.indices.contains(record.condition) else { return }
    let failure = record.outcome.failure
    // What the stop cut off is no failure, and its time is none.
    if failure?.kind == .aborted { return }
    conditions[record.condition].samples.append(
      Sample(
        start: record.start.seconds(since: .zero), seconds: record.serviceSeconds,
        isWarmUp: record.phase == .warmUp, isFailed: failure != nil))
    guard record.phase == .measurement else { return }
    conditions[record.condition].times.add(record)
    if failure != nil { conditions[record.condition].failures[record.document, default: 0] += 1 }
    if let digest = record.outcome.answer?.textDigest {
      conditions[record.condition].digests[record.document, default: []].insert(digest)
    }
  }
}

extension RunPointFigures {
  /// The conditions that it shows, in the order of its places.
  func conditions(of plan: Plan) -> [Int] {
    let all = plan.conditions
    return places.compactMap { place in
      all.firstIndex {
        $0.server == place && $0.dpi == dpi && (concurrency == nil || $0.concurrency == concurrency)
      }
    }
  }
}
