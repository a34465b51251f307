internal import Statistics

/// A run's requests document by document: what each server took for each, and whether they agree.
///
/// One per point of a sweep: its columns are the conditions that can be compared with each other.
package struct DocumentTable: Sendable {
  /// Resolution and concurrency.
  package let point: RunPoint
  /// Indexes into the plan's conditions, the baseline's first.
  package let conditions: [Int]
  /// One per document of the corpus, in its order.
  package let rows: [DocumentRow]

  /// The tables of a run, one per point, in the plan's order.
  package static func all(of run: SavedRun) -> [DocumentTable] {
    let plan = run.started.plan
    let groups = plan.comparableConditions
    var builders = plan.conditions.map { _ in
      DocumentColumn(documents: run.started.corpus.count)
    }
    for case .requestFinished(let record) in run.events.lazy.map(\.payload)
    where builders.indices.contains(record.condition) {
      builders[record.condition].add(record)
    }
    return zip(plan.points, groups).map { point, group in
      let group = group.filter { builders.indices.contains($0) }
      return DocumentTable(
        point: point, conditions: group,
        rows: rows(group.map { builders[$0] }, run.started.corpus))
    }
  }

  private static func rows(
    _ columns: [DocumentColumn], _ corpus: [Document]
  ) -> [DocumentRow] {
    var differing = [Set<Int>](repeating: [], count: columns.count)
    for (index, column) in columns.enumerated().dropFirst() {
      differing[index] = Set(
        Agreement(baseline: columns[0].answers, other: column.answers).differing)
    }
    return corpus.indices.map { document in
      DocumentRow(
        document: document, name: corpus[document].name, pages: corpus[document].pages,
        cells: columns.map { $0.cells[document] },
        disagrees: differing.contains { $0.contains(document) })
    }
  }
}

/// One document of a run.
package struct DocumentRow: Hashable, Sendable {
  /// Index into the corpus.
  package let document: Int
  /// Foreign text.
  package let name: String
  /// As inspected before the run; nil where they could not be counted.
  package let pages: Int?
  /// One per condition of the table.
  package let cells: [DocumentCell]
  /// Whether any server's pages or text differ from the baseline's.
  package let disagrees: Bool

  /// Measured requests that failed, of all conditions.
  package var failed: Int { cells.reduce(0) { $0 &+ $1.failed } }

  /// A condition's service time as a multiple of the baseline's; nil where either has none.
  package func ratio(of place: Int) -> Double? {
    guard place > 0, cells.indices.contains(place), let own = cells[place].meanSeconds,
      let baseline = cells[0].meanSeconds
    else { return nil }
    return own / baseline
  }

  /// Service time of a page, seconds.
  package func secondsPerPage(of place: Int) -> Double? {
    guard cells.indices.contains(place), let seconds = cells[place].meanSeconds,
      let pages = cells[place].pages ?? pages, pages > 0
    else { return nil }
    return seconds / Double(pages)
  }
}

/// What a condition took for a document, over all rounds.
package struct DocumentCell: Hashable, Sendable {
  /// Measured requests with a good answer, and those without; cut off by a stop is neither.
  package private(set) var succeeded = 0
  package private(set) var failed = 0
  /// Pages of the first good answer.
  package private(set) var pages: Int?
  /// Shortest and longest service time, seconds.
  package private(set) var minimum: Double?
  package private(set) var maximum: Double?
  private var logarithms = 0.0
  private var timed = 0

  /// Geometric mean of the service times, seconds: what pairs of a comparison are made of.
  package var meanSeconds: Double? {
    timed > 0 ? LogRatio.ratio(logarithms / Double(timed)) : nil
  }

  mutating func add(_ record: RequestRecord) {
    guard let answer = record.outcome.answer else {
      if record.outcome.failure?.kind != .aborted { failed &+= 1 }
      return
    }
    succeeded &+= 1
    pages = pages ?? answer.pages
    let seconds = record.serviceSeconds
    guard seconds > 0, seconds.isFinite else { return }
    logarithms += LogRatio.of(seconds, to: 1)
    timed &+= 1
    minimum = min(minimum ?? seconds, seconds)
    maximum = max(maximum ?? seconds, seconds)
  }
}

/// One condition's documents while a run is read.
private struct DocumentColumn {
  var cells: [DocumentCell]
  var answers: AnswerSheet

  init(documents: Int) {
    cells = [DocumentCell](repeating: DocumentCell(), count: documents)
    answers = AnswerSheet(documents: documents)
  }

  mutating func add(_ record: RequestRecord) {
    guard record.phase == .measurement, cells.indices.contains(record.document) else { return }
    cells[record.document].add(record)
    answers.add(record)
  }
}
