/// Parts a run's events into those that stay when it is resumed and those that do not.
///
/// Beside the requests of complete rounds stays what was told while these were measured: reports of
/// the load generator and notes that are about requests that are left out go with them.
struct ResumptionSieve {
  private(set) var kept: [RunEvent] = []
  private(set) var keptRequests = 0
  private(set) var discardedRequests = 0
  private(set) var highestSequence = -1
  private(set) var highestBlock = -1

  init(_ run: SavedRun, _ rounds: CompleteRounds) {
    let concurrencies = run.started.plan.conditions.map(\.concurrency)
    var sequences: Set<Int> = []
    var last: RunTime?
    var spans: [ClosedRange<Int64>] = []
    let warmed = WarmedStretches(run, rounds, concurrencies)
    var segment = 0
    for event in run.events {
      switch event.payload {
      case .runResumed: segment += 1
      case .requestStarted(let start):
        highestSequence = max(highestSequence, start.sequence)
      case .requestFinished(let record):
        highestSequence = max(highestSequence, record.sequence)
        highestBlock = max(highestBlock, record.block)
        if concurrencies.indices.contains(record.condition),
          record.phase == .measurement
            ? rounds.keep(record, concurrency: concurrencies[record.condition])
            : warmed.contains(segment: segment, concurrency: concurrencies[record.condition])
        {
          sequences.insert(record.sequence)
          if record.phase == .measurement { keptRequests += 1 }
          last = max(last ?? record.end, record.end)
        } else {
          discardedRequests += 1
          let (start, end) = (record.start.nanoseconds, record.end.nanoseconds)
          spans.append(min(start, end)...max(start, end))
        }
      default: continue
      }
    }
    let gaps = DiscardedSpans(spans)
    var started: Set<Int> = []
    for event in run.events {
      let isKept: Bool
      switch event.payload {
      case .runStarted: isKept = true
      case .requestStarted(let start):
        isKept = sequences.contains(start.sequence)
        if !isKept { started.insert(start.sequence) }
      case .pageReceived(let page): isKept = sequences.contains(page.sequence)
      case .requestFinished(let record):
        isKept = sequences.contains(record.sequence)
        started.remove(record.sequence)
      // Where a server stands follows from all that happened to it.
      case .serverChanged, .subjectChanged, .dpiProbed:
        isKept = last.map { event.time <= $0 } ?? false
      case .engineHealth(let health):
        let now = event.time.nanoseconds
        isKept =
          last.map { event.time <= $0 } ?? false
          && !gaps.overlap(now.addingSaturated(-max(0, health.interval))...now)
      case .resourceSampled(let sample):
        let now = event.time.nanoseconds
        isKept =
          last.map { event.time <= $0 } ?? false
          && !gaps.overlap(now.addingSaturated(-max(0, sample.interval))...now)
      case .note, .gpuSampled:
        let now = event.time.nanoseconds
        isKept = last.map { event.time <= $0 } ?? false && !gaps.overlap(now...now)
      case .runResumed(let resumed):
        isKept = last.map { event.time <= $0 } ?? false
        // What an earlier segment left out stays left out, though nothing of that segment stays.
        if !isKept {
          discardedRequests = discardedRequests.addingSaturated(max(0, resumed.discarded))
        }
      case .runFinished: isKept = false
      }
      if isKept { kept.append(event) }
    }
    // What was in flight when the program was killed.
    discardedRequests = discardedRequests.addingSaturated(started.count)
  }
}

/// The stretches of a run of which a measured request stays: what warmed up for them stays too.
private struct WarmedStretches {
  private struct Stretch: Hashable {
    let segment: Int
    let concurrency: Int
  }

  private var stretches: Set<Stretch> = []

  init(_ run: SavedRun, _ rounds: CompleteRounds, _ concurrencies: [Int]) {
    var segment = 0
    for event in run.events {
      switch event.payload {
      case .runResumed: segment += 1
      case .requestFinished(let record):
        guard concurrencies.indices.contains(record.condition) else { continue }
        let concurrency = concurrencies[record.condition]
        if rounds.keep(record, concurrency: concurrency) {
          stretches.insert(Stretch(segment: segment, concurrency: concurrency))
        }
      default: continue
      }
    }
  }

  func contains(segment: Int, concurrency: Int) -> Bool {
    stretches.contains(Stretch(segment: segment, concurrency: concurrency))
  }
}

/// The time in which requests ran that do not stay.
private struct DiscardedSpans {
  /// In order, none touching another; nanoseconds.
  private var merged: [ClosedRange<Int64>] = []

  init(_ spans: [ClosedRange<Int64>]) {
    for span in spans.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if let last = merged.last, span.lowerBound <= last.upperBound {
        merged[merged.count - 1] = last.lowerBound...max(last.upperBound, span.upperBound)
      } else {
        merged.append(span)
      }
    }
  }

  func overlap(_ range: ClosedRange<Int64>) -> Bool {
    var (low, high) = (0, merged.count)
    while low < high {
      let middle = low + (high - low) / 2
      if merged[middle].upperBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    return low < merged.count && merged[low].lowerBound <= range.upperBound
  }
}
