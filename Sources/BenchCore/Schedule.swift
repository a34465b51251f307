/// Plan and seed → the blocks of a run, in order: pure, lazy, the same every time.
///
/// Warm-up blocks come first. Then, by `ScheduleOrder`, for documents a b c and servers 1 2:
///
///     interleaved, c = 1    1a 2a  2b 1b  1c 2c │ next round starts with the other server
///     interleaved, c > 1    1(abc) 2(abc)       │ 2(abc) 1(abc)
///     interleaved, open     1(abc) 2(abc)       │ 2(abc) 1(abc)
///     sequential            1(abc) 1(abc) …     │ 2(abc) 2(abc) …
///     simultaneous          1(abc) ∥ 2(abc)     │ 1(abc) ∥ 2(abc)
///
/// Every round has one document order, shuffled by the seed, the same for every condition. Who goes
/// first on a document alternates from round to round, so that it costs no condition more than
/// another on that document. With an open load the moments at which requests are due are the same
/// for every condition as well, counted from the beginning of its block.
package struct Schedule: Sendable {
  /// The conditions that share the schedule, all of one concurrency.
  package let conditions: [Int]
  /// How many requests each keeps in flight, or has there at most.
  package let concurrency: Int
  /// Documents in the corpus.
  package let documents: Int
  package let rounds: Int
  package let order: ScheduleOrder
  package let load: LoadModel
  package let seed: UInt64
  /// Whether conditions take turns on each document.
  private let takesTurnsOnDocuments: Bool

  /// A schedule of `documents` documents for the plan's conditions at one concurrency, without
  /// those of the servers left out.
  package init(
    plan: Plan, concurrency: Int, documents: Int, leavingOut unavailable: Set<Int> = []
  ) {
    let all = plan.conditions
    conditions = all.indices.filter {
      all[$0].concurrency == concurrency && !unavailable.contains(all[$0].server)
    }
    self.concurrency = concurrency
    self.documents = documents
    rounds = plan.rounds
    order = plan.order
    load = plan.load
    seed = plan.seed
    takesTurnsOnDocuments = plan.takesTurnsOnDocuments(concurrency: concurrency)
  }

  /// Requests of the measurement.
  package var requests: Int { conditions.count * documents * rounds }

  /// Warm-up blocks: the documents named, to one condition after another, in the closed model.
  package func warmUpBlocks(documents: [Int]) -> [Block] {
    guard !documents.isEmpty else { return [] }
    return conditions.map {
      Block(
        round: 0, phase: .warmUp, concurrency: concurrency,
        lanes: [Lane(condition: $0, documents: documents)])
    }
  }

  /// The order in which a round sends its documents.
  package func documentOrder(round: Int) -> [Int] {
    var generator = SeededGenerator(seed: seed &+ UInt64(truncatingIfNeeded: round))
    return generator.shuffledIndices(documents)
  }

  /// The blocks of one step of the measurement; `steps` of them make it whole.
  ///
  /// A step is a round, except in the sequential order, where it is one condition's round.
  package func blocks(step: Int) -> [Block] {
    guard !conditions.isEmpty, documents > 0 else { return [] }
    switch order {
    case .simultaneous:
      let documents = documentOrder(round: step)
      return [block(round: step, conditions.map { Lane(condition: $0, documents: documents) })]
    case .sequential:
      let (position, round) = step.quotientAndRemainder(dividingBy: max(rounds, 1))
      guard conditions.indices.contains(position) else { return [] }
      let lane = Lane(condition: conditions[position], documents: documentOrder(round: round))
      return [block(round: round, [lane])]
    case .interleaved:
      let documents = documentOrder(round: step)
      guard takesTurnsOnDocuments else {
        return turn(step).map { block(round: step, [Lane(condition: $0, documents: documents)]) }
      }
      return documents.flatMap { document in
        turn(document + step).map {
          block(round: step, [Lane(condition: $0, documents: [document])])
        }
      }
    }
  }

  /// The round that a step is of, or is a part of.
  package func round(ofStep step: Int) -> Int {
    order == .sequential ? step % max(rounds, 1) : step
  }

  /// How many steps the measurement has.
  package var steps: Int { order == .sequential ? rounds * conditions.count : rounds }

  /// The conditions, rotated so that who goes first changes with every turn.
  private func turn(_ number: Int) -> [Int] {
    let first = number % conditions.count
    return Array(conditions[first...] + conditions[..<first])
  }

  private func block(round: Int, _ lanes: [Lane]) -> Block {
    Block(
      round: round, phase: .measurement, concurrency: concurrency, lanes: lanes,
      pace: load.open.map { Pace($0, seed: arrivalSeed(round: round)) })
  }

  /// Another sequence than that of the document order, for which the same seed would not do.
  private func arrivalSeed(round: Int) -> UInt64 {
    (seed &+ UInt64(truncatingIfNeeded: round)) ^ 0xA5A5_5A5A_C3C3_3C3C
  }
}

/// Requests that run together, from the first send to the last completion.
package struct Block: Hashable, Sendable {
  /// Round of the measurement, from 0.
  package var round: Int
  package var phase: Phase
  /// Requests in flight per lane; at most so many where there is a pace.
  package var concurrency: Int
  /// One per condition in the block; several only in a simultaneous schedule.
  package var lanes: [Lane]
  /// What each lane's pacer keeps to; nil in the closed model.
  package var pace: Pace?

  package init(
    round: Int, phase: Phase, concurrency: Int, lanes: [Lane], pace: Pace? = nil
  ) {
    self.round = round
    self.phase = phase
    self.concurrency = concurrency
    self.lanes = lanes
    self.pace = pace
  }

  /// Requests in the block.
  package var requests: Int { lanes.reduce(0) { $0 + $1.documents.count } }
}

/// One condition's share of a block: its documents, in order.
package struct Lane: Hashable, Sendable {
  package var condition: Int
  package var documents: [Int]

  package init(condition: Int, documents: [Int]) {
    self.condition = condition
    self.documents = documents
  }
}

/// When the requests of a block are due: an open load, and what its chance is drawn from.
package struct Pace: Hashable, Sendable {
  package var load: OpenLoad
  /// Seeds Poisson arrivals.
  package var seed: UInt64

  package init(_ load: OpenLoad, seed: UInt64) {
    self.load = load
    self.seed = seed
  }
}
