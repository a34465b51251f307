internal import Statistics

/// Saved runs side by side: their conditions as columns, and every column against a baseline.
///
/// Within a file a comparison is what the file's own schedule allows. Across files it is sequential,
/// and carries a star always, for nobody knows what else had changed.
package struct RunComparison: Sendable {
  /// Two columns that are compared.
  package struct Pair: Equatable, Sendable {
    /// Indices of the columns.
    package let column: Int
    package let baseline: Int
    package let comparison: ConditionComparison
    package let agreement: Agreement
    /// Whether the two were measured apart, in files of their own.
    package let isApart: Bool
    /// Whether something limits the verdict: a star.
    package let isStarred: Bool
    /// Whether something serious in one of the files withholds the verdict.
    package let isWithheld: Bool
    /// By place in `documents`: the column's service time as a multiple of the baseline's.
    package let ratios: [Int: Double]
  }

  /// A document that all runs have, with each column's mean service time.
  package struct DocumentRow: Equatable, Sendable {
    /// Its path; foreign text.
    package let name: String
    package let pages: Int?
    /// One per column, seconds; nil where it was never answered.
    package let seconds: [Double?]
  }

  package let runs: [ComparedRun]
  package let pivot: ComparePivot
  /// In the order that the pivot gives them.
  package let columns: [ComparedColumn]
  /// Index of the column that all begins from.
  package let baseline: Int
  /// Every column against what differs by the pivot.
  package let pairs: [Pair]
  /// Every server against the baseline's, in its own file at its own point; none where the pivot
  /// says that already.
  package let within: [Pair]
  package let shared: SharedDocuments
  /// The documents that all runs have.
  package let documents: [DocumentRow]
  /// What a reader has to know before any figure, the most severe first.
  package let caveats: [CompareCaveat]

  /// Nothing but a comparison of no files where there are none.
  ///
  /// - Parameters:
  ///   - baseline: The column that all begins from, by file and condition; the first where nil.
  ///   - pivot: That in which the columns differ where nil.
  ///   - resamples: Of the bootstrap of geometric means; none for a picture.
  package init(
    _ runs: [ComparedRun], baseline wanted: ColumnName? = nil, pivot: ComparePivot? = nil,
    resamples: Int = 0
  ) {
    let found = ComparedColumn.all(runs)
    let pivot = pivot ?? .usual(for: found)
    let columns = pivot.sorted(found)
    let start =
      wanted.flatMap { wanted in columns.firstIndex { wanted.names($0) } }
      ?? Self.usualBaseline(columns, runs)
    let shared = SharedDocuments(runs.map(\.corpus))
    var matcher = Matcher(runs: runs, columns: columns, shared: shared)
    let across = columns.indices.compactMap { index in
      pivot.partner(of: index, in: columns, baseline: start).map { (index, $0) }
    }
    let inside =
      pivot == .server
      ? []
      : columns.indices.compactMap { index in
        Self.rival(of: index, in: columns, runs, baseline: start).map { (index, $0) }
      }.filter { pair in !across.contains { $0 == pair } }
    let level = MultipleComparisons.level(comparisons: across.count + inside.count)
    pairs = across.map { matcher.pair($0.0, $0.1, level: level, resamples: resamples) }
    within = inside.map { matcher.pair($0.0, $0.1, level: level, resamples: resamples) }
    documents = shared.indices.map { place in
      let document = runs[0].corpus[place[0]]
      return DocumentRow(
        name: document.name,
        pages: zip(runs, place).lazy.compactMap { $0.corpus[$1].pages }.first,
        seconds: columns.map { column in
          let own = runs[column.run].times[column.condition].seconds(of: place[column.run])
          return Moments.mean(own)
        })
    }
    self.runs = runs
    self.pivot = pivot
    self.columns = columns
    self.shared = shared
    self.baseline = start
    caveats =
      CompareCaveats(
        runs: runs, columns: columns, pivot: pivot, shared: shared, pairs: pairs + within
      ).all
  }

  /// The confidence level of every interval on the table.
  package var level: Double {
    MultipleComparisons.level(comparisons: pairs.count + within.count)
  }

  /// The comparison that a column is told with, document by document; nil for a baseline.
  package func pair(ofColumn index: Int) -> Pair? {
    pairs.first { $0.column == index } ?? within.first { $0.column == index }
  }

  /// The first file's own baseline server, at its first point.
  private static func usualBaseline(_ columns: [ComparedColumn], _ runs: [ComparedRun]) -> Int {
    guard let first = columns.map(\.run).min() else { return 0 }
    let plan = runs[first].plan
    let key =
      plan.servers.indices.contains(plan.baselineIndex)
      ? plan.servers[plan.baselineIndex].key : ""
    return columns.indices.first { columns[$0].run == first && columns[$0].server == key }
      ?? columns.indices.first { columns[$0].run == first } ?? 0
  }

  /// The server that a column's server is up against in its own file, at its own point.
  private static func rival(
    of index: Int, in columns: [ComparedColumn], _ runs: [ComparedRun], baseline: Int
  ) -> Int? {
    let own = columns[index]
    let beside = columns.indices.filter {
      columns[$0].run == own.run && columns[$0].dpi == own.dpi
        && columns[$0].concurrency == own.concurrency
    }
    let plan = runs[own.run].plan
    let usual =
      plan.servers.indices.contains(plan.baselineIndex)
      ? plan.servers[plan.baselineIndex].key : ""
    let rival =
      beside.first { columns[$0].server == columns[baseline].server }
      ?? beside.first { columns[$0].server == usual } ?? beside.first
    return rival == index ? nil : rival
  }
}

