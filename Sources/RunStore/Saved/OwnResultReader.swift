internal import BenchCore

/// Reads a result of this program.
struct OwnResultReader {
  private let bytes: [UInt8]
  private let outline: ResultOutline
  private var events: [RunEvent] = []
  private var warnings: [String] = []
  private var leftOut = 0

  init(bytes: [UInt8], outline: ResultOutline) {
    self.bytes = bytes
    self.outline = outline
  }

  mutating func read(_ slimbench: Range<Int>) throws(JSONProblem) -> SavedRun {
    let (started, schema, timeline) = try head(slimbench)
    let bounds = RunBounds(started)
    events = [RunEvent(.zero, .runStarted(started))]
    warnings += SavedRun.warning(forSchema: schema)
    try sections(of: started, bounds)
    if let timeline {
      do throws(JSONProblem) { try readTimeline(timeline, bounds, schema) } catch {
        throw error.under("timeline").under("slimbench")
      }
    }
    if leftOut > 0 { warnings.append("unknown events left out: \(leftOut)") }
    return SavedRun(.result, started, reading: events, warnings: warnings)
  }

  /// Everything of `slimbench` but the timeline, which may be long and stays where it lies.
  private mutating func head(
    _ range: Range<Int>
  ) throws(JSONProblem) -> (started: RunStarted, schema: Int, timeline: Range<Int>?) {
    var cursor = JSONCursor(bytes, in: range)
    var members: [String: JSONValue] = [:]
    var timeline: Range<Int>?
    do throws(JSONProblem) {
      try cursor.object { (cursor, key) throws(JSONProblem) in
        let name = try cursor.text(of: key)
        let isNew = name == "timeline" ? timeline == nil : members[name] == nil
        guard isNew else {
          throw JSONProblem("the key stands twice", at: key.content.lowerBound, path: name)
        }
        do throws(JSONProblem) {
          if name == "timeline" {
            timeline = try cursor.skip()
          } else {
            members[name] = try cursor.value()
          }
        } catch { throw error.under(name) }
      }
      let object = JSONMembers(members, at: range.lowerBound)
      let schema = try object.int("schema")
      guard schema >= 1 else { throw object.problem("schema", "\(schema) is no version") }
      for line in try object.strings("journal_damage") { warnings.append("its journal: \(line)") }
      return (try object.runStarted(timestamp: outline.timestamp ?? ""), schema, timeline)
    } catch { throw error.under("slimbench") }
  }

  private mutating func sections(
    of started: RunStarted, _ bounds: RunBounds
  ) throws(JSONProblem) {
    let places = Dictionary(outline.sections.map { ($0.key, $0.range) }) { first, _ in first }
    let keys = started.plan.servers.map(\.key)
    for (index, key) in keys.enumerated() {
      guard let place = places[key] else {
        throw JSONProblem("missing, though the plan has this server", at: 0, path: key)
      }
      do throws(JSONProblem) { try section(place, started.plan, server: index, bounds) } catch {
        throw error.under(key)
      }
    }
    let unknown = outline.sections.map(\.key).filter { !keys.contains($0) }
    if !unknown.isEmpty {
      warnings.append("unknown keys left out: \(unknown.prefix(10).joined(separator: ", "))")
    }
  }

  private mutating func section(
    _ place: Range<Int>, _ plan: Plan, server: Int, _ bounds: RunBounds
  ) throws(JSONProblem) {
    let conditions = plan.conditions
    var cursor = JSONCursor(bytes, in: place)
    var records: [RunEvent]?
    try cursor.object { (cursor, key) throws(JSONProblem) in
      let name = try cursor.text(of: key)
      guard name == "individual_results" else {
        try cursor.skip()
        return
      }
      guard records == nil else {
        throw JSONProblem("the key stands twice", at: key.content.lowerBound, path: name)
      }
      var found: [RunEvent] = []
      try cursor.array { (cursor, index) throws(JSONProblem) in
        let start = cursor.offset
        do throws(JSONProblem) {
          let record = try cursor.request(bounds)
          guard conditions[record.condition].server == server else {
            throw JSONProblem("belongs to another server", at: start, path: "condition")
          }
          found.append(RunEvent(record.end, .requestFinished(record)))
        } catch { throw error.at(index: index).under(name) }
      }
      records = found
    }
    guard let records else {
      throw JSONProblem("missing", at: place.lowerBound, path: "individual_results")
    }
    events.append(contentsOf: records)
  }

  /// A later version's events may have shapes that we do not know; ours may not.
  private mutating func readTimeline(
    _ place: Range<Int>, _ bounds: RunBounds, _ schema: Int
  ) throws(JSONProblem) {
    var cursor = JSONCursor(bytes, in: place)
    var found: [RunEvent] = []
    var unknown = 0
    try cursor.array { (cursor, index) throws(JSONProblem) in
      let element = try cursor.skip()
      var inner = JSONCursor(bytes, in: element)
      do throws(JSONProblem) {
        switch try inner.event(bounds) {
        case .event(let event):
          if case .runStarted = event.payload {
            throw JSONProblem("a second start of a run", at: element.lowerBound)
          }
          found.append(event)
        case .unknown: unknown += 1
        }
      } catch {
        if schema > SavedFormat.schema { unknown += 1 } else { throw error.at(index: index) }
      }
    }
    events.append(contentsOf: found)
    leftOut += unknown
  }
}
