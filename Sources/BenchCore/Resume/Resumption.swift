/// What a run that was cut short still needs: which of its rounds stay, and which are sent again.
///
/// A round is complete when every document was answered, or failed by itself, on every server at
/// every resolution of its concurrency. Everything else of the measurement is sent again in whole
/// rounds, so that whatever is compared within a round was measured in one segment of the clock.
package struct Resumption: Hashable, Sendable {
  /// Why a saved run cannot be resumed.
  package enum Refusal: Error, Hashable, Sendable {
    /// Everything planned was sent.
    case complete
    /// A file of the guide's script, which tells neither the plan nor the documents.
    case guide
    /// The file does not tell the documents' hashes, without which they cannot be checked.
    case unknownDocuments
  }

  /// What was run.
  package let started: RunStarted
  /// The events that stay, in their canonical order, the start of the run first.
  package let kept: [RunEvent]
  /// Where the new segment of the clock begins: after everything that stays.
  package let begin: RunTime
  /// Wall clock of the last thing known of the run, seconds since 1970; nil where the file has none.
  package let lastSeen: Double?
  /// Measured requests that stay, and requests that do not.
  package let keptRequests: Int
  package let discardedRequests: Int
  /// Servers that the run was made without, as they were not available.
  package let leftOut: Set<Int>
  /// What the next request and the next block are numbered; no number is used twice.
  package let nextSequence: Int
  package let nextBlock: Int
  /// Nothing is left to be sent: only the result is still to be written.
  package let isOver: Bool
  /// Complete rounds by concurrency.
  private let complete: [Int: Set<Int>]

  package init(_ run: SavedRun) throws(Refusal) {
    guard run.kind != .guide else { throw .guide }
    let isCompleted = run.finished?.reason == .completed
    guard run.kind == .journal || !isCompleted else { throw .complete }
    guard run.started.corpus.allSatisfy({ !$0.sha256.isEmpty || $0.defect != nil }) else {
      throw .unknownDocuments
    }
    started = run.started
    let rounds = CompleteRounds(run)
    leftOut = rounds.leftOut
    complete = rounds.complete
    isOver = isCompleted || (run.started.plan.stopRule == nil && rounds.areAll)
    let sieve = ResumptionSieve(run, rounds)
    kept = isCompleted ? run.events : sieve.kept
    begin =
      kept.lazy.map(\.time).max().map {
        RunTime(nanoseconds: $0.nanoseconds.addingSaturated(1))
      } ?? .zero
    keptRequests = sieve.keptRequests
    discardedRequests = isCompleted ? 0 : sieve.discardedRequests
    // Numbers of a hostile file leave room for counting on.
    nextSequence = min(sieve.highestSequence, 1 << 60) + 1
    nextBlock = min(sieve.highestBlock, 1 << 60) + 1
    lastSeen = SegmentClock(run.events).wallClock(at: run.events.lazy.map(\.time).max() ?? .zero)
  }

  /// Whether a round stays as it was measured.
  package func isComplete(round: Int, concurrency: Int) -> Bool {
    complete[concurrency]?.contains(round) == true
  }

  /// How many rounds stay, of all concurrencies.
  package var completeRounds: Int { complete.values.reduce(0) { $0 + $1.count } }

  /// What stays and what does not, in a sentence.
  package var words: String {
    let planned = started.plan.rounds &* started.plan.concurrencies.count
    let most = started.plan.stopRule == nil ? "" : "at most "
    let kept =
      completeRounds == 0
      ? "no round is complete: all of them are sent"
      : "\(Quantity.count(completeRounds)) of \(most)\(Quantity.count(planned, "round")) "
        + (completeRounds == 1 ? "is" : "are") + " kept"
    return isOver
      ? "everything was sent: only the result is written"
      : kept
        + (discardedRequests > 0
          ? ", \(Quantity.count(discardedRequests, "request")) of incomplete rounds "
            + (discardedRequests == 1 ? "is" : "are") + " left out and sent again" : "")
  }

  /// Whether a note stands among what is kept.
  package func has(_ note: Note) -> Bool {
    kept.contains { $0.payload == .note(note) }
  }

  /// What differs from the segments before without forbidding to go on, a sentence each.
  package func differences(from now: RunResumed) -> [String] {
    let last: (version: String, host: HostFacts) =
      kept.reversed().lazy.compactMap { event in
        if case .runResumed(let resumed) = event.payload { resumed } else { nil }
      }.first.map { ($0.version, $0.host) } ?? (started.version, started.host)
    guard keptRequests > 0 else { return [] }
    var notes: [String] = []
    if last.version != now.version {
      notes.append(
        "resumed by another version of the program: \(now.version), the rounds before by "
          + last.version)
    }
    let (then, host) = (last.host, now.host)
    for (what, one, other) in [
      ("machine", then.name, host.name), ("system", then.system, host.system),
      ("processor", then.processor, host.processor),
      ("number of cores", "\(then.cores)", "\(host.cores)"),
      ("frequency governor", then.governor ?? "unknown", host.governor ?? "unknown"),
    ] where one != other {
      notes.append("resumed with another \(what): \(other), the rounds before with \(one)")
    }
    return notes
  }

  /// What a server says of itself that it did not say before; nil where that is the same.
  package func difference(of now: ServerChange) -> String? {
    guard now.state == .ready, started.plan.servers.indices.contains(now.server) else { return nil }
    let then = kept.reversed().lazy.compactMap { event -> ServerChange? in
      guard case .serverChanged(let change) = event.payload, change.state == .ready,
        change.server == now.server
      else { return nil }
      return change
    }.first
    guard let then, then.detail != now.detail else { return nil }
    return "\(started.plan.servers[now.server].name) says \"\(now.detail)\", and said "
      + "\"\(then.detail)\" before the run was resumed: it may be another one"
  }

  /// How long ago the run was seen last; nil where the clocks cannot tell.
  package func gap(until wallClock: Double) -> Double? {
    guard let lastSeen, wallClock >= lastSeen else { return nil }
    return wallClock - lastSeen
  }
}

extension Resumption.Refusal {
  /// What is said of it, of a file.
  package var words: String {
    switch self {
    case .complete: "everything planned was sent: there is nothing to resume"
    case .guide:
      "is a file of the guide's script, which tells neither the plan nor the documents: it cannot "
        + "be resumed"
    case .unknownDocuments:
      "does not tell the hashes of the documents, so that they cannot be checked: it cannot be "
        + "resumed"
    }
  }
}