/// Makes the pairs; times and answers of shared documents are laid side by side once a column.
private struct Matcher {
  let runs: [ComparedRun]
  let columns: [ComparedColumn]
  let shared: SharedDocuments
  private var times: [Int: ServiceMatrix] = [:]
  private var answers: [Int: AnswerSheet] = [:]

  init(runs: [ComparedRun], columns: [ComparedColumn], shared: SharedDocuments) {
    self.runs = runs
    self.columns = columns
    self.shared = shared
  }

  mutating func pair(
    _ index: Int, _ base: Int, level: Double, resamples: Int
  ) -> RunComparison.Pair {
    let (own, other) = (columns[index], columns[base])
    let (run, its) = (runs[own.run], runs[other.run])
    let isInside = own.run == other.run
    // A file's own comparison is of all of its documents, whatever other files have.
    let all = isInside ? run.times[own.condition] : nil
    let paired = PairedTimes(
      baseline: isInside ? its.times[other.condition] : sharedTimes(base),
      other: all ?? sharedTimes(index))
    let isApart = !isInside && !run.tookTurns(with: its)
    // Of one file, too, concurrencies are measured one after another.
    let isLater = isInside && own.concurrency != other.concurrency
    let sharesPasses =
      isApart || own.concurrency != other.concurrency
      || ConditionComparison.sharesPasses(run.plan, concurrency: own.concurrency ?? 1)
    let comparison = ConditionComparison(
      baseline: base, other: index, times: paired, sharesPasses: sharesPasses, level: level,
      resamples: resamples)
    let agreement =
      isInside
      ? Agreement(
        baseline: its.answers[other.condition], other: run.answers[own.condition])
      : Agreement(baseline: sharedAnswers(base), other: sharedAnswers(index))
    var ratios: [Int: Double] = [:]
    let places = Dictionary(uniqueKeysWithValues: zip(paired.documents, paired.byDocument))
    for (place, indices) in shared.indices.enumerated() {
      guard let ratio = places[isInside ? indices[own.run] : place] else { continue }
      ratios[place] = LogRatio.ratio(ratio)
    }
    return RunComparison.Pair(
      column: index, baseline: base, comparison: comparison, agreement: agreement,
      isApart: isApart,
      isStarred: isApart || isLater || run.figures.judgement.isStarred(comparison)
        || its.figures.judgement.isStarred(comparison),
      isWithheld: run.figures.judgement.isWithheld || its.figures.judgement.isWithheld,
      ratios: ratios)
  }

  private mutating func sharedTimes(_ index: Int) -> ServiceMatrix {
    if let known = times[index] { return known }
    let column = columns[index]
    let made = runs[column.run].times[column.condition]
      .selecting(shared.indices.map { $0[column.run] })
    times[index] = made
    return made
  }

  private mutating func sharedAnswers(_ index: Int) -> AnswerSheet {
    if let known = answers[index] { return known }
    let column = columns[index]
    let made = runs[column.run].answers[column.condition]
      .selecting(shared.indices.map { $0[column.run] })
    answers[index] = made
    return made
  }
}
