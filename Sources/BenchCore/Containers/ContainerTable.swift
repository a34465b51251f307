/// The containers of an engine, folded from updates: the same for a screen, for lines and for JSON.
///
/// Bounded: at most `limit` containers, later ones are counted; of those that were removed the
/// newest `tombstones` stay, with their last figures and their explained end.
package struct ContainerTable: Equatable, Sendable {
  package static let limit = 2_000
  package static let tombstones = 50

  /// In the order in which they were first heard of.
  package private(set) var rows: [ContainerRow] = []
  /// Which engine it is; nil before it answered for the first time.
  package private(set) var engine: EngineTitle?
  /// Why it cannot be asked; nil while it can.
  package private(set) var problem: EngineProblem?
  /// Since when it cannot.
  package private(set) var lostAt: WallTime?
  /// Whether the containers were listed at least once.
  package private(set) var isListed = false
  /// Containers beyond the limit.
  package private(set) var dropped = 0
  /// Time between samples lately, seconds; nil before two.
  package private(set) var samplingSeconds: Double?
  private var places: [String: Int] = [:]

  package init() {}

  /// The container of this id; nil where it was not heard of.
  package subscript(id: String) -> ContainerRow? { places[id].map { rows[$0] } }

  /// Takes one thing that became known at a time of our clock.
  package mutating func apply(_ update: ContainerUpdate, at time: WallTime) {
    switch update {
    case .connected(let title):
      engine = title
      problem = nil
      lostAt = nil
    case .lost(let problem):
      if self.problem == nil { lostAt = time }
      self.problem = problem
      for index in rows.indices where rows[index].isAlive { rows[index].addGap() }
    case .listed(let facts):
      isListed = true
      let ids = Set(facts.map(\.id))
      for index in rows.indices where !rows[index].isGone && !ids.contains(rows[index].id) {
        rows[index].remove(at: time)
      }
      dropped = 0
      for facts in facts { take(facts, at: time) }
      bury()
    case .changed(let facts): take(facts, at: time)
    case .removed(let id):
      change(id) { $0.remove(at: time) }
      bury()
    case .sampled(let id, let sample):
      if sample.interval > 0 {
        let seconds = Double(sample.interval) / 1e9
        samplingSeconds = samplingSeconds.map { $0 + (seconds - $0) / 8 } ?? seconds
      }
      change(id) { $0.add(sample, at: time) }
    case .gap(let id): change(id) { $0.addGap() }
    case .probed(let id, let probe): change(id) { $0.add(probe) }
    case .happened(let id, let happened): change(id) { $0.add(happened, at: time) }
    case .died(let id, let death): change(id) { $0.take(death) }
    }
  }

  /// Seconds since the newest sample of any container; nil before the first.
  package func age(at now: WallTime) -> Double? {
    rows.lazy.compactMap(\.usage.sampledAt).max().map { now.seconds(since: $0) }
  }

  private mutating func change(_ id: String, _ change: (inout ContainerRow) -> Void) {
    if let place = places[id] { change(&rows[place]) }
  }

  private mutating func take(_ facts: ContainerFacts, at time: WallTime) {
    if let place = places[facts.id] {
      rows[place].take(facts, at: time)
    } else if rows.count < Self.limit {
      places[facts.id] = rows.count
      rows.append(ContainerRow(facts, at: time))
    } else {
      dropped &+= 1
    }
  }

  /// Forgets the oldest of those that were removed.
  private mutating func bury() {
    let gone = rows.compactMap { row in row.removedAt.map { (id: row.id, time: $0) } }
    guard gone.count > Self.tombstones else { return }
    let oldest = gone.sorted { $0.time < $1.time }.prefix(gone.count - Self.tombstones)
    let forgotten = Set(oldest.map(\.id))
    rows.removeAll { forgotten.contains($0.id) }
    places = Dictionary(
      rows.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
