/// A saved run as a comparison needs it: figures, service times and answers, collected once.
package struct ComparedRun: Sendable {
  /// The file's name, as the user knows it; foreign text.
  package let name: String
  package let kind: SavedRun.Kind
  package let figures: RunFigures
  /// One per condition of the plan.
  let times: [ServiceMatrix]
  let answers: [AnswerSheet]
  /// When the run, or the sweep that it was a part of, was resumed.
  private let resumptions: [RunTime]

  /// Nil where the file holds no run.
  package init?(name: String, run: SavedRun) {
    guard let figures = run.figures else { return nil }
    let documents = figures.started.corpus.count
    var times = figures.conditions.map { _ in ServiceMatrix(documents: documents) }
    var answers = figures.conditions.map { _ in AnswerSheet(documents: documents) }
    var resumptions: [RunTime] = []
    for event in run.events {
      if case .runResumed = event.payload { resumptions.append(event.time) }
      guard case .requestFinished(let record) = event.payload,
        times.indices.contains(record.condition)
      else { continue }
      times[record.condition].add(record)
      answers[record.condition].add(record)
    }
    self.name = name
    kind = run.kind
    self.figures = figures
    self.times = times
    self.answers = answers
    self.resumptions = resumptions
  }

  package var plan: Plan { figures.started.plan }
  package var corpus: [Document] { figures.started.corpus }

  /// Whether its requests and another's ran in turns: parts of one sweep that shared its time.
  ///
  /// A sweep walks through its concurrencies one after another, and in sequential order through
  /// everything; a part that was resumed alone was measured apart from then on.
  func tookTurns(with other: ComparedRun) -> Bool {
    guard let own = figures.started.sweep, let its = other.figures.started.sweep else {
      return false
    }
    return own.id == its.id && own.sharesTime && its.sharesTime && plan.order != .sequential
      && plan.concurrencies == other.plan.concurrencies && resumptions == other.resumptions
  }
}
