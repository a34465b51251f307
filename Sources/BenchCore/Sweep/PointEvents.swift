/// Takes the events of one point out of a sweep's, as if it had been a run of its own.
///
/// Requests of other points are left out. What concerns the whole run stays: servers, notes, the
/// end. What the load generator says of itself goes to the points whose requests it was about: those
/// of the concurrency that was running, for concurrencies run one after another.
package struct PointEvents: Sendable {
  private let point: RunPoint
  private let conditions: [Condition]
  /// The point's index of each of the sweep's conditions.
  private let places: [Int?]
  private let part: SweepPart
  /// The concurrency that was heard of last.
  private var concurrency: Int?

  /// Nil for a point that the run does not have.
  package init?(_ started: RunStarted, _ point: RunPoint) {
    let points = started.plan.points
    guard points.contains(point) else { return nil }
    self.point = point
    conditions = started.plan.conditions
    var next = 0
    places = conditions.map { condition in
      guard condition.point == point else { return nil }
      defer { next += 1 }
      return next
    }
    part = SweepPart(
      id: started.runID, parts: points.count, sharesTime: started.plan.dpis.count > 1)
  }

  /// The event as the point has it; nil where it is not the point's.
  package mutating func narrow(_ event: RunEvent) -> RunEvent? {
    switch event.payload {
    case .runStarted(let started): return RunEvent(event.time, .runStarted(narrow(started)))
    case .requestStarted(var start):
      guard let place = take(start.condition) else { return nil }
      start.condition = place
      return RunEvent(event.time, .requestStarted(start))
    case .pageReceived(var page):
      guard let place = take(page.condition) else { return nil }
      page.condition = place
      return RunEvent(event.time, .pageReceived(page))
    case .requestFinished(var record):
      guard let place = take(record.condition) else { return nil }
      record.condition = place
      return RunEvent(event.time, .requestFinished(record))
    case .engineHealth, .resourceSampled, .gpuSampled:
      return concurrency == point.concurrency ? event : nil
    case .runResumed, .serverChanged, .dpiProbed, .subjectChanged, .note, .runFinished: return event
    }
  }

  private mutating func take(_ condition: Int) -> Int? {
    guard conditions.indices.contains(condition) else { return nil }
    concurrency = conditions[condition].concurrency
    return places[condition]
  }

  private func narrow(_ started: RunStarted) -> RunStarted {
    var own = started
    own.plan = started.plan.narrowed(to: point)
    own.sweep = part
    own.runID = started.runID + "-" + point.slug
    return own
  }
}

extension RunPoint {
  /// As file names have it: `150dpi`, `300dpi_c4`.
  package var slug: String {
    Quantity.plain(dpi) + "dpi" + (concurrency == 1 ? "" : "_c\(concurrency)")
  }
}
