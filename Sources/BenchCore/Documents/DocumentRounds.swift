/// One document of a run, round by round: what each server took for it each time.
package struct DocumentRounds: Sendable {
  /// Index into the corpus.
  package let document: Int
  /// The warm-up first where it had the document, then the rounds in which anything came of it.
  package let rounds: [Round]

  /// A turn of the document at every server.
  package struct Round: Sendable {
    /// From 0; nil for the warm-up.
    package let round: Int?
    /// One per condition asked for; nil where the document was not sent, or not to the end.
    package let records: [RequestRecord?]

    /// A condition's service time as a multiple of the first one's; nil where either has none.
    package func ratio(of place: Int) -> Double? {
      guard place > 0, records.indices.contains(place),
        let own = seconds(of: place), let baseline = seconds(of: 0), own > 0, baseline > 0
      else { return nil }
      return own / baseline
    }

    /// Service time of a good answer, seconds.
    package func seconds(of place: Int) -> Double? {
      guard records.indices.contains(place), let record = records[place],
        record.outcome.answer != nil
      else { return nil }
      return record.serviceSeconds
    }
  }

  /// - Parameter conditions: Indexes into the plan's conditions, the baseline's first.
  package init(_ run: SavedRun, document: Int, conditions: [Int]) {
    self.document = document
    let places = Dictionary(
      conditions.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    // The warm-up is round -1 here.
    var rounds: [Int: [RequestRecord?]] = [:]
    for case .requestFinished(let record) in run.events.lazy.map(\.payload)
    where record.document == document {
      guard let place = places[record.condition] else { continue }
      let round = record.phase == .warmUp ? -1 : max(0, record.round)
      rounds[round, default: conditions.map { _ in nil }][place] = record
    }
    self.rounds = rounds.keys.sorted().map { round in
      Round(round: round < 0 ? nil : round, records: rounds[round] ?? [])
    }
  }
}
